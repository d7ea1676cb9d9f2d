import { lookup } from 'node:dns/promises';
import { promisify } from 'node:util';
import ipaddr from 'ipaddr.js';
import onvif from 'onvif';
import type { ConnectionReason, DeviceFacts, DeviceProfile } from '#features/cameras/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import { plainText } from './discover.ts';

/** Which device is asked, and in whose name. */
export interface DeviceRequest {
  readonly service: string;
  readonly username: string;
  readonly password: string;
  readonly allowAddress: (address: string) => boolean;
  readonly timeoutMs: number;
}

/** A device that says nothing of its streams; `reason` says why. */
export class DeviceFault extends VigieError {
  readonly reason: ConnectionReason;

  constructor(reason: ConnectionReason) {
    super('unavailable', `the device cannot be read (${reason})`);
    this.reason = reason;
  }
}

const mostProfiles = 12;
const standardPath = '/onvif/device_service';

/** Asks a device for its streams. Its answers lead nowhere: every request goes to the address that was checked. */
export async function readDevice(request: DeviceRequest): Promise<DeviceFacts> {
  const url = serviceOf(request.service);
  const hostname = await checkedAddress(url.hostname, request.allowAddress);
  const isSecure = url.protocol === 'https:';
  const cam = new onvif.Cam({
    hostname,
    port: Number(url.port || (isSecure ? 443 : 80)),
    path: url.pathname === '/' ? standardPath : url.pathname,
    username: request.username,
    password: inBytes(request.password),
    useSecure: isSecure,
    // Cameras sign their own certificates: TLS hides the password on its way, it does not prove who asks for it.
    secureOpts: { rejectUnauthorized: false },
    timeout: request.timeoutMs,
    autoconnect: false,
    preserveAddress: true,
  });
  try {
    return await ask(cam);
  } catch (fault) {
    throw fault instanceof DeviceFault ? fault : new DeviceFault(reasonOf(fault));
  }
}

/** The package takes one byte of each character where passwords are UTF-8 (WS-Security UsernameToken 1.0). */
const inBytes = (password: string): string => Buffer.from(password, 'utf8').toString('latin1');

type Loose = Readonly<Record<string, unknown>>;

async function ask(cam: InstanceType<typeof onvif.Cam>): Promise<DeviceFacts> {
  const call = <Result>(
    method: (done: (fault: Error | null, answer?: Result) => void) => void,
  ): Promise<Result> => promisify(method)() as Promise<Result>;
  // The clock of the device first: passwords are sent with its time.
  await call((done) => cam.getSystemDateAndTime(done));
  await call((done) => cam.getServices(true, done)).catch(() => call((done) => cam.getCapabilities(done)));
  const about = await call<Loose>((done) => cam.getDeviceInformation(done as never)).catch((fault: Error) => {
    if (reasonOf(fault) === 'password') throw fault;
    return {} as Loose;
  });
  const profiles = [await call<unknown>((done) => cam.getProfiles(done as never))]
    .flat()
    .slice(0, mostProfiles);
  const read: DeviceProfile[] = [];
  for (const profile of profiles.filter(isGroup)) {
    const { token } = groupOf(profile['$']);
    const stream = await call<Loose>((done) =>
      cam.getStreamUri({ protocol: 'RTSP', profileToken: String(token) }, done as never),
    );
    const address = streamAddress(stream['uri']);
    if (address !== undefined) read.push({ ...videoOf(profile), url: address });
  }
  if (read.length === 0) throw new DeviceFault('no-stream');
  return { maker: plainText(about['manufacturer']), model: plainText(about['model']), profiles: read };
}

const isGroup = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const groupOf = (value: unknown): Loose => (isGroup(value) ? value : {});

/** Media 1 and media 2 name the same things in different places. */
function videoOf(profile: Loose): Omit<DeviceProfile, 'url'> {
  const video = groupOf(
    profile['videoEncoderConfiguration'] ?? groupOf(profile['configurations'])['videoEncoder'],
  );
  const size = groupOf(video['resolution']);
  const rate = groupOf(video['rateControl']);
  return {
    name: plainText(profile['name']) ?? '–',
    codec: plainText(video['encoding']),
    width: wholeNumber(size['width']),
    height: wholeNumber(size['height']),
    framesPerSecond: wholeNumber(rate['frameRateLimit']),
  };
}

function wholeNumber(value: unknown): number | null {
  const number = Math.round(Number(value));
  return Number.isInteger(number) && number > 0 && number < 100_000 ? number : null;
}

/** The address of a stream as the device gives it, without the name and password that some put in. */
function streamAddress(uri: unknown): string | undefined {
  if (typeof uri !== 'string' || uri.length > 2000) return undefined;
  return uri.trim().replace(/^([a-z]+:\/\/)[^/@]*@/i, '$1');
}

function serviceOf(text: string): URL {
  const whole = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (URL.canParse(whole)) return new URL(whole);
  throw new DeviceFault('unknown-name');
}

async function checkedAddress(host: string, allowAddress: (address: string) => boolean): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, '');
  const addresses = ipaddr.isValid(bare)
    ? [bare]
    : await lookup(bare, { all: true }).then(
        (found) => found.map(({ address }) => address),
        () => {
          throw new DeviceFault('unknown-name');
        },
      );
  const allowed = addresses.find(allowAddress);
  if (allowed === undefined) throw new DeviceFault('forbidden-address');
  return allowed;
}

const systemReasons: Readonly<Record<string, ConnectionReason>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'no-answer',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  ECONNRESET: 'cut',
  EPROTO: 'certificate',
};

function reasonOf(fault: unknown): ConnectionReason {
  const { code = '', message = '' } = groupOf(fault) as { readonly code?: string; readonly message?: string };
  if (/auth|sender not|password|not permitted/i.test(message)) return 'password';
  if (/timeout/i.test(message)) return 'too-slow';
  return systemReasons[code] ?? 'not-onvif';
}
