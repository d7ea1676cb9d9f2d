import { type Fault, invalid, VigieError } from '#foundation/errors.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import { settleRegime } from './camera-regime-service.ts';
import type { PurposeRecord } from './legal-records.ts';
import type { Purpose, PurposeInput } from './legal-schema.ts';
import type { LegalParts } from './ports.ts';
import { oneOf, periodOf } from './record-faults.ts';
import type { RulePack } from './rule-pack.ts';

/** The register of purposes: a camera without one of them is not read. */
export interface PurposeService {
  list(): Promise<Purpose[]>;
  insert(input: PurposeInput): Promise<Purpose>;
  update(id: number, patch: Partial<PurposeInput>): Promise<Purpose>;
  /** Its cameras lose it; those it was the only purpose of stop. */
  remove(id: number): Promise<void>;
}

/** The same inside a transaction, for imports. */
export interface PurposeWriter {
  insertIn(tx: Tx, input: PurposeInput): Promise<number>;
  updateIn(tx: Tx, id: number, patch: Partial<PurposeInput>): Promise<void>;
}

/** Makes the use cases of purposes. */
export function createPurposeService(parts: LegalParts): PurposeService & PurposeWriter {
  const { unitOfWork, reader, facts, register, pack, clock, audit, announce } = parts;
  const find = async (tx: Tx, id: number): Promise<PurposeRecord> => {
    const purpose = (await facts.purposes(tx)).find((one) => one.id === id);
    if (purpose === undefined) throw new VigieError('not-found', `There is no purpose ${id}`);
    return purpose;
  };
  const written = async (tx: Tx, id: number, verb: string): Promise<void> => {
    const { name, code, retentionDays } = await find(tx, id);
    await audit(tx, {
      action: `purpose.${verb}`,
      subject: { kind: 'purpose', id, name },
      details: { code, retentionDays, rowHash: await facts.hash(tx, 'purpose', id) },
    });
    await announce(tx, null);
  };
  async function insertIn(tx: Tx, input: PurposeInput): Promise<number> {
    const id = await register.purposes.insert(tx, toRecord(input, undefined, pack, clock()));
    await written(tx, id, 'create');
    return id;
  }
  async function updateIn(tx: Tx, id: number, patch: Partial<PurposeInput>): Promise<void> {
    const before = await find(tx, id);
    const after = toRecord(patch, before, pack, clock());
    await register.purposes.update(tx, id, after);
    if (after.regime !== before.regime) await moveCameras(tx, id);
    await written(tx, id, 'update');
  }
  /** The cameras of a purpose go where its regime went, unless they hold data. */
  async function moveCameras(tx: Tx, purposeId: number): Promise<void> {
    const cameraIds = await register.camerasOf(tx, purposeId);
    const own = await facts.facts(tx, cameraIds, { unsealed: true });
    for (const cameraId of cameraIds)
      await settleRegime(tx, register, cameraId, own.get(cameraId)?.purposes ?? []);
  }
  return {
    insertIn,
    updateIn,
    list: async () => (await facts.purposes(reader)).map((one) => shown(one, pack)),
    insert: (input) => unitOfWork(async (tx) => shown(await find(tx, await insertIn(tx, input)), pack)),
    update: (id, patch) =>
      unitOfWork(async (tx) => {
        await updateIn(tx, id, patch);
        return shown(await find(tx, id), pack);
      }),
    remove: (id) =>
      unitOfWork(async (tx) => {
        const { name } = await find(tx, id);
        for (const cameraId of await register.camerasOf(tx, id)) {
          const left = (await facts.facts(tx, [cameraId], { unsealed: true })).get(cameraId)?.purposes ?? [];
          await register.setPurposes(
            tx,
            cameraId,
            left.map((purpose) => purpose.id).filter((other) => other !== id),
          );
          const rowHash = await facts.hash(tx, 'camera-law', cameraId);
          const subject = { kind: 'camera-law', id: cameraId };
          await audit(tx, {
            action: 'purpose.unlink',
            subject,
            cameraId,
            details: { purpose: name, rowHash },
          });
        }
        await register.purposes.remove(tx, id);
        await audit(tx, { action: 'purpose.delete', subject: { kind: 'purpose', id, name } });
        await announce(tx, null);
      }),
  };
}

/** A purpose that is given whole or in part, checked against the closed lists of the pack. */
function toRecord(
  input: Partial<PurposeInput>,
  stored: PurposeRecord | undefined,
  pack: RulePack,
  nowMs: number,
): Omit<PurposeRecord, 'id'> {
  const { id: _, ...before } = stored ?? emptyPurpose(nowMs);
  const { from, until, ...fields } = input;
  const { faults, ...period } = periodOf(input, before);
  const usual = input.code === undefined ? {} : usualFor(input.code, pack);
  const purpose = { ...before, ...usual, ...fields, ...period };
  const all = [...faults, ...purposeFaults(purpose, pack)];
  if (all.length > 0) throw invalid(all.map((one) => `${one.field}: ${one.message}`).join('; '), all);
  return purpose;
}

const emptyPurpose = (nowMs: number): PurposeRecord => ({
  id: 0,
  name: '',
  code: '',
  ground: '',
  regime: 'rgpd',
  retentionDays: 0,
  recipients: [],
  description: '',
  fromMs: nowMs,
  untilMs: null,
});

/** The regime of a purpose, and the ground that goes with it. */
function usualFor(code: string, pack: RulePack): Pick<PurposeRecord, 'regime' | 'ground'> {
  const regime = pack.purposes.find((one) => one.code === code)?.regime ?? 'rgpd';
  return { regime, ground: pack.grounds.find((one) => one.regime === regime)?.code ?? '' };
}

function purposeFaults({ code, ground, retentionDays }: Omit<PurposeRecord, 'id'>, pack: RulePack): Fault[] {
  const words = (list: readonly { readonly code: string }[]) => list.map((one) => one.code);
  const { mostDays } = pack.retention;
  const tooLong = { field: 'retentionDays', message: `is more than ${mostDays}`, fix: 'shorten it' };
  return [
    ...oneOf('code', code, words(pack.purposes)),
    ...oneOf('ground', ground, words(pack.grounds)),
    ...(retentionDays > mostDays ? [tooLong] : []),
  ];
}

function shown({ fromMs, untilMs, recipients, ...purpose }: PurposeRecord, pack: RulePack): Purpose {
  const kind = pack.purposes.find(({ code }) => code === purpose.code);
  const unknown = { en: purpose.code, fr: purpose.code };
  return {
    ...purpose,
    recipients: [...recipients],
    title: kind?.title ?? unknown,
    law: kind?.law ?? unknown,
    from: new Date(fromMs).toISOString(),
    until: untilMs === null ? null : new Date(untilMs).toISOString(),
  };
}
