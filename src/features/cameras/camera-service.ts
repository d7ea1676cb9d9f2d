import { measuresOf } from '#analytics/rules/catalogue.ts';
import type { Audit, AuditEntry } from '#foundation/audit.ts';
import { changedFields } from '#foundation/changed-fields.ts';
import { invalid, invalidField, VigieError } from '#foundation/errors.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { Camera, CameraInput } from './camera-schema.ts';
import type { CameraStore, StoredCamera } from './camera-store.ts';
import type { Announce, Decide, FindGroundFaults, SyncSeries } from './ports.ts';
import { maskPassword, restorePassword } from './source-password.ts';
import { addressFault } from './source-url.ts';

/** What a PATCH of a camera may say; a source whose password is `***` keeps the stored one. */
export type CameraPatch = Partial<CameraInput>;

/** The register of cameras. Every answer shows `***` in place of a password. */
export interface CameraService {
  list(request: PageRequest): Promise<Page<Camera>>;
  /** Throws `not-found`. */
  find(id: number): Promise<Camera>;
  insert(input: CameraInput): Promise<Camera>;
  update(id: number, patch: CameraPatch): Promise<Camera>;
  /** Removes its zones, lines, masks, rules and alerts too; its series stay without it. */
  remove(id: number): Promise<void>;
}

/** The same inside a transaction, for imports. */
export interface CameraWriter {
  insertIn(tx: Tx, input: CameraInput): Promise<Camera>;
  updateIn(tx: Tx, id: number, patch: CameraPatch): Promise<Camera>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: CameraStore;
  readonly decide: Decide;
  readonly syncSeries: SyncSeries;
  readonly announce: Announce;
  readonly groundFaults: FindGroundFaults;
  readonly audit: Audit;
}

/** Makes the use cases of cameras. */
export function createCameraService({
  unitOfWork,
  reader,
  store,
  decide,
  syncSeries,
  announce,
  groundFaults,
  audit,
}: Parts): CameraService & CameraWriter {
  const shown = (camera: StoredCamera): Camera => ({
    ...camera,
    source: { ...camera.source, url: maskPassword(camera.source.url) },
    outputs: {
      statistics: decide(camera.place, 'any', 'statistics').allowed,
      liveCount: decide(camera.place, 'any', 'live-count').allowed,
      alert: decide(camera.place, 'any', 'alert').allowed,
    },
  });

  async function insertIn(tx: Tx, input: CameraInput): Promise<Camera> {
    refuseFaults(input, groundFaults);
    const camera = await store.insert(tx, { ...input, source: withPassword(input.source, undefined) });
    await syncSeries(tx, camera.id);
    await announce(tx, camera.id);
    await audit(tx, entryOf('camera.create', camera, { changes: changesOf(undefined, camera) }));
    return shown(camera);
  }

  async function updateIn(tx: Tx, id: number, patch: CameraPatch): Promise<Camera> {
    const before = await store.find(tx, id);
    if (before === undefined) throw noCamera(id);
    if (patch.place !== undefined) await refusePlaceWithRules(tx, id, patch.place);
    refuseFaults(patch, groundFaults);
    const source = patch.source && withPassword(patch.source, before.source.url);
    const camera = await store.update(tx, id, source === undefined ? patch : { ...patch, source });
    if (camera === undefined) throw noCamera(id);
    await syncSeries(tx, id);
    await announce(tx, id);
    await audit(tx, entryOf('camera.update', camera, { changes: changesOf(before, camera) }));
    return shown(camera);
  }

  async function refusePlaceWithRules(tx: Tx, id: number, place: Camera['place']): Promise<void> {
    const rules = (await store.rulesOf(tx, id))
      .filter(({ kind }) => !decide(place, kind, 'alert').allowed && measuresOf(kind).length === 0)
      .map(({ name }) => name);
    if (rules.length === 0) return;
    throw new VigieError(
      'conflict',
      `place: ${place} allows statistics only, and these rules of the camera give nothing but alerts: ${rules.join(', ')}`,
      {
        faults: [
          {
            field: 'place',
            message: 'no alert may be raised there',
            fix: 'remove those rules of the camera first',
          },
        ],
      },
    );
  }

  return {
    async list(request) {
      const page = await store.list(reader, request);
      return { ...page, items: page.items.map(shown) };
    },
    async find(id) {
      const camera = await store.find(reader, id);
      if (camera === undefined) throw noCamera(id);
      return shown(camera);
    },
    insert: (input) => unitOfWork((tx) => insertIn(tx, input)),
    update: (id, patch) => unitOfWork((tx) => updateIn(tx, id, patch)),
    remove: (id) =>
      unitOfWork(async (tx) => {
        const camera = await store.find(tx, id);
        if (camera === undefined || !(await store.remove(tx, id))) throw noCamera(id);
        await announce(tx, id);
        await audit(tx, entryOf('camera.delete', camera, {}));
      }),
    insertIn,
    updateIn,
  };
}

/** Refuses what the schema cannot see: an address that is none, ground points that give no plane. */
function refuseFaults({ source, ground }: CameraPatch, groundFaults: FindGroundFaults): void {
  const fault = source && addressFault('source.url', source.url);
  const faults = [...(fault === undefined ? [] : [fault]), ...groundFaults('ground', ground ?? [])];
  if (faults.length > 0)
    throw invalid(faults.map(({ field, message }) => `${field}: ${message}`).join('; '), faults);
}

const entryOf = (
  action: string,
  { id, name }: StoredCamera,
  details: Readonly<Record<string, unknown>>,
): AuditEntry => ({ action, subject: { kind: 'camera', id, name }, cameraId: id, details });

/** What changed of a camera, its passwords as `***`. */
function changesOf(before: StoredCamera | undefined, after: StoredCamera): object {
  const masked = (camera: StoredCamera): object => ({
    ...camera,
    source: { ...camera.source, url: maskPassword(camera.source.url) },
  });
  const changes = changedFields(before && masked(before), masked(after));
  const isNewPassword =
    before !== undefined && before.source.url !== after.source.url && changes.source === undefined;
  return isNewPassword ? { ...changes, password: { to: '***' } } : changes;
}

const noCamera = (id: number): VigieError => new VigieError('not-found', `There is no camera ${id}`);

function withPassword(source: CameraInput['source'], stored: string | undefined): CameraInput['source'] {
  const url = restorePassword(source.url, stored);
  if (url !== undefined) return { ...source, url };
  throw invalidField(
    'source.url',
    '*** stands for a password that is not known for this address',
    'type the password again',
  );
}
