import type { Selectable } from 'kysely';
import type { BreachTable } from '#database/compliance-tables.ts';
import { pageOf, rowsToRead } from '#database/paging.ts';
import { queries } from '#database/queries.ts';
import { afterUrgency, urgency, urgencyCursor } from '#database/urgent-first.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Breach, BreachInput, BreachStep } from './breach-schema.ts';

/** A breach as it is stored. */
export type StoredBreach = Omit<Breach, 'isLate'>;

/** Breaches of a territory. */
export interface BreachStore {
  /** Open ones first, those due soonest before; then closed ones, the latest first. */
  list(tx: Tx, request: PageRequest): Promise<Page<StoredBreach>>;
  find(tx: Tx, id: number): Promise<StoredBreach | undefined>;
  insert(tx: Tx, input: BreachInput, dueAt: Date): Promise<StoredBreach>;
  update(tx: Tx, id: number, step: BreachStep): Promise<void>;
  /** Open breaches that the authority was not told of in time. */
  countLate(tx: Tx, at: Date): Promise<number>;
}

/** Makes the store of a territory's breaches. */
export function createBreachStore(territoryId: number): BreachStore {
  const selection = (tx: Tx) =>
    queries(tx).selectFrom('breach').selectAll().where('territory_id', '=', territoryId);
  return {
    async list(tx, request) {
      const rows = await selection(tx)
        .where(afterUrgency(request))
        .orderBy(urgency)
        .orderBy('id')
        .limit(rowsToRead(request))
        .execute();
      return pageOf(rows.map(fromRow), request, urgencyCursor);
    },
    async find(tx, id) {
      const row = await selection(tx).where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },
    async insert(tx, { title, words, actorId, cameraIds, span, knownAt }, dueAt) {
      const row = await queries(tx)
        .insertInto('breach')
        .values({
          territory_id: territoryId,
          title,
          words,
          actor_id: actorId ?? null,
          camera_ids: JSON.stringify(cameraIds),
          span_from: span.from,
          span_to: span.to,
          known_at: knownAt,
          due_at: dueAt,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return fromRow(row);
    },
    async countLate(tx, at) {
      const { late } = await queries(tx)
        .selectFrom('breach')
        .select(({ fn }) => fn.countAll<number>().as('late'))
        .where('territory_id', '=', territoryId)
        .where('notified_at', 'is', null)
        .where('closed_at', 'is', null)
        .where('due_at', '<', at)
        .executeTakeFirstOrThrow();
      return late;
    },
    async update(tx, id, step) {
      await queries(tx)
        .updateTable('breach')
        .set(changeOf(step))
        .where('id', '=', id)
        .where('territory_id', '=', territoryId)
        .execute();
    },
  };
}

function changeOf(step: BreachStep) {
  if (step.step === 'measures') return { measures: step.measures };
  const column = { notified: 'notified_at', 'persons-told': 'persons_told_at', close: 'closed_at' } as const;
  return { [column[step.step]]: step.at };
}

function fromRow(row: Selectable<BreachTable>): StoredBreach {
  const { id, title, words, measures } = row;
  return {
    id,
    title,
    words,
    actorId: row.actor_id,
    cameraIds: row.camera_ids,
    span: { from: row.span_from.toISOString(), to: row.span_to.toISOString() },
    knownAt: row.known_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    notifiedAt: row.notified_at?.toISOString() ?? null,
    personsToldAt: row.persons_told_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    measures,
  };
}
