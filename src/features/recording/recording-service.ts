import type { Audit } from '#foundation/audit.ts';
import type { CameraScope } from '#foundation/camera-scope.ts';
import type { Clock } from '#foundation/clock.ts';
import { messageOf, VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import type { Page } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { FindAlert, RecordingLaw, StoredFile, Vault } from './ports.ts';
import { packPictures, type RecordedPicture, unpackPictures } from './recorded-pictures.ts';
import type { Recording, RecordingQuery } from './recording-schema.ts';
import type { RecordingStore, StoredRecording } from './recording-store.ts';
import { expiryMs } from './retention.ts';

/** The pictures around what a rule saw. */
export interface Evidence {
  readonly cameraId: number;
  readonly ruleId: number;
  /** when the rule saw it */
  readonly timeMs: number;
  readonly pictures: readonly RecordedPicture[];
}

/** What became of pictures: only those of a stored alert of a camera that may record are kept. */
export type Kept = 'kept' | 'kept-before' | 'no-alert' | 'off' | 'refused' | 'empty';

/** Recordings: kept, listed, looked at. */
export interface RecordingService {
  /** Throws `unavailable` when they cannot be written or entered: nothing is left of them then. */
  keep(evidence: Evidence): Promise<Kept>;
  list(request: RecordingQuery & { readonly cameraIds?: CameraScope }): Promise<Page<Recording>>;
  /** Throws `not-found`. */
  find(id: number): Promise<Recording>;
  /** The pictures, once it is logged who looks and why; throws, and nothing is shown, where that cannot be done. */
  look(id: number, motive: string | undefined): Promise<readonly RecordedPicture[]>;
  /** Files that are being written and have no line yet. */
  underWay(): ReadonlySet<string>;
  lastFailure(): { readonly atMs: number; readonly fault: string } | undefined;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: RecordingStore;
  readonly vault: Vault;
  readonly law: RecordingLaw;
  readonly findAlert: FindAlert;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly log: Log;
  readonly newFile: () => string;
  /** throws `unmotivated` */
  readonly requireMotive: (given: string | undefined) => string;
}

/** Makes the use cases of recordings. */
export function createRecordingService(parts: Parts): RecordingService {
  const { reader, store, vault, clock, newFile } = parts;
  const underWay = new Set<string>();
  let lastFailure: { readonly atMs: number; readonly fault: string } | undefined;
  const found = async (id: number): Promise<StoredRecording> => {
    const recording = await store.find(reader, id);
    if (recording !== undefined) return recording;
    throw new VigieError('not-found', `There is no recording ${id}`);
  };

  async function keep(evidence: Evidence): Promise<Kept> {
    const permit = await permitOf(parts, reader, evidence);
    if (typeof permit === 'string') return permit;
    const file = newFile();
    underWay.add(file);
    try {
      const written = await vault.write(file, packPictures(evidence.pictures));
      const outcome = await enter(parts, evidence, file, written).catch(async (fault: unknown) => {
        await vault.erase(file);
        throw fault;
      });
      if (outcome !== 'kept') await vault.erase(file);
      return outcome;
    } finally {
      underWay.delete(file);
    }
  }

  return {
    keep: (evidence) =>
      keep(evidence).catch((fault: unknown) => {
        const words = messageOf(fault);
        lastFailure = { atMs: clock(), fault: words };
        parts.log.error({ cameraId: evidence.cameraId, fault: words }, 'A recording could not be kept');
        throw fault;
      }),
    async list({ camera, alert, from, to, cameraIds, ...request }) {
      const page = await store.list(reader, request, {
        cameraIds: camera === undefined ? cameraIds : [camera],
        alertId: alert,
        fromMs: from === undefined ? undefined : Date.parse(from),
        toMs: to === undefined ? undefined : Date.parse(to),
      });
      return { ...page, items: page.items.map(shownRecording) };
    },
    find: async (id) => shownRecording(await found(id)),
    look: async (id, motive) => look(parts, await found(id), motive),
    underWay: () => underWay,
    lastFailure: () => lastFailure,
  };
}

interface Permit {
  readonly alert: { readonly id: number; readonly ruleName: string };
  readonly keptDays: number;
  readonly ceilingDays: number;
  readonly cameraName: string;
}

/** What lets pictures be kept, or why they are not: the camera records, the law lets it, and there is an alert. */
async function permitOf(
  { store, law, findAlert }: Parts,
  tx: Tx,
  evidence: Evidence,
): Promise<Permit | Exclude<Kept, 'kept'>> {
  const { cameraId, pictures } = evidence;
  if (pictures.length === 0) return 'empty';
  const choice = await store.choice(tx, cameraId);
  const cameraName = await store.cameraName(tx, cameraId);
  if (choice === undefined || cameraName === undefined) return 'off';
  const ceiling = await law.ceiling(tx, cameraId);
  if (ceiling?.answer.allowed !== true || ceiling.days < 1) return 'refused';
  const alert = await findAlert(tx, evidence);
  if (alert === undefined) return 'no-alert';
  if ((await store.ofAlert(tx, alert.id)) !== undefined) return 'kept-before';
  return { alert, cameraName, keptDays: choice.keptDays, ceilingDays: ceiling.days };
}

/** Enters a written file; all that lets it be kept is asked again in the transaction of its line. */
function enter(parts: Parts, evidence: Evidence, file: string, written: StoredFile): Promise<Kept> {
  const { unitOfWork, store, audit, clock } = parts;
  const { cameraId, pictures } = evidence;
  return unitOfWork(async (tx) => {
    const permit = await permitOf(parts, tx, evidence);
    if (typeof permit === 'string') return permit;
    const times = pictures.map(({ timeMs }) => timeMs);
    const span = { fromMs: Math.min(...times), toMs: Math.max(...times) };
    const nowMs = clock();
    const { alert, cameraName } = permit;
    const id = await store.insert(tx, {
      cameraId,
      cameraName,
      alertId: alert.id,
      ruleName: alert.ruleName,
      file,
      ...written,
      ...span,
      pictures: pictures.length,
      madeMs: nowMs,
      expiresMs: expiryMs({ ...permit, fromMs: span.fromMs, nowMs }),
    });
    await audit(tx, {
      action: 'recording.create',
      subject: { kind: 'recording', id, name: cameraName },
      cameraId,
      span,
      details: { alert: alert.id, pictures: pictures.length, bytes: written.bytes, sha256: written.sha256 },
    });
    return 'kept';
  });
}

async function look(
  parts: Parts,
  recording: StoredRecording,
  given: string | undefined,
): Promise<readonly RecordedPicture[]> {
  const { unitOfWork, vault, audit, clock, requireMotive } = parts;
  const { id, cameraId, cameraName, fromMs, toMs, wrappedKey } = recording;
  const motive = requireMotive(given);
  if (wrappedKey === null || recording.expiresMs <= clock()) throw pastItsTime(recording);
  const pictures = unpackPictures(await vault.read(recording.file, wrappedKey));
  await unitOfWork((tx) =>
    audit(tx, {
      action: 'recording.view',
      subject: { kind: 'recording', id, name: cameraName },
      cameraId,
      motive,
      span: { fromMs, toMs },
      details: { pictures: pictures.length },
    }),
  );
  return pictures;
}

function pastItsTime({ id, isHeld }: StoredRecording): VigieError {
  return new VigieError('conflict', `The time for which recording ${id} may be looked at is over`, {
    fix: isHeld
      ? 'it is held for a requisition: propose its extraction'
      : 'it is destroyed, or will be in a moment; the register of destructions has the proof',
  });
}

/** A recording as it is shown. */
export function shownRecording(recording: StoredRecording): Recording {
  const {
    file: _file,
    wrappedKey: _key,
    fromMs,
    toMs,
    madeMs,
    expiresMs,
    destroyedMs,
    isHeld,
    ...rest
  } = recording;
  return {
    ...rest,
    from: isoTime(fromMs),
    to: isoTime(toMs),
    madeAt: isoTime(madeMs),
    expiresAt: isoTime(expiresMs),
    destroyedAt: destroyedMs === null ? null : isoTime(destroyedMs),
    state: isHeld && rest.state === 'kept' ? 'held' : rest.state,
  };
}

const isoTime = (ms: number): string => new Date(ms).toISOString();
