import { type Selectable, sql } from 'kysely';
import { idAfter, pageOf, rowsToRead } from '#database/paging.ts';
import { queries } from '#database/queries.ts';
import type { RecordingDestructionTable, RecordingHoldTable } from '#database/recording-tables.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { DoomedRecording } from './destruction-proof.ts';
import type { Hold, HoldInput } from './recording-schema.ts';
import { heldCondition } from './recording-store.ts';

/** A line of the register of destructions. */
export interface StoredDestruction {
  readonly id: number;
  readonly madeMs: number;
  readonly recordings: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly content: string;
  readonly signature: string;
}

/** When destruction last ran, and what it waits for. */
export interface RetentionWatch {
  readonly lastRunMs: number;
  readonly waiting: { readonly sinceMs: number; readonly for: 'doubt' | 'leap' } | null;
}

/** What is destroyed when, and what holds it back. */
export interface RetentionStore {
  watch(tx: Tx): Promise<RetentionWatch | undefined>;
  keepWatch(tx: Tx, watch: RetentionWatch): Promise<void>;
  /** Erases the keys of recordings whose time has come and that no hold covers. */
  doom(tx: Tx, nowMs: number, most: number): Promise<void>;
  doomed(tx: Tx, most: number): Promise<readonly DoomedRecording[]>;
  /** Enters a destruction in the register; answers its number. */
  insertDestruction(
    tx: Tx,
    destruction: Omit<StoredDestruction, 'id'>,
    ids: readonly number[],
  ): Promise<number>;
  destructions(tx: Tx, request: PageRequest): Promise<Page<StoredDestruction>>;
  findDestruction(tx: Tx, id: number): Promise<StoredDestruction | undefined>;
  openHold(tx: Tx, input: HoldInput, by: string, nowMs: number): Promise<Hold>;
  endHold(
    tx: Tx,
    id: number,
    end: { readonly by: string; readonly motive: string; readonly nowMs: number },
  ): Promise<void>;
  findHold(tx: Tx, id: number): Promise<Hold | undefined>;
  holds(tx: Tx, request: PageRequest): Promise<Page<Hold>>;
  numbers(tx: Tx, nowMs: number): Promise<{ readonly kept: number; readonly overdue: number }>;
}

/** Named by who dooms and by who holds: a hold that is opened meanwhile waits, and finds what it can still save. */
const turnKey = 7_245_011;
const takeTurn = (tx: Tx) => sql`SELECT pg_advisory_xact_lock(${turnKey})`.execute(queries(tx));

/** Makes the store of a territory's retention. */
export function createRetentionStore(territoryId: number): RetentionStore {
  return { ...createWatch(territoryId), ...createDestructions(territoryId), ...createHolds(territoryId) };
}

function createWatch(territoryId: number): Pick<RetentionStore, 'watch' | 'keepWatch' | 'numbers'> {
  return {
    async watch(tx) {
      const row = await queries(tx)
        .selectFrom('recording_watch')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const { last_run_at: lastRun, waiting_since: since, waiting_for: cause } = row;
      const waiting = since === null || cause === null ? null : { sinceMs: since.getTime(), for: cause };
      return { lastRunMs: lastRun.getTime(), waiting };
    },
    async keepWatch(tx, { lastRunMs, waiting }) {
      const row = {
        last_run_at: new Date(lastRunMs),
        waiting_since: waiting === null ? null : new Date(waiting.sinceMs),
        waiting_for: waiting?.for ?? null,
      };
      await queries(tx)
        .insertInto('recording_watch')
        .values({ territory_id: territoryId, ...row })
        .onConflict((conflict) => conflict.column('territory_id').doUpdateSet(row))
        .execute();
    },
    async numbers(tx, nowMs) {
      const { rows } = await sql<{ kept: number; overdue: number }>`
        SELECT count(*)::int AS kept, (count(*) FILTER (WHERE expires_at <= ${new Date(nowMs)}))::int AS overdue
          FROM recording WHERE territory_id = ${territoryId} AND state <> 'destroyed'`.execute(queries(tx));
      return rows[0] ?? { kept: 0, overdue: 0 };
    },
  };
}

type Destructions = Pick<
  RetentionStore,
  'doom' | 'doomed' | 'insertDestruction' | 'destructions' | 'findDestruction'
>;

