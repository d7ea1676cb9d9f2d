import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** What somebody was reminded of already. */
export interface ReminderStore {
  raised(tx: Tx): Promise<string[]>;
  /** False when another process was faster. */
  raise(tx: Tx, subject: string, at: Date): Promise<boolean>;
  /** Forgets what is not due any more: should it come again, it is told again. */
  forget(tx: Tx, subjects: readonly string[]): Promise<void>;
}

/** Makes the store of a territory's reminders. */
export function createReminderStore(territoryId: number): ReminderStore {
  return {
    async raised(tx) {
      const { rows } = await sql<{ subject: string }>`
        SELECT subject FROM legal_reminder WHERE territory_id = ${territoryId}`.execute(queries(tx));
      return rows.map(({ subject }) => subject);
    },
    async raise(tx, subject, at) {
      const { numAffectedRows } = await sql`
        INSERT INTO legal_reminder (territory_id, subject, raised_at) VALUES (${territoryId}, ${subject}, ${at})
        ON CONFLICT DO NOTHING`.execute(queries(tx));
      return numAffectedRows === 1n;
    },
    async forget(tx, subjects) {
      await sql`DELETE FROM legal_reminder
        WHERE territory_id = ${territoryId} AND subject = ANY (${[...subjects]}::text[])`.execute(
        queries(tx),
      );
    },
  };
}
