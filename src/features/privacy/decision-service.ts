import { invalid, invalidField, VigieError } from '#foundation/errors.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { DecisionRecord } from './legal-records.ts';
import type { DecisionInput, LegalDecision } from './legal-schema.ts';
import type { ActingPerson, LegalParts } from './ports.ts';
import { periodOf } from './record-faults.ts';

/** Dated decisions about cameras: live counters of the DPO, set-up sessions of who draws their lines. */
export interface DecisionService {
  /** Those that are not over, and those of the last two months. */
  list(cameraId?: number): Promise<LegalDecision[]>;
  decide(input: DecisionInput, by: ActingPerson): Promise<LegalDecision>;
  /** Begins at once and ends by itself. */
  openSetupSession(
    cameraId: number,
    session: { readonly motive: string; readonly minutes: number },
    by: ActingPerson,
  ): Promise<LegalDecision>;
  /** Ends a decision now. */
  revoke(id: number, motive: string): Promise<void>;
  /** Ends a set-up session now. */
  closeSetupSession(id: number): Promise<void>;
}

/** Makes the use cases of decisions. */
export function createDecisionService(parts: LegalParts): DecisionService {
  const { unitOfWork, reader, facts, register, pack, clock, audit, announce } = parts;
  const find = async (tx: Tx, id: number): Promise<DecisionRecord> => {
    const decision = (await facts.decisions(tx)).find((one) => one.id === id);
    if (decision === undefined) throw new VigieError('not-found', `There is no decision ${id}`);
    return decision;
  };
  const written = async (
    tx: Tx,
    id: number,
    verb: string,
    motive: string | undefined,
  ): Promise<LegalDecision> => {
    const decision = await find(tx, id);
    const { kind, cameraId, fromMs, untilMs } = decision;
    await audit(tx, {
      action: `decision.${verb}`,
      subject: { kind: 'decision', id, name: kind },
      cameraId,
      ...(motive === undefined ? {} : { motive }),
      details: { kind, fromMs, untilMs, rowHash: await facts.hash(tx, 'decision', id) },
    });
    await announce(tx, cameraId);
    return shown(decision);
  };
  async function add(tx: Tx, decision: Omit<DecisionRecord, 'id'>): Promise<LegalDecision> {
    const { cameraId } = decision;
    if (!(await facts.facts(tx, [cameraId], { unsealed: true })).has(cameraId))
      throw new VigieError('not-found', `There is no camera ${cameraId}`);
    return written(tx, await register.decisions.insert(tx, decision), 'create', decision.motive);
  }
  const end = (id: number, motive: string | undefined, kind: DecisionRecord['kind'] | undefined) =>
    unitOfWork(async (tx) => {
      const decision = await find(tx, id);
      if (kind !== undefined && decision.kind !== kind)
        throw new VigieError('not-found', `There is no set-up session ${id}`);
      const { id: _, ...values } = decision;
      const untilMs = Math.min(decision.untilMs, Math.max(clock(), decision.fromMs + 1));
      await register.decisions.update(tx, id, { ...values, untilMs });
      await written(tx, id, 'revoke', motive);
    });

  return {
    list: async (cameraId) =>
      (await facts.decisions(reader))
        .filter((one) => cameraId === undefined || one.cameraId === cameraId)
        .map(shown),
    decide: (input, by) => {
      const { fromMs, untilMs, faults } = periodOf(input, { fromMs: clock(), untilMs: null });
      if (faults.length > 0 || untilMs === null) throw invalid('until: does not lie after from', faults);
      const { cameraId, motive } = input;
      const values = { cameraId, motive, fromMs, untilMs, decidedBy: by.name };
      return unitOfWork((tx) => add(tx, { ...values, kind: 'live-counters' }));
    },
    openSetupSession: (cameraId, { motive, minutes }, by) => {
      const { mostMinutes } = pack.setupSession;
      if (minutes > mostMinutes)
        throw invalidField('minutes', `is more than ${mostMinutes}`, 'begin another session afterwards');
      const fromMs = clock();
      const untilMs = fromMs + minutes * 60_000;
      const values = { cameraId, motive, fromMs, untilMs, decidedBy: by.name };
      return unitOfWork((tx) => add(tx, { ...values, kind: 'setup-session' }));
    },
    revoke: (id, motive) => end(id, motive, undefined),
    closeSetupSession: (id) => end(id, undefined, 'setup-session'),
  };
}

function shown({ fromMs, untilMs, ...decision }: DecisionRecord): LegalDecision {
  return {
    ...decision,
    from: new Date(fromMs).toISOString(),
    until: new Date(untilMs).toISOString(),
  };
}