function createDestructions(territoryId: number): Destructions {
  const selection = (tx: Tx) =>
    queries(tx).selectFrom('recording_destruction').selectAll().where('territory_id', '=', territoryId);
  return {
    async doom(tx, nowMs, most) {
      await takeTurn(tx);
      await sql`
        UPDATE recording SET state = 'destroying', wrapped_key = NULL WHERE id IN (
          SELECT id FROM recording
           WHERE territory_id = ${territoryId} AND state = 'kept' AND expires_at <= ${new Date(nowMs)}
             AND NOT ${heldCondition} ORDER BY expires_at LIMIT ${most})`.execute(queries(tx));
    },
    async doomed(tx, most) {
      const rows = await queries(tx)
        .selectFrom('recording')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .where('state', '=', 'destroying')
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(({ id, camera_id, file, recorded_from, recorded_to, bytes, sha256 }) => ({
        id,
        cameraId: camera_id,
        file,
        fromMs: recorded_from.getTime(),
        toMs: recorded_to.getTime(),
        bytes,
        sha256,
      }));
    },
    async insertDestruction(tx, destruction, ids) {
      const madeAt = new Date(destruction.madeMs);
      const { id } = await queries(tx)
        .insertInto('recording_destruction')
        .values({
          territory_id: territoryId,
          made_at: madeAt,
          recordings: destruction.recordings,
          span_from: new Date(destruction.fromMs),
          span_to: new Date(destruction.toMs),
          content: destruction.content,
          signature: destruction.signature,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await queries(tx)
        .updateTable('recording')
        .set({ state: 'destroyed', destroyed_at: madeAt, destruction_id: id })
        .where('id', 'in', [...ids])
        .where('state', '=', 'destroying')
        .execute();
      return id;
    },
    async destructions(tx, request) {
      const rows = await selection(tx)
        .where('id', '>', idAfter(request))
        .orderBy('id')
        .limit(rowsToRead(request))
        .execute();
      return pageOf(rows.map(destructionOf), request, ({ id }) => String(id));
    },
    async findDestruction(tx, id) {
      const row = await selection(tx).where('id', '=', id).executeTakeFirst();
      return row && destructionOf(row);
    },
  };
}

type Holds = Pick<RetentionStore, 'openHold' | 'endHold' | 'findHold' | 'holds'>;

function createHolds(territoryId: number): Holds {
  const selection = (tx: Tx) =>
    queries(tx).selectFrom('recording_hold').selectAll().where('territory_id', '=', territoryId);
  return {
    async openHold(tx, { requisition, authority, cameraIds, from, to }, by, nowMs) {
      await takeTurn(tx);
      const row = await queries(tx)
        .insertInto('recording_hold')
        .values({
          territory_id: territoryId,
          requisition,
          authority,
          camera_ids: JSON.stringify(cameraIds),
          span_from: from,
          span_to: to,
          opened_at: new Date(nowMs),
          opened_by: by,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return holdOf(row);
    },
    async endHold(tx, id, { by, motive, nowMs }) {
      await queries(tx)
        .updateTable('recording_hold')
        .set({ ended_at: new Date(nowMs), ended_by: by, end_motive: motive })
        .where('id', '=', id)
        .where('territory_id', '=', territoryId)
        .where('ended_at', 'is', null)
        .execute();
    },
    async findHold(tx, id) {
      const row = await selection(tx).where('id', '=', id).executeTakeFirst();
      return row && holdOf(row);
    },
    async holds(tx, request) {
      const rows = await selection(tx)
        .where('id', '>', idAfter(request))
        .orderBy('id')
        .limit(rowsToRead(request))
        .execute();
      return pageOf(rows.map(holdOf), request, ({ id }) => String(id));
    },
  };
}

function destructionOf(row: Selectable<RecordingDestructionTable>): StoredDestruction {
  const { id, recordings, content, signature } = row;
  const [madeMs, fromMs, toMs] = [row.made_at, row.span_from, row.span_to].map((at) => at.getTime());
  return { id, recordings, content, signature, madeMs: madeMs ?? 0, fromMs: fromMs ?? 0, toMs: toMs ?? 0 };
}

function holdOf(row: Selectable<RecordingHoldTable>): Hold {
  const { id, requisition, authority } = row;
  return {
    id,
    requisition,
    authority,
    cameraIds: row.camera_ids,
    from: row.span_from.toISOString(),
    to: row.span_to.toISOString(),
    openedAt: row.opened_at.toISOString(),
    openedBy: row.opened_by,
    endedAt: row.ended_at?.toISOString() ?? null,
    endedBy: row.ended_by,
    endMotive: row.end_motive,
  };
}
