import { type Selectable, sql } from 'kysely';
import type { AlertHistoryTable } from '#database/alert-tables.ts';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { LastStep, State } from './alert-lifecycle.ts';
import type { AlertHistoryEntry } from './desk-schema.ts';

/** Something to keep of what happened to an alert. */
export interface NewEntry {
  readonly alertId: number;
  readonly atMs: number;
  readonly kind: AlertHistoryEntry['kind'];
  readonly by: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly reasonCode?: string | null;
  readonly words?: string | null;
  readonly otherId?: number | null;
}

/** What to go back to when a decision is undone. */
export interface StepBefore {
  readonly by: string;
  readonly atMs: number;
}

/** What people do with alerts, besides deciding. */
export interface DeskStore {
  addHistory(tx: Tx, entry: NewEntry): Promise<void>;
  history(tx: Tx, alertId: number): Promise<AlertHistoryEntry[]>;
  /** The last step or undo; whoever took it is known for the step an alert stands at only. */
  lastStep(tx: Tx, alertId: number): Promise<LastStep | undefined>;
  /** The step before the last one; none where there was none, or it was undone. */
  stepBefore(tx: Tx, alertId: number): Promise<StepBefore | undefined>;
  /** Numbers a change of an alert that is no decision. */
  touch(tx: Tx, alertId: number): Promise<number>;
  assign(tx: Tx, alertId: number, personId: string | null): Promise<number>;
  linksOf(tx: Tx, alertId: number): Promise<number[]>;
  /** Answers false when the link was there. */
  link(tx: Tx, one: number, other: number): Promise<boolean>;
  /** Answers false when there was no link. */
  unlink(tx: Tx, one: number, other: number): Promise<boolean>;
  /** Makes alerts, and what was merged into them, occurrences of another. */
  merge(tx: Tx, into: number, ids: readonly number[]): Promise<void>;
  separate(tx: Tx, from: number, id: number): Promise<void>;
}

const changed = { change_sequence: sql<number>`nextval('alert_change')` };

/** Makes the store of what people do with alerts. */
export function createDeskStore(): DeskStore {
  return { ...historyStore, ...linkStore, ...mergeStore };
}

const historyStore: Pick<
  DeskStore,
  'addHistory' | 'history' | 'lastStep' | 'stepBefore' | 'touch' | 'assign'
> = {
  async addHistory(tx, { alertId, atMs, kind, by, ...rest }) {
    await queries(tx)
      .insertInto('alert_history')
      .values({
        alert_id: alertId,
        at: new Date(atMs),
        kind,
        by_name: by,
        from_state: rest.from ?? null,
        to_state: rest.to ?? null,
        reason_code: rest.reasonCode ?? null,
        words: rest.words ?? null,
        other_id: rest.otherId ?? null,
      })
      .execute();
  },
  async history(tx, alertId) {
    const rows = await queries(tx)
      .selectFrom('alert_history')
      .selectAll()
      .where('alert_id', '=', alertId)
      .orderBy('id')
      .execute();
    return rows.map(entryOf);
  },
  async lastStep(tx, alertId) {
    const row = await steps(tx, alertId)
      .innerJoin('alert', 'alert.id', 'alert_history.alert_id')
      .select(['alert_history.kind', 'alert_history.from_state', 'alert_history.at', 'alert.decided_by_id'])
      .limit(1)
      .executeTakeFirst();
    return (
      row && {
        kind: row.kind === 'undo' ? 'undo' : 'step',
        from: row.from_state as State | null,
        atMs: row.at.getTime(),
        byId: row.decided_by_id,
      }
    );
  },
  async stepBefore(tx, alertId) {
    const [, before] = await steps(tx, alertId).selectAll('alert_history').limit(2).execute();
    if (before === undefined || before.kind === 'undo') return undefined;
    return { by: before.by_name, atMs: before.at.getTime() };
  },
  touch: (tx, alertId) => change(tx, alertId, {}),
  assign: (tx, alertId, personId) =>
    change(tx, alertId, { assignee_id: personId, version: sql<number>`version + 1` }),
};

const steps = (tx: Tx, alertId: number) =>
  queries(tx)
    .selectFrom('alert_history')
    .where('alert_history.alert_id', '=', alertId)
    .where('alert_history.kind', 'in', ['step', 'undo'])
    .orderBy('alert_history.id', 'desc');

async function change(
  tx: Tx,
  alertId: number,
  values: { readonly assignee_id?: string | null; readonly version?: ReturnType<typeof sql<number>> },
): Promise<number> {
  const row = await queries(tx)
    .updateTable('alert')
    .set({ ...values, ...changed })
    .where('id', '=', alertId)
    .returning('change_sequence as sequence')
    .executeTakeFirstOrThrow();
  return row.sequence;
}

const linkStore: Pick<DeskStore, 'linksOf' | 'link' | 'unlink'> = {
  async linksOf(tx, alertId) {
    const rows = await queries(tx)
      .selectFrom('alert_link')
      .select(['low_id', 'high_id'])
      .where((query) => query.or([query('low_id', '=', alertId), query('high_id', '=', alertId)]))
      .execute();
    return rows.map((row) => (row.low_id === alertId ? row.high_id : row.low_id));
  },
  async link(tx, one, other) {
    const { numInsertedOrUpdatedRows } = await queries(tx)
      .insertInto('alert_link')
      .values(pairOf(one, other))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  },
  async unlink(tx, one, other) {
    const pair = pairOf(one, other);
    const { numDeletedRows } = await queries(tx)
      .deleteFrom('alert_link')
      .where('low_id', '=', pair.low_id)
      .where('high_id', '=', pair.high_id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  },
};

const pairOf = (one: number, other: number) => ({
  low_id: Math.min(one, other),
  high_id: Math.max(one, other),
});

const mergeStore: Pick<DeskStore, 'merge' | 'separate'> = {
  async merge(tx, into, ids) {
    const all = sql<number>`ANY (${[...ids]}::bigint[])`;
    await queries(tx)
      .updateTable('alert')
      .set({ merged_into: into, occurrences: 1, version: sql<number>`version + 1`, ...changed })
      .where((query) => query.or([query('id', '=', all), query('merged_into', '=', all)]))
      .execute();
    await countOccurrences(tx, into);
  },
  async separate(tx, from, id) {
    await queries(tx)
      .updateTable('alert')
      .set({ merged_into: null, version: sql<number>`version + 1`, ...changed })
      .where('id', '=', id)
      .execute();
    await countOccurrences(tx, from);
  },
};

async function countOccurrences(tx: Tx, id: number): Promise<void> {
  await queries(tx)
    .updateTable('alert')
    .set({
      occurrences: sql<number>`1 + (SELECT count(*) FROM alert AS repeat WHERE repeat.merged_into = alert.id)`,
      ...changed,
    })
    .where('id', '=', id)
    .execute();
}

function entryOf(row: Selectable<AlertHistoryTable>): AlertHistoryEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    by: row.by_name,
    from: row.from_state as AlertHistoryEntry['from'],
    to: row.to_state as AlertHistoryEntry['to'],
    reasonCode: row.reason_code as AlertHistoryEntry['reasonCode'],
    words: row.words,
    otherId: row.other_id,
  };
}
