import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An ONVIF device on the loopback address: SOAP over HTTP, and answers to probes (WS-Discovery). */
export interface OnvifDevice {
  /** address of its service */
  readonly service: string;
  /** port where it hears probes */
  readonly discoveryPort: number;
  stop(): Promise<void>;
}

/** How the device behaves. */
export interface OnvifWishes {
  readonly username: string;
  readonly password: string;
  /** addresses of its streams, one a profile */
  readonly streams: readonly string[];
  /** where it says its service is, when that is not where it is */
  readonly tells?: string;
  /** where it hears probes; a free port when absent */
  readonly discoveryPort?: number;
  /** `garbage` answers nonsense, `silent` nothing, `elsewhere` sends on to another address */
  readonly mood?: 'garbage' | 'silent' | 'elsewhere' | 'empty';
}

/** Starts a device that behaves as it is told. */
export async function startOnvifDevice(wishes: OnvifWishes): Promise<OnvifDevice> {
  const http = createServer((asked, answer) => void reply(asked, answer, wishes));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const service = `http://127.0.0.1:${(http.address() as AddressInfo).port}/onvif/device_service`;
  const udp = createSocket('udp4');
  udp.on('message', (probe, from) => {
    const [, id = ''] = /MessageID>([^<]+)</.exec(probe.toString()) ?? [];
    udp.send(probeMatch(id, wishes.tells ?? service), from.port, from.address);
  });
  udp.bind(wishes.discoveryPort ?? 0, '127.0.0.1');
  await once(udp, 'listening');
  return {
    service,
    discoveryPort: udp.address().port,
    async stop() {
      udp.close();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

async function reply(asked: IncomingMessage, answer: ServerResponse, wishes: OnvifWishes): Promise<void> {
  let body = '';
  for await (const chunk of asked) body += String(chunk);
  switch (wishes.mood) {
    case 'silent':
      return;
    case 'garbage':
      answer.end('<s:Envelope><s:Body><GetServicesResponse><<<\0');
      return;
    case 'empty':
      answer.end(envelope('<tds:SomethingResponse/>'));
      return;
    case 'elsewhere':
      answer.writeHead(302, { Location: 'http://169.254.169.254/latest/meta-data/' }).end();
      return;
    default:
      answer.setHeader('Content-Type', 'application/soap+xml');
      speak(body, answer, wishes);
  }
}

function speak(body: string, answer: ServerResponse, wishes: OnvifWishes): void {
  if (/GetSystemDateAndTime/.test(body)) {
    answer.end(envelope(dateAndTime(new Date())));
  } else if (!isSigned(body, wishes)) {
    answer.statusCode = 400;
    answer.end(envelope(notAuthorised));
  } else {
    const [, act = ''] = /<(Get\w+)/.exec(body) ?? [];
    answer.end(envelope(answers[act]?.(body, wishes) ?? notSupported));
  }
}

/** WS-Security: base64(SHA-1(nonce + created + password)). */
function isSigned(body: string, { username, password }: OnvifWishes): boolean {
  const part = (name: string): string => new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)<`).exec(body)?.[1] ?? '';
  const digest = createHash('sha1')
    .update(Buffer.concat([Buffer.from(part('Nonce'), 'base64'), Buffer.from(part('Created') + password)]))
    .digest('base64');
  return part('Username') === username && part('Password') === digest;
}

const answers: Readonly<Record<string, (body: string, wishes: OnvifWishes) => string>> = {
  GetServices: () =>
    `<tds:GetServicesResponse>${service('device')}${service('media')}</tds:GetServicesResponse>`,
  GetDeviceInformation: () =>
    '<tds:GetDeviceInformationResponse><tds:Manufacturer>Vigie &lt;b&gt;Test&lt;/b&gt;</tds:Manufacturer><tds:Model>V-1 \u202Eevil</tds:Model></tds:GetDeviceInformationResponse>',
  GetProfiles: (_body, { streams }) =>
    `<trt:GetProfilesResponse>${streams.map((_, index) => profile(index)).join('')}</trt:GetProfilesResponse>`,
  GetStreamUri: (body, { streams }) => {
    const index = Number(/ProfileToken>p(\d+)</.exec(body)?.[1] ?? 0);
    return `<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>${streams[index] ?? ''}</tt:Uri></trt:MediaUri></trt:GetStreamUriResponse>`;
  },
};

/** It names an address of its own that nobody else can reach, as cameras behind a router do. */
const service = (name: string): string =>
  `<tds:Service><tds:Namespace>http://www.onvif.org/ver10/${name}/wsdl</tds:Namespace><tds:XAddr>http://192.168.1.108/onvif/${name}_service</tds:XAddr><tds:Version><tt:Major>2</tt:Major><tt:Minor>5</tt:Minor></tds:Version></tds:Service>`;

const profile = (index: number): string =>
  `<trt:Profiles token="p${index}" fixed="true"><tt:Name>stream ${index + 1}</tt:Name><tt:VideoEncoderConfiguration token="v${index}"><tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>${1920 >> index}</tt:Width><tt:Height>${1080 >> index}</tt:Height></tt:Resolution><tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit></tt:RateControl></tt:VideoEncoderConfiguration></trt:Profiles>`;

const dateAndTime = (now: Date): string =>
  `<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:UTCDateTime><tt:Time><tt:Hour>${now.getUTCHours()}</tt:Hour><tt:Minute>${now.getUTCMinutes()}</tt:Minute><tt:Second>${now.getUTCSeconds()}</tt:Second></tt:Time><tt:Date><tt:Year>${now.getUTCFullYear()}</tt:Year><tt:Month>${now.getUTCMonth() + 1}</tt:Month><tt:Day>${now.getUTCDate()}</tt:Day></tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`;

const fault = (code: string, text: string): string =>
  `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:${code}</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="en">${text}</s:Text></s:Reason></s:Fault>`;
const notAuthorised = fault('NotAuthorized', 'Sender not Authorized');
const notSupported = fault('ActionNotSupported', 'Optional Action Not Implemented');

const envelope = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema"><s:Body>${body}</s:Body></s:Envelope>`;

const probeMatch = (relatesTo: string, address: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><s:Header><a:RelatesTo>${relatesTo}</a:RelatesTo></s:Header><s:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:1</a:Address></a:EndpointReference><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/name/Depot%20gate onvif://www.onvif.org/hardware/V-1</d:Scopes><d:XAddrs>http://169.254.3.4/onvif/device_service ${address}</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>`;
