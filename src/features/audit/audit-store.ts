import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** The log of a territory. */
export interface AuditStore {
  /** Adds a line; it is bound to the one before at the commit, so that no writer waits for another's work. */
  append(tx: Tx, content: string): Promise<void>;
  /** Hash of a subject's row that the last line about it holds in `details.rowHash`. */
  lastRowHash(tx: Tx, kind: string, id: string): Promise<string | undefined>;
}

/** Makes the store of a territory's log. */
export function createAuditStore(territoryId: number): AuditStore {
  return {
    async append(tx, content) {
      await sql`SELECT audit_append(${territoryId}, ${content})`.execute(queries(tx));
    },
    async lastRowHash(tx, kind, id) {
      const row = await queries(tx)
        .selectFrom('audit_line')
        .select(sql<string | null>`content::jsonb #>> '{details,rowHash}'`.as('hash'))
        .where('territory_id', '=', territoryId)
        .where('subject_kind', '=', kind)
        .where('subject_id', '=', id)
        .where(sql<boolean>`content::jsonb #> '{details,rowHash}' IS NOT NULL`)
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.hash ?? undefined;
    },
  };
}
