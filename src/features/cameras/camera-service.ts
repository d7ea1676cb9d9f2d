import { measuresOf } from '#analytics/rules/catalogue.ts';
import type { Audit, AuditEntry } from '#foundation/audit.ts';
import type { Scoped } from '#foundation/camera-scope.ts';
import { changedFields } from '#foundation/changed-fields.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalid, VigieError } from '#foundation/errors.ts';
import type { Decision, Gate, LegalFacts } from '#foundation/legal-gate.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import { refuseStale } from '#foundation/stale-version.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { Camera, CameraInput, CameraPatch } from './camera-schema.ts';
import type { CameraStore, StoredCamera } from './camera-store.ts';
import type { Announce, CameraLaw, FindGroundFaults, FindReachFault, SyncSeries } from './ports.ts';
import { maskPassword, storedAddress } from './source-password.ts';
import { addressFault } from './source-url.ts';

/** The register of cameras. Every answer shows `***` in place of a password. */
export interface CameraService {
  list(request: PageRequest & Scoped): Promise<Page<Camera>>;
  /** Throws `not-found`. */
  find(id: number): Promise<Camera>;
  insert(input: CameraInput): Promise<Camera>;
  /** A source whose password is `***` keeps the stored one. Throws `conflict` when the camera has another version. */
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
  readonly decide: Gate;
  readonly law: CameraLaw;
  readonly clock: Clock;
  readonly syncSeries: SyncSeries;
  readonly announce: Announce;
  readonly groundFaults: FindGroundFaults;
  readonly reachFault: FindReachFault;
  readonly audit: Audit;
}

