import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import { type AlertRaising, createAlertRaising } from './alert-raising-store.ts';
import { type AlertReading, createAlertReading } from './alert-reading-store.ts';
import type { Alert } from './alert-schema.ts';
import { createDeskStore, type DeskStore } from './desk-store.ts';

export type { RaisingRule } from './alert-raising-store.ts';
export type { AlertChange, AlertFilter } from './alert-reading-store.ts';

/** The alerts of a territory. */
export interface AlertStore extends AlertReading, AlertRaising, DeskStore {
  /** Changes are numbered in the order of their commits: whoever takes a number holds the turn until then. */
  takeTurn(tx: Tx): Promise<void>;
  /** Answers the number of the change. */
  decide(tx: Tx, id: number, decision: Decision): Promise<number>;
  /** Notes that an alert was opened on a screen, the first time only. */
  noteSight(tx: Tx, id: number, atMs: number): Promise<void>;
}

/** Where a decision leaves an alert. */
export interface Decision {
  readonly state: Alert['state'];
  readonly verdict: Alert['verdict'];
  /** false where the verdict stays as it was, at its time */
  readonly isVerdict: boolean;
  readonly by: { readonly id: string | null; readonly name: string } | null;
  readonly reason: string | null;
  readonly reasonCode: string | null;
  /** null: nobody has decided any more */
  readonly decidedMs: number | null;
  /** when somebody saw it at the latest */
  readonly seenMs: number;
}

const turnKey = 7_245_003;

/** Makes the store of a territory's alerts. */
export function createAlertStore(territoryId: number): AlertStore {
  return {
    ...createAlertReading(territoryId),
    ...createAlertRaising(territoryId),
    ...createDeskStore(),
    async takeTurn(tx) {
      await sql`SELECT pg_advisory_xact_lock(${turnKey})`.execute(queries(tx));
    },
    async decide(tx, id, decision) {
      const { state, verdict, isVerdict, by, reason, reasonCode, decidedMs, seenMs } = decision;
      const decidedAt = decidedMs === null ? null : new Date(decidedMs);
      const row = await queries(tx)
        .updateTable('alert')
        .set({
          state,
          verdict,
          ...(isVerdict ? { verdict_at: verdict === null ? null : decidedAt } : {}),
          decided_by: by?.name ?? null,
          decided_by_id: by?.id ?? null,
          decided_at: decidedAt,
          reason,
          reason_code: reasonCode,
          first_seen_at: sql<Date>`COALESCE(first_seen_at, ${new Date(seenMs)})`,
          version: sql<number>`version + 1`,
          change_sequence: sql<number>`nextval('alert_change')`,
        })
        .where('id', '=', id)
        .returning('change_sequence as sequence')
        .executeTakeFirstOrThrow();
      return row.sequence;
    },
    async noteSight(tx, id, atMs) {
      await queries(tx)
        .updateTable('alert')
        .set({ first_seen_at: new Date(atMs) })
        .where('id', '=', id)
        .where('first_seen_at', 'is', null)
        .execute();
    },
  };
}
