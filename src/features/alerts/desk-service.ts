import type { CameraScope } from '#foundation/camera-scope.ts';
import { inScope } from '#foundation/camera-scope.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import { isOpen } from './alert-lifecycle.ts';
import type { Alert } from './alert-schema.ts';
import { type AlertParts, type DecidingPerson, findAlert, refuseMerged, refuseOld } from './alert-service.ts';
import type { AlertFile, AlertHistoryEntry, Decider } from './desk-schema.ts';
import type { FindDeciders } from './ports.ts';
import { repeatGapMs, repeatsOf } from './repeats.ts';

/** Who asks, and which cameras exist for them. */
export interface Asking extends DecidingPerson {
  readonly cameraIds: CameraScope;
}

/** What people do with alerts, besides deciding on them. */
export interface DeskService {
  /** All that belongs to an alert; alerts of cameras out of the scope are left out. */
  file(id: number, who: Asking): Promise<Omit<AlertFile, 'undoUntil'>>;
  comment(id: number, words: string, who: Asking): Promise<AlertHistoryEntry[]>;
  link(id: number, otherId: number, who: Asking): Promise<Alert[]>;
  unlink(id: number, otherId: number, who: Asking): Promise<Alert[]>;
  /** Makes open alerts of the same rule occurrences of this one. */
  merge(id: number, alertIds: readonly number[], who: Asking): Promise<Alert>;
  /** Makes an occurrence an alert of its own again. */
  separate(id: number, who: Asking): Promise<Alert>;
  deciders(id: number): Promise<Decider[]>;
  /** Throws `invalid` for a person who may not decide on it, `conflict` for an old version. */
  assign(
    id: number,
    wish: { readonly personId: string | null; readonly version?: number | undefined },
    who: Asking,
  ): Promise<Alert>;
}

interface Parts extends AlertParts {
  readonly findDeciders: FindDeciders;
}

/** Makes the use cases of the alert desk. */
export function createDeskService(parts: Parts): DeskService {
  const { reader, store, findDeciders } = parts;
  return {
    file: (id, who) => fileOf(parts, id, who),
    async comment(id, words, who) {
      await change(parts, id, async (tx, alert) => {
        await store.addHistory(tx, { ...entry(parts, id, who), kind: 'comment', words: words.trim() });
        await store.touch(tx, id);
        await log(parts, tx, 'alert.comment', alert);
      });
      return store.history(reader, id);
    },
    async link(id, otherId, who) {
      await setLink(parts, { id, otherId, who, isLinked: true });
      return linksOf(parts, reader, id, who);
    },
    async unlink(id, otherId, who) {
      await setLink(parts, { id, otherId, who, isLinked: false });
      return linksOf(parts, reader, id, who);
    },
    merge: (id, alertIds, who) =>
      change(parts, id, async (tx, alert) => merge(parts, tx, { alert, alertIds, who })),
    separate: (id, who) => separate(parts, id, who),
    async deciders(id) {
      return findDeciders(reader, (await findAlert(store, reader, id)).cameraId);
    },
    assign: (id, { personId, version }, who) =>
      change(parts, id, async (tx, alert) => {
        refuseOld(alert, version);
        refuseMerged(alert);
        const person = await deciderOf(parts, tx, alert, personId);
        await store.assign(tx, id, personId);
        const name = person?.name ?? null;
        await store.addHistory(tx, { ...entry(parts, id, who), kind: 'assign', words: name });
        const changes = { assignee: { from: alert.assignee?.name ?? null, to: name } };
        await log(parts, tx, 'alert.assign', alert, { changes });
      }),
  };
}

const entry = ({ clock }: Parts, alertId: number, { name }: Asking) => ({
  alertId,
  atMs: clock(),
  by: name,
});

function log(
  { audit }: Parts,
  tx: Tx,
  action: string,
  { id, ruleName, cameraId }: Alert,
  details?: Record<string, unknown>,
): Promise<void> {
  const subject = { kind: 'alert', id, name: ruleName };
  return audit(tx, { action, subject, cameraId, ...(details === undefined ? {} : { details }) });
}

/** Does something to an alert in its turn, then tells that it changed. */
async function change(
  { unitOfWork, store, events }: Parts,
  id: number,
  work: (tx: Tx, alert: Alert) => Promise<void>,
): Promise<Alert> {
  const alert = await unitOfWork(async (tx) => {
    await store.takeTurn(tx);
    await work(tx, await findAlert(store, tx, id));
    return findAlert(store, tx, id);
  });
  const { cameraId, sequence } = alert;
  events.publish('alert', { id, cameraId, change: 'noted', sequence });
  return alert;
}

async function fileOf(parts: Parts, id: number, who: Asking): Promise<Omit<AlertFile, 'undoUntil'>> {
  const { reader, store } = parts;
  const alert = await findAlert(store, reader, id);
  return {
    history: await store.history(reader, id),
    links: await linksOf(parts, reader, id, who),
    occurrences: await store.occurrencesOf(reader, id),
    repeats: await findRepeats(parts, alert),
  };
}

const longestSpanMs = 24 * 3_600_000;