/** Makes the use cases of cameras. */
export function createCameraService({
  unitOfWork,
  reader,
  store,
  law,
  syncSeries,
  announce,
  groundFaults,
  reachFault,
  audit,
  ...gate
}: Parts): CameraService & CameraWriter {
  const { factsIn, refusePlaceWithRules, shownBy, written } = cameraViews({ ...gate, store, law });
  async function storedIn(tx: Tx, id: number): Promise<StoredCamera> {
    const camera = await store.find(tx, id);
    if (camera === undefined) throw noCamera(id);
    return camera;
  }

  async function insertIn(tx: Tx, input: CameraInput): Promise<Camera> {
    refuseFaults(input, groundFaults);
    refuseReach(input.source.url, reachFault);
    const { id } = await store.insert(tx, { ...input, source: withPassword(input.source, undefined) });
    await law.write(tx, id, input);
    const camera = await storedIn(tx, id);
    await syncSeries(tx, camera.id);
    await announce(tx, camera.id);
    await audit(tx, entryOf('camera.create', camera, { changes: changesOf(undefined, camera) }));
    return written(tx, camera, input.enabled === true);
  }

  /** Writes over the version that was read, and over no other. */
  async function writeOver(tx: Tx, id: number, patch: CameraPatch, version?: number): Promise<void> {
    if ((await store.update(tx, id, patch, version)) !== undefined) return;
    refuseStale('camera', version, shownBy(await storedIn(tx, id), await factsIn(tx, id, false)));
  }

  async function updateIn(tx: Tx, id: number, { version, ...patch }: CameraPatch): Promise<Camera> {
    const before = await storedIn(tx, id);
    refuseFaults(patch, groundFaults);
    const source = patch.source && withPassword(patch.source, before.source.url);
    if (source !== undefined && source.url !== before.source.url) refuseReach(source.url, reachFault);
    await writeOver(tx, id, source === undefined ? patch : { ...patch, source }, version);
    if ([patch.place, patch.purposeIds, patch.maskWaiver].some((part) => part !== undefined))
      await law.write(tx, id, patch);
    if (patch.place !== undefined) await refusePlaceWithRules(tx, id, patch.place);
    const camera = await storedIn(tx, id);
    await syncSeries(tx, id);
    await announce(tx, id);
    await audit(tx, entryOf('camera.update', camera, { changes: changesOf(before, camera) }));
    return written(tx, camera, patch.enabled === true);
  }

  return {
    async list(request) {
      const page = await store.list(reader, request);
      const ids = page.items.map(({ id }) => id);
      const facts = await law.facts(reader, ids);
      const items = page.items.flatMap((camera) => {
        const own = facts.get(camera.id);
        return own === undefined ? [] : [shownBy(camera, own)];
      });
      return { ...page, items };
    },
    async find(id) {
      return shownBy(await storedIn(reader, id), await factsIn(reader, id, false));
    },
    insert: (input) =>
      logged({ unitOfWork, audit }, { kind: 'camera', id: input.name }, (tx) => insertIn(tx, input)),
    update: (id, patch) =>
      logged({ unitOfWork, audit }, { kind: 'camera', id }, (tx) => updateIn(tx, id, patch)),
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

/** Cameras as they are shown, with what the law says of them. */
function cameraViews({ store, decide, law, clock }: Pick<Parts, 'store' | 'decide' | 'law' | 'clock'>) {
  const reads = (facts: LegalFacts): Decision => decide(facts, 'video-analysis', 'frames', clock());
  const shownBy = (camera: StoredCamera, facts: LegalFacts): Camera => {
    const may = (output: 'statistics' | 'live-count' | 'alert'): boolean =>
      decide(facts, 'any', output, clock()).allowed;
    const answer = reads(facts);
    return {
      ...camera,
      source: { ...camera.source, url: maskPassword(camera.source.url) },
      purposes: facts.purposes.map(({ id, name, code }) => ({ id, name, code })),
      refusal: answer.allowed ? null : { reason: answer.reason, rule: answer.rule, lift: answer.lift },
      outputs: { statistics: may('statistics'), liveCount: may('live-count'), alert: may('alert') },
    };
  };
  async function factsIn(tx: Tx, id: number, unsealed: boolean): Promise<LegalFacts> {
    const facts = (await law.facts(tx, [id], { unsealed })).get(id);
    if (facts === undefined) throw noCamera(id);
    return facts;
  }
  const written = async (tx: Tx, camera: StoredCamera, isStarted: boolean): Promise<Camera> => {
    const facts = await factsIn(tx, camera.id, true);
    const answer = reads(facts);
    if (isStarted && !answer.allowed) throw notStarted(camera.name, answer);
    return shownBy(camera, facts);
  };
  async function refusePlaceWithRules(tx: Tx, id: number, place: Camera['place']): Promise<void> {
    const facts = await factsIn(tx, id, true);
    if (!reads(facts).allowed) return;
    const rules = (await store.rulesOf(tx, id))
      .filter(({ kind }) => !decide(facts, kind, 'alert', clock()).allowed && measuresOf(kind).length === 0)
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
  return { factsIn, refusePlaceWithRules, shownBy, written };
}

/** Refuses what the schema cannot see: an address that is none, ground points that give no plane. */
function refuseFaults({ source, ground }: CameraPatch, groundFaults: FindGroundFaults): void {
  const fault = source && addressFault('source.url', source.url);
  const faults = [...(fault === undefined ? [] : [fault]), ...groundFaults('ground', ground ?? [])];
  if (faults.length > 0)
    throw invalid(faults.map(({ field, message }) => `${field}: ${message}`).join('; '), faults);
}

function refuseReach(url: string, reachFault: FindReachFault): void {
  const fault = reachFault('source.url', url);
  if (fault !== undefined) throw invalid(`${fault.field}: ${fault.message}`, [fault]);
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

/** Does a change; what the law refuses is undone, and logged. */
async function logged<Result>(
  { unitOfWork, audit }: Pick<Parts, 'unitOfWork' | 'audit'>,
  subject: AuditEntry['subject'],
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  try {
    return await unitOfWork(work);
  } catch (fault) {
    if (fault instanceof NotStarted)
      await unitOfWork((tx) =>
        audit(tx, { action: 'gate.refuse', subject, details: { output: 'frames', reason: fault.reason } }),
      );
    throw fault;
  }
}

class NotStarted extends VigieError {
  readonly reason: string;

  constructor(reason: string, ...rest: ConstructorParameters<typeof VigieError>) {
    super(...rest);
    this.reason = reason;
  }
}

/** A camera that is switched on where the law lets no picture be read. */
const notStarted = (
  name: string,
  { reason, rule, lift }: Exclude<Decision, { readonly allowed: true }>,
): VigieError =>
  new NotStarted(reason, 'conflict', `"${name}" does not start. ${rule.en}`, {
    fix: lift.en,
    faults: [{ field: 'enabled', message: rule.en, fix: lift.en }],
  });

const noCamera = (id: number): VigieError => new VigieError('not-found', `There is no camera ${id}`);

function withPassword(source: CameraInput['source'], stored: string | undefined): CameraInput['source'] {
  return { ...source, url: storedAddress(source.url, stored) };
}
