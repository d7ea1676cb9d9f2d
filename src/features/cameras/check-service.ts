import type { Audit } from '#foundation/audit.ts';
import { invalid } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { CameraStore } from './camera-store.ts';
import type {
  CameraDiscovery,
  CameraTest,
  CameraTestInput,
  CheckFault,
  DeviceInput,
  DeviceView,
} from './check-schema.ts';
import { connectionWords } from './connection-words.ts';
import type { CameraChecks, ConnectionReason, FindReachFault } from './ports.ts';
import { storedAddress } from './source-password.ts';
import { addressFault, hostOf, plainAddress } from './source-url.ts';

/** Looks for cameras and tries them, before they are added. Nothing that is seen is stored; who looked is logged. */
export interface CheckService {
  /** Throws `invalid` for an address that no camera can have. */
  test(input: CameraTestInput): Promise<CameraTest>;
  discover(): Promise<CameraDiscovery>;
  device(input: DeviceInput): Promise<DeviceView>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: Pick<CameraStore, 'find' | 'listAll'>;
  readonly masksOf: (
    tx: Tx,
    cameraId: number,
  ) => Promise<readonly (readonly (readonly [number, number])[])[]>;
  readonly checks: CameraChecks;
  readonly networks: readonly string[];
  readonly reachFault: FindReachFault;
  readonly audit: Audit;
}

/** Makes the use cases of looking for cameras. */
export function createCheckService(parts: Parts): CheckService {
  const { reader, store, masksOf, checks, networks, reachFault } = parts;
  const record = (action: string, name: string, details: Readonly<Record<string, unknown>>): Promise<void> =>
    parts.unitOfWork((tx) => parts.audit(tx, { action, subject: { kind: 'camera', id: 0, name }, details }));
  return {
    async test({ source, cameraId }) {
      const camera = cameraId === undefined ? undefined : await store.find(reader, cameraId);
      const url = storedAddress(source.url, camera?.source.url);
      const fault = addressFault('source.url', url);
      if (fault !== undefined) throw invalid(`${fault.field}: ${fault.message}`, [fault]);
      const address = plainAddress(url);
      const masks = camera === undefined ? [] : await masksOf(reader, camera.id);
      const answer =
        reachFault('source.url', url) === undefined
          ? await checks.stream({ url, masks })
          : ({ ok: false, reason: 'forbidden-address' } as const);
      await record('camera.test', address, { outcome: answer.ok ? 'picture' : answer.reason });
      if (!answer.ok) return { address, fault: faultOf(answer.reason), stream: null, picture: null };
      const { picture, waitedMs, ...stream } = answer.found;
      const jpeg = Buffer.from(picture.jpeg).toString('base64');
      return {
        address,
        fault: null,
        stream: { ...stream, waitedMs: Math.round(waitedMs) },
        picture: { ...picture, jpeg },
      };
    },
    async discover() {
      if (networks.length === 0) {
        await record('camera.discover', 'no network of cameras', { found: 0 });
        return { networks: [], fault: faultOf('forbidden-address'), devices: [] };
      }
      const answer = await checks.discover();
      const found = answer.ok ? answer.found : [];
      await record('camera.discover', networks.join(', '), { found: found.length });
      const known = new Map((await store.listAll(reader)).map(({ id, source }) => [hostOf(source.url), id]));
      return {
        networks: [...networks],
        fault: answer.ok ? null : faultOf(answer.reason),
        devices: found.map((device) => ({ ...device, cameraId: known.get(hostOf(device.service)) ?? null })),
      };
    },
    async device(input) {
      const answer = await checks.device(input);
      await record('camera.ask', plainAddress(input.service), {
        outcome: answer.ok ? 'streams' : answer.reason,
      });
      if (!answer.ok)
        return { fault: faultOf(answer.reason), maker: null, model: null, profiles: [], refused: 0 };
      const { maker, model, profiles } = answer.found;
      // What a device calls its own address may lead anywhere: the gate is asked as for one that is typed.
      const within = profiles.filter(
        ({ url }) => addressFault('url', url) === undefined && reachFault('url', url) === undefined,
      );
      const refused = profiles.length - within.length;
      const fault = within.length === 0 ? faultOf('forbidden-address') : null;
      return { fault, maker, model, profiles: [...within], refused };
    },
  };
}

function faultOf(reason: ConnectionReason): CheckFault {
  return { reason, ...connectionWords(reason) };
}
