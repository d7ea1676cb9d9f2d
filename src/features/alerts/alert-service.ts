import type { Events } from '#features/events.ts';
import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import { nextStates, undoFault, undoMinutes, verdictAfter, wantsReason } from './alert-lifecycle.ts';
import type { Alert, AlertState, AlertTransition } from './alert-schema.ts';
import type { AlertChange, AlertFilter, AlertStore } from './alert-store.ts';

/** Who decides, as it is kept with the alert. */
export interface DecidingPerson {
  readonly id: string | null;
  readonly name: string;
}

/** Proposals that people decide on. */
export interface AlertService {
  /** The newest first. */
  list(request: PageRequest & AlertFilter): Promise<Page<Alert>>;
  find(id: number): Promise<Alert>;
  /**
   * Throws `conflict` for a step the alert cannot take and for a version that is no longer the last,
   * `invalid` without a reason.
   */
  transition(id: number, transition: AlertTransition, by: DecidingPerson): Promise<Alert>;
  /** Takes the last step back, as a step of its own; throws `conflict` outside the limits. */
  undo(id: number, version: number | undefined, by: DecidingPerson): Promise<Alert>;
  /** Until when the last step may be taken back by who asks; undefined when it may not. */
  undoUntil(id: number, by: DecidingPerson): Promise<string | undefined>;
  /** Notes that an alert was opened on a screen. Nobody is named, so the log has no line of it. */
  noteSight(id: number): Promise<void>;
  /** The alerts whose last change is later than `sequence`, oldest change first: what `Last-Event-ID` resumes. */
  changesAfter(sequence: number, limit: number): Promise<AlertChange[]>;
  /** Number of the last change stored; 0 when there is none. */
  lastSequence(): Promise<number>;
}

/** What the services of alerts work with. */
export interface AlertParts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: AlertStore;
  readonly clock: Clock;
  readonly events: Pick<EventBus<Events>, 'publish'>;
  readonly audit: Audit;
}

/** Makes the use cases of alerts. */
export function createAlertService(parts: AlertParts): AlertService {
  const { unitOfWork, reader, store, clock, events } = parts;
  return {
    list: (request) => store.list(reader, request),
    find: (id) => findAlert(store, reader, id),
    async transition(id, transition, by) {
      refuseWithoutReason(transition);
      const { alert, sequence } = await unitOfWork(async (tx) => {
        await store.takeTurn(tx);
        const before = await findAlert(store, tx, id);
        refuseOld(before, transition.version);
        refuseMerged(before);
        refuseStep(before, transition.to);
        const number = await takeStep(parts, tx, { before, transition, by });
        return { alert: await findAlert(store, tx, id), sequence: number };
      });
      events.publish('alert', { id, cameraId: alert.cameraId, change: 'decided', sequence });
      return alert;
    },
    async undo(id, version, by) {
      const { alert, sequence } = await unitOfWork(async (tx) => {
        await store.takeTurn(tx);
        const before = await findAlert(store, tx, id);
        refuseOld(before, version);
        refuseMerged(before);
        return { sequence: await takeBack(parts, tx, before, by), alert: await findAlert(store, tx, id) };
      });
      events.publish('alert', { id, cameraId: alert.cameraId, change: 'undone', sequence });
      return alert;
    },
    async undoUntil(id, by) {
      const last = await store.lastStep(reader, id);
      if (undoFault(last, askerOf(by, clock())) !== undefined || last === undefined) return undefined;
      return new Date(last.atMs + undoMinutes * 60_000).toISOString();
    },
    noteSight: (id) => unitOfWork((tx) => store.noteSight(tx, id, clock())),
    changesAfter: (sequence, limit) => store.changesAfter(reader, sequence, limit),
    lastSequence: () => store.lastSequence(reader),
  };
}

/** The alert of an id; throws `not-found`. */
export async function findAlert(store: AlertStore, tx: Tx, id: number): Promise<Alert> {
  const alert = await store.find(tx, id);
  if (alert === undefined) throw new VigieError('not-found', `There is no alert ${id}`);
  return alert;
}

/** Nobody's id is undefined: who has none takes nothing back. */
const askerOf = ({ id }: DecidingPerson, atMs: number) => ({ id: id ?? '', atMs });
const wordsOf = ({ reason }: AlertTransition): string | null => reason?.trim() || null;

interface Step {
  readonly before: Alert;
  readonly transition: AlertTransition;
  readonly by: DecidingPerson;
}

