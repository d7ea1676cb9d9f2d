import type { Audit, AuditEntry } from '#foundation/audit.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { CameraCeiling, RecordingLaw } from './ports.ts';
import type { CameraRecording, RecordingChoice } from './recording-schema.ts';
import type { RecordingStore } from './recording-store.ts';

/** Which cameras keep pictures around their alerts: none, unless it was chosen. */
export interface ChoiceService {
  /** Throws `not-found`. */
  find(cameraId: number): Promise<CameraRecording>;
  /** null: off. Throws `conflict` where the law lets nothing be kept, or not so long. */
  choose(cameraId: number, choice: RecordingChoice | null, motive?: string): Promise<CameraRecording>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: RecordingStore;
  readonly law: RecordingLaw;
  readonly audit: Audit;
  readonly announce: (tx: Tx, cameraId: number | null) => Promise<void>;
}

/** Makes the use cases of choosing. */
export function createChoiceService({
  unitOfWork,
  reader,
  store,
  law,
  audit,
  announce,
}: Parts): ChoiceService {
  async function ceilingOf(tx: Tx, cameraId: number): Promise<CameraCeiling> {
    const ceiling = await law.ceiling(tx, cameraId);
    if (ceiling !== undefined) return ceiling;
    throw new VigieError('not-found', `There is no camera ${cameraId}`);
  }
  const shown = async (tx: Tx, cameraId: number): Promise<CameraRecording> => {
    const { answer, days } = await ceilingOf(tx, cameraId);
    return {
      recording: (await store.choice(tx, cameraId)) ?? null,
      ceilingDays: answer.allowed ? days : 0,
      refusal: answer.allowed ? null : { reason: answer.reason, rule: answer.rule, lift: answer.lift },
    };
  };
  return {
    find: (cameraId) => shown(reader, cameraId),
    choose: (cameraId, choice, motive) =>
      unitOfWork(async (tx) => {
        const ceiling = await ceilingOf(tx, cameraId);
        if (choice !== null) refuseUnlawful(choice, ceiling);
        const before = (await store.choice(tx, cameraId)) ?? null;
        await store.choose(tx, cameraId, choice);
        await announce(tx, cameraId);
        const name = await store.cameraName(tx, cameraId);
        await audit(tx, lineOf({ cameraId, name, before, choice, motive }));
        return shown(tx, cameraId);
      }),
  };
}

interface Chosen {
  readonly cameraId: number;
  readonly name: string | undefined;
  readonly before: RecordingChoice | null;
  readonly choice: RecordingChoice | null;
  readonly motive: string | undefined;
}

const lineOf = ({ cameraId, name, before, choice, motive }: Chosen): AuditEntry => ({
  action: choice === null ? 'recording.switch-off' : 'recording.switch-on',
  subject: { kind: 'camera', id: cameraId, ...(name === undefined ? {} : { name }) },
  cameraId,
  ...(motive === undefined ? {} : { motive }),
  details: { changes: { recording: { from: before, to: choice } } },
});

function refuseUnlawful({ keptDays }: RecordingChoice, { answer, days }: CameraCeiling): void {
  if (!answer.allowed)
    throw new VigieError('conflict', `recording: ${answer.rule.en}`, {
      fix: answer.lift.en,
      faults: [{ field: 'recording', message: answer.rule.en, fix: answer.lift.en }],
    });
  if (keptDays <= days) return;
  const message = `${keptDays} days are more than the ${days} that the purpose, the authorisation and the law leave`;
  const fix = days === 0 ? 'state in the purpose how long pictures are kept' : `choose ${days} days or fewer`;
  throw new VigieError('conflict', `keptDays: ${message}`, {
    fix,
    faults: [{ field: 'keptDays', message, fix }],
  });
}
