import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** Something to be told: written by a trigger with the alert itself, or a step that is due later. */
export interface NoticeTask {
  readonly id: number;
  readonly alertId: number;
  readonly change: 'raised' | 'confirmed' | 'unseen';
  readonly planId: number | null;
  readonly step: number | null;
}

/** What is to be told, in the order in which it happened. */
export interface TaskStore {
  /** Takes what is due: whoever commits has told it. */
  take(tx: Tx, atMs: number, limit: number): Promise<readonly NoticeTask[]>;
  /** Notes to ask later whether anybody looked. */
  later(
    tx: Tx,
    task: { readonly alertId: number; readonly planId: number; readonly step: number },
    dueMs: number,
  ): Promise<void>;
}

/** Tasks in PostgreSQL. */
export function createTaskStore(territoryId: number): TaskStore {
  return {
    async take(tx, atMs, limit) {
      const { rows } = await sql<NoticeTask>`
        WITH due AS (SELECT id FROM notice_task WHERE territory_id = ${territoryId} AND due_at <= ${new Date(atMs)}
                      ORDER BY due_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        DELETE FROM notice_task WHERE id IN (SELECT id FROM due)
        RETURNING id, alert_id AS "alertId", change, plan_id AS "planId", step`.execute(queries(tx));
      return rows.toSorted((a, b) => a.id - b.id);
    },
    async later(tx, { alertId, planId, step }, dueMs) {
      await sql`INSERT INTO notice_task (territory_id, alert_id, change, plan_id, step, due_at)
        VALUES (${territoryId}, ${alertId}, 'unseen', ${planId}, ${step}, ${new Date(dueMs)})`.execute(
        queries(tx),
      );
    },
  };
}