async function findRepeats({ reader, store }: Parts, alert: Alert): Promise<Alert[]> {
  if (alert.ruleId === null || alert.mergedInto !== null || alert.state === 'closed') return [];
  const occurredMs = Date.parse(alert.occurredAt);
  const span = { fromMs: occurredMs - longestSpanMs, toMs: occurredMs + longestSpanMs };
  const open = await store.openOf(reader, alert.ruleId, span);
  const moments = open.map((other) => ({ id: other.id, occurredMs: Date.parse(other.occurredAt), other }));
  return repeatsOf({ id: alert.id, occurredMs }, moments, repeatGapMs).map(({ other }) => other);
}

async function linksOf({ store }: Parts, tx: Tx, id: number, { cameraIds }: Asking): Promise<Alert[]> {
  const linked = await store.findAll(tx, await store.linksOf(tx, id));
  return linked.filter((alert) => inScope(cameraIds, alert.cameraId));
}

/** An alert out of the scope of who asks does not exist for them. */
async function findSeen({ store }: Parts, tx: Tx, id: number, { cameraIds }: Asking): Promise<Alert> {
  const alert = await findAlert(store, tx, id);
  if (!inScope(cameraIds, alert.cameraId)) throw new VigieError('not-found', `There is no alert ${id}`);
  return alert;
}

interface LinkChange {
  readonly id: number;
  readonly otherId: number;
  readonly who: Asking;
  readonly isLinked: boolean;
}

async function setLink(parts: Parts, { id, otherId, who, isLinked }: LinkChange): Promise<void> {
  const { store } = parts;
  if (id === otherId) throw invalidField('alertId', 'is this alert itself', 'name another alert');
  await change(parts, id, async (tx, alert) => {
    const other = await findSeen(parts, tx, otherId, who);
    const changed = isLinked ? await store.link(tx, id, otherId) : await store.unlink(tx, id, otherId);
    if (!changed) return;
    const kind = isLinked ? 'link' : 'unlink';
    await store.addHistory(tx, { ...entry(parts, id, who), kind, otherId });
    await store.addHistory(tx, { ...entry(parts, otherId, who), kind, otherId: id });
    await store.touch(tx, id);
    await store.touch(tx, other.id);
    await log(parts, tx, isLinked ? 'alert.link' : 'alert.link-remove', alert, { other: otherId });
  });
}

interface Merge {
  readonly alert: Alert;
  readonly alertIds: readonly number[];
  readonly who: Asking;
}

async function merge(parts: Parts, tx: Tx, { alert, alertIds, who }: Merge): Promise<void> {
  const { store } = parts;
  refuseMerged(alert);
  if (alert.state === 'closed')
    throw new VigieError('conflict', 'A closed alert takes no occurrences', {
      fix: 'choose one that is still open',
    });
  for (const id of alertIds) refuseUnlike(alert, await findSeen(parts, tx, id, who));
  await store.merge(tx, alert.id, alertIds);
  for (const otherId of alertIds) {
    await store.addHistory(tx, { ...entry(parts, alert.id, who), kind: 'merge', otherId });
    await store.addHistory(tx, { ...entry(parts, otherId, who), kind: 'merge', otherId: alert.id });
  }
  await log(parts, tx, 'alert.merge', alert, { merged: alertIds });
}

function refuseUnlike(alert: Alert, other: Alert): void {
  const refuse = (message: string, fix: string): never => {
    throw invalidField('alertIds', `alert ${other.id} ${message}`, fix);
  };
  if (other.id === alert.id) refuse('is this alert itself', 'name the others only');
  if (other.mergedInto !== null) refuse('is an occurrence already', 'separate it first');
  if (other.ruleId === null || other.ruleId !== alert.ruleId)
    refuse('comes from another rule', 'link them instead: repeats are of one rule');
  if (!isOpen(other.state)) refuse(`is ${other.state}`, 'only alerts that nobody decided on are merged');
}

async function separate(parts: Parts, id: number, who: Asking): Promise<Alert> {
  const { store, events } = parts;
  let headId = 0;
  const alert = await change(parts, id, async (tx, before) => {
    if (before.mergedInto === null)
      throw new VigieError('conflict', 'This alert is no occurrence of another', {
        fix: 'there is nothing to do',
      });
    headId = before.mergedInto;
    await store.separate(tx, headId, id);
    await store.addHistory(tx, { ...entry(parts, headId, who), kind: 'separate', otherId: id });
    await store.addHistory(tx, { ...entry(parts, id, who), kind: 'separate', otherId: headId });
    await log(parts, tx, 'alert.separate', before, { from: headId });
  });
  const { cameraId, sequence } = alert;
  events.publish('alert', { id: headId, cameraId, change: 'noted', sequence });
  return alert;
}

async function deciderOf(
  { findDeciders }: Parts,
  tx: Tx,
  alert: Alert,
  personId: string | null,
): Promise<Decider | undefined> {
  if (personId === null) return undefined;
  const found = (await findDeciders(tx, alert.cameraId)).find(({ id }) => id === personId);
  if (found === undefined)
    throw invalidField(
      'personId',
      'is nobody who may decide on this alert',
      'choose one of GET /api/v1/alerts/{id}/deciders',
    );
  return found;
}