async function takeStep(
  { store, clock, audit }: AlertParts,
  tx: Tx,
  { before, transition, by }: Step,
): Promise<number> {
  const { to } = transition;
  const { id } = before;
  const words = wordsOf(transition);
  const code = wantsReason(to) ? (transition.reasonCode ?? 'other') : null;
  const atMs = clock();
  const sequence = await store.decide(tx, id, {
    state: to,
    verdict: verdictAfter(to, before.verdict),
    isVerdict: to !== 'closed',
    by,
    reason: to === 'closed' ? before.reason : words,
    reasonCode: to === 'closed' ? before.reasonCode : code,
    decidedMs: atMs,
    seenMs: atMs,
  });
  const entry = { alertId: id, atMs, by: by.name, from: before.state, to, reasonCode: code, words };
  await store.addHistory(tx, { ...entry, kind: 'step' });
  const motive = words ?? code;
  await audit(tx, {
    action: 'alert.decide',
    subject: { kind: 'alert', id, name: before.ruleName },
    cameraId: before.cameraId,
    details: { changes: { state: { from: before.state, to } } },
    ...(motive === null ? {} : { motive }),
  });
  return sequence;
}

async function takeBack(
  { store, clock, audit }: AlertParts,
  tx: Tx,
  before: Alert,
  by: DecidingPerson,
): Promise<number> {
  const { id } = before;
  const atMs = clock();
  const last = await store.lastStep(tx, id);
  const fault = undoFault(last, askerOf(by, atMs));
  if (fault !== undefined || last?.from == null) throw cannotUndo(fault ?? 'nothing-decided');
  const to: AlertState = last.from;
  const earlier = await store.stepBefore(tx, id);
  const keepsVerdict = before.state === 'closed';
  const sequence = await store.decide(tx, id, {
    state: to,
    verdict: keepsVerdict ? before.verdict : null,
    isVerdict: !keepsVerdict,
    by: earlier === undefined ? null : { id: null, name: earlier.by },
    reason: keepsVerdict ? before.reason : null,
    reasonCode: keepsVerdict ? before.reasonCode : null,
    decidedMs: earlier?.atMs ?? null,
    seenMs: atMs,
  });
  await store.addHistory(tx, { alertId: id, atMs, kind: 'undo', by: by.name, from: before.state, to });
  await audit(tx, {
    action: 'alert.undo',
    subject: { kind: 'alert', id, name: before.ruleName },
    cameraId: before.cameraId,
    details: { changes: { state: { from: before.state, to } } },
  });
  return sequence;
}

const undoWords = {
  'nothing-decided': 'nothing was decided that could be taken back',
  'undone-already': 'the last decision was taken back already',
  'somebody-else': 'somebody else decided',
  'too-late': `more than ${undoMinutes} minutes have passed`,
} as const;

function cannotUndo(fault: keyof typeof undoWords): VigieError {
  return new VigieError('conflict', `This decision stays: ${undoWords[fault]}`, {
    fix: 'say in a comment what is right; the log keeps both',
  });
}

function refuseWithoutReason(transition: AlertTransition): void {
  const { to, reasonCode } = transition;
  if (!wantsReason(to) || wordsOf(transition) !== null) return;
  if (reasonCode === undefined || reasonCode === 'other')
    throw invalidField(
      'reason',
      'is required for a rejection',
      'choose a reason of the list, or say in a few words why it was no alert',
    );
}

/** Whoever decides on what they no longer see is told, and overwrites nothing. */
export function refuseOld(alert: Alert, seen: number | undefined): void {
  if (seen === undefined || seen === alert.version) return;
  const who = alert.decidedBy === null ? '' : `, by ${alert.decidedBy}`;
  const message = `this alert changed meanwhile: it is ${alert.state}${who}`;
  throw new VigieError('conflict', `version: ${message}`, {
    faults: [{ field: 'version', message, fix: 'look at it again; nothing was overwritten' }],
    present: alert,
  });
}

/** A repeat is decided where it was merged. */
export function refuseMerged(alert: Alert): void {
  if (alert.mergedInto === null) return;
  const message = `this alert is an occurrence of alert ${alert.mergedInto}`;
  throw new VigieError('conflict', `mergedInto: ${message}`, {
    faults: [{ field: 'mergedInto', message, fix: 'decide there, or separate it first' }],
  });
}

function refuseStep(alert: Alert, to: AlertState): void {
  const possible = nextStates(alert.state);
  if (possible.includes(to)) return;
  const choices = possible.length === 0 ? 'it is closed for good' : `it may become ${possible.join(' or ')}`;
  throw new VigieError('conflict', `to: this alert is ${alert.state}; ${choices}`, {
    faults: [{ field: 'to', message: `this alert is ${alert.state}`, fix: choices }],
  });
}
