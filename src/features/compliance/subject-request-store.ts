import type { Selectable } from 'kysely';
import type { SubjectRequestTable } from '#database/compliance-tables.ts';
import { pageOf, rowsToRead } from '#database/paging.ts';
import { queries } from '#database/queries.ts';
import { afterUrgency, urgency, urgencyCursor } from '#database/urgent-first.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { SubjectRequest, SubjectRequestInput } from './subject-request-schema.ts';

/** A request as it is stored. */
export type StoredRequest = Omit<SubjectRequest, 'urgency'>;

/** What changes in a request. */
export interface RequestChange {
  readonly state?: StoredRequest['state'];
  readonly answer?: string;
  readonly extendedFor?: string;
  readonly dueAt?: Date;
  readonly closedAt?: Date;
}

/** Requests of people about their data. */
export interface SubjectRequestStore {
  /** Open ones first, those due soonest before; then closed ones, the latest first. */
  list(tx: Tx, request: PageRequest): Promise<Page<StoredRequest>>;
  find(tx: Tx, id: number): Promise<StoredRequest | undefined>;
  insert(tx: Tx, input: SubjectRequestInput, dueAt: Date): Promise<StoredRequest>;
  update(tx: Tx, id: number, change: RequestChange): Promise<void>;
  /** Open requests whose answer was due before a moment. */
  countLate(tx: Tx, at: Date): Promise<number>;
  /** Erases who asked, of requests closed before; answers how many. */
  forgetPersons(tx: Tx, closedBefore: Date): Promise<number>;
}

/** Makes the store of a territory's requests. */
export function createSubjectRequestStore(territoryId: number): SubjectRequestStore {
  const selection = (tx: Tx) =>
    queries(tx).selectFrom('subject_request').selectAll().where('territory_id', '=', territoryId);
  return {
    async list(tx, request) {
      const asked = selection(tx).where(afterUrgency(request)).orderBy(urgency).orderBy('id');
      const rows = await asked.limit(rowsToRead(request)).execute();
      return pageOf(rows.map(fromRow), request, urgencyCursor);
    },
    async find(tx, id) {
      const row = await selection(tx).where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },
    async insert(tx, { kind, person, contact, words, cameraIds, span, receivedAt }, dueAt) {
      const row = await queries(tx)
        .insertInto('subject_request')
        .values({
          territory_id: territoryId,
          kind,
          person,
          contact,
          words,
          camera_ids: JSON.stringify(cameraIds),
          span_from: span?.from ?? null,
          span_to: span?.to ?? null,
          received_at: receivedAt,
          due_at: dueAt,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return fromRow(row);
    },
    async update(tx, id, { state, answer, extendedFor, dueAt, closedAt }) {
      await queries(tx)
        .updateTable('subject_request')
        .set({
          ...(state && { state }),
          ...(answer && { answer }),
          ...(extendedFor && { extended_for: extendedFor }),
          ...(dueAt && { due_at: dueAt }),
          ...(closedAt && { closed_at: closedAt }),
        })
        .where('id', '=', id)
        .where('territory_id', '=', territoryId)
        .execute();
    },
    async countLate(tx, at) {
      const { late } = await queries(tx)
        .selectFrom('subject_request')
        .select(({ fn }) => fn.countAll<number>().as('late'))
        .where('territory_id', '=', territoryId)
        .where('state', '=', 'open')
        .where('due_at', '<', at)
        .executeTakeFirstOrThrow();
      return late;
    },
    async forgetPersons(tx, closedBefore) {
      const { numUpdatedRows } = await queries(tx)
        .updateTable('subject_request')
        .set({ person: null, contact: null })
        .where('territory_id', '=', territoryId)
        .where('closed_at', '<', closedBefore)
        .where('contact', 'is not', null)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}

function fromRow(row: Selectable<SubjectRequestTable>): StoredRequest {
  const { id, kind, person, contact, words, state, answer } = row;
  const span =
    row.span_from && row.span_to
      ? { from: row.span_from.toISOString(), to: row.span_to.toISOString() }
      : null;
  return {
    id,
    kind,
    person,
    contact,
    words,
    cameraIds: row.camera_ids,
    span,
    receivedAt: row.received_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    extendedFor: row.extended_for,
    state,
    answer,
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}
