import { type Selectable, sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { AuditLineTable } from '#database/tables.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { ChainedLine, ChainPlace } from './audit-chain.ts';

/** What a list of lines is narrowed to. */
export interface LineFilter {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** a whole action, or its noun: `camera` finds `camera.update` */
  readonly action?: string | undefined;
  readonly actorKind?: string | undefined;
  readonly actorId?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly cameraId?: number | undefined;
}

/** Where old lines were cut off. */
export interface Checkpoint extends ChainPlace {
  readonly content: string;
  readonly signature: string;
}

/** What a verification found. */
export interface StoredCheck {
  readonly checkedMs: number;
  readonly lines: number;
  readonly head: number;
  readonly faults: readonly CheckFault[];
}

/** One finding; a notice is no break of the chain. */
export interface CheckFault {
  readonly sequence: number;
  readonly fault: string;
  readonly notice?: boolean;
}

/** The log of a territory. */
export interface AuditStore {
  /** Adds a line; it is bound to the one before at the commit, so that no writer waits for another's work. */
  append(tx: Tx, content: string): Promise<void>;
  /** The newest first, those before `before`. */
  list(
    tx: Tx,
    filter: LineFilter,
    page: { readonly before: number; readonly limit: number },
  ): Promise<ChainedLine[]>;
  /** In order, those after a number. */
  after(tx: Tx, sequence: number, limit: number): Promise<ChainedLine[]>;
  find(tx: Tx, sequence: number): Promise<ChainedLine | undefined>;
  head(tx: Tx): Promise<ChainPlace | undefined>;
  checkpoint(tx: Tx): Promise<Checkpoint | undefined>;
  lastCheck(tx: Tx): Promise<StoredCheck | undefined>;
  addCheck(tx: Tx, check: StoredCheck): Promise<void>;
  /** The last line before which all are older than a moment. */
  lastOlderThan(tx: Tx, ms: number): Promise<ChainPlace | undefined>;
  /** Subjects whose last known row hash stands in no line after a number. */
  rowHashesUpTo(
    tx: Tx,
    sequence: number,
  ): Promise<{ readonly kind: string; readonly id: string; readonly hash: string }[]>;
  /** Removes the lines up to a checkpoint; answers how many. */
  purge(tx: Tx, checkpoint: Checkpoint): Promise<number>;
}

/** Makes the store of a territory's log. */
export function createAuditStore(territoryId: number): AuditStore {
  const lines = (tx: Tx) =>
    queries(tx).selectFrom('audit_line').selectAll().where('territory_id', '=', territoryId);
  return {
    ...createKeeping(territoryId),
    async append(tx, content) {
      await sql`SELECT audit_append(${territoryId}, ${content})`.execute(queries(tx));
    },
    async list(tx, filter, { before, limit }) {
      const { fromMs, toMs, action, actorKind, actorId, subjectKind, subjectId, cameraId } = filter;
      const rows = await lines(tx)
        .where('sequence', '<', before)
        .$if(fromMs !== undefined, (query) => query.where('at_ms', '>=', fromMs ?? 0))
        .$if(toMs !== undefined, (query) => query.where('at_ms', '<', toMs ?? 0))
        .$if(action !== undefined, (query) =>
          query.where((one) =>
            one.or([
              one('action', '=', action ?? ''),
              one(sql`split_part(action, '.', 1)`, '=', action ?? ''),
            ]),
          ),
        )
        .$if(actorKind !== undefined, (query) => query.where('actor_kind', '=', actorKind ?? ''))
        .$if(actorId !== undefined, (query) => query.where('actor_id', '=', actorId ?? ''))
        .$if(subjectKind !== undefined, (query) => query.where('subject_kind', '=', subjectKind ?? ''))
        .$if(subjectId !== undefined, (query) => query.where('subject_id', '=', subjectId ?? ''))
        .$if(cameraId !== undefined, (query) => query.where(ofCamera(cameraId ?? 0)))
        .orderBy('sequence', 'desc')
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },
    async after(tx, sequence, limit) {
      const rows = await lines(tx)
        .where('sequence', '>', sequence)
        .orderBy('sequence')
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },
    async find(tx, sequence) {
      const row = await lines(tx).where('sequence', '=', sequence).executeTakeFirst();
      return row && fromRow(row);
    },
    head(tx) {
      return queries(tx)
        .selectFrom('audit_head')
        .select(['sequence', 'hash'])
        .where('territory_id', '=', territoryId)
        .executeTakeFirst();
    },
  };
}

/** One view may be of several cameras at once: its line names them all. */
const ofCamera = (id: number) =>
  sql<boolean>`(camera_id = ${id} OR content::jsonb #> '{details,cameras}' @> to_jsonb(${id}::bigint))`;

type Keeping = Pick<
  AuditStore,
  'checkpoint' | 'lastCheck' | 'addCheck' | 'lastOlderThan' | 'rowHashesUpTo' | 'purge'
>;

function createKeeping(territoryId: number): Keeping {
  return {
    checkpoint(tx) {
      return queries(tx)
        .selectFrom('audit_checkpoint')
        .select(['sequence', 'hash', 'content', 'signature'])
        .where('territory_id', '=', territoryId)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
    },
    async lastCheck(tx) {
      const row = await queries(tx)
        .selectFrom('audit_check')
        .select(['checked_at', 'lines', 'head', 'faults'])
        .where('territory_id', '=', territoryId)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return (
        row && { checkedMs: row.checked_at.getTime(), lines: row.lines, head: row.head, faults: row.faults }
      );
    },
    async addCheck(tx, { checkedMs, lines, head, faults }) {
      const values = { lines, head, faults: JSON.stringify(faults), checked_at: new Date(checkedMs) };
      await queries(tx)
        .insertInto('audit_check')
        .values({ ...values, territory_id: territoryId })
        .execute();
    },
    async lastOlderThan(tx, ms) {
      const own = queries(tx).selectFrom('audit_line').where('territory_id', '=', territoryId);
      const young = await own
        .select('sequence')
        .where('at_ms', '>=', ms)
        .orderBy('sequence')
        .limit(1)
        .executeTakeFirst();
      return own
        .select(['sequence', 'hash'])
        .where('sequence', '<', young?.sequence ?? Number.MAX_SAFE_INTEGER)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
    },
    async rowHashesUpTo(tx, sequence) {
      const { rows } = await sql<{ kind: string; id: string; hash: string; sequence: number }>`
        SELECT DISTINCT ON (subject_kind, subject_id) subject_kind AS kind, subject_id AS id, sequence,
               content::jsonb #>> '{details,rowHash}' AS hash
        FROM audit_line
        WHERE territory_id = ${territoryId} AND content::jsonb #> '{details,rowHash}' IS NOT NULL
        ORDER BY subject_kind, subject_id, sequence DESC`.execute(queries(tx));
      return rows.filter((row) => row.sequence <= sequence);
    },
    async purge(tx, { sequence, hash, content, signature }) {
      const { rows } = await sql<{ removed: number }>`
        SELECT audit_purge(${territoryId}, ${sequence}, ${hash}, ${content}, ${signature}) AS removed`.execute(
        queries(tx),
      );
      return Number(rows[0]?.removed ?? 0);
    },
  };
}

const fromRow = (row: Selectable<AuditLineTable>): ChainedLine => ({
  sequence: row.sequence,
  content: row.content,
  previousHash: row.previous_hash,
  hash: row.hash,
});
