import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import { inCameraScope } from '#database/scoped.ts';
import type { Scoped } from '#foundation/camera-scope.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { RuleSnooze } from './desk-schema.ts';

/** A rule that is put to sleep. */
export interface NewSnooze {
  readonly ruleId: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly motive: string;
  readonly by: string;
}

/** A rule as far as sleep goes. */
export interface SleepyRule {
  readonly name: string;
  readonly cameraId: number;
}

/** The rules of a territory that sleep. */
export interface SnoozeStore {
  findRule(tx: Tx, ruleId: number): Promise<SleepyRule | undefined>;
  /** Those that sleep, and those that woke since a moment, the last first. */
  list(
    tx: Tx,
    request: Scoped & { readonly nowMs: number; readonly wokeSinceMs: number },
  ): Promise<RuleSnooze[]>;
  insert(tx: Tx, snooze: NewSnooze): Promise<number>;
  /** Ends the sleep of a rule; answers false when it was awake. */
  wake(tx: Tx, ruleId: number, atMs: number): Promise<boolean>;
}

/** Makes the store of the rules of a territory that sleep. */
export function createSnoozeStore(territoryId: number): SnoozeStore {
  return {
    async findRule(tx, ruleId) {
      const row = await queries(tx)
        .selectFrom('rule')
        .select(['name', 'camera_id'])
        .where('id', '=', ruleId)
        .where('territory_id', '=', territoryId)
        .executeTakeFirst();
      return row && { name: row.name, cameraId: row.camera_id };
    },
    async list(tx, { cameraIds, nowMs, wokeSinceMs }) {
      const end = sql<Date>`COALESCE(rule_snooze.ended_at, rule_snooze.until_at)`;
      const rows = await queries(tx)
        .selectFrom('rule_snooze')
        .innerJoin('rule', 'rule.id', 'rule_snooze.rule_id')
        .innerJoin('camera', 'camera.id', 'rule.camera_id')
        .selectAll('rule_snooze')
        .select(['rule.name as rule_name', 'rule.camera_id', 'camera.name as camera_name', end.as('end_at')])
        .where('rule.territory_id', '=', territoryId)
        .where(inCameraScope(sql`rule.camera_id`, cameraIds))
        .where(sql<boolean>`${end} > ${new Date(wokeSinceMs)}`)
        .orderBy(end, 'desc')
        .orderBy('rule_snooze.id', 'desc')
        .limit(500)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        ruleId: row.rule_id,
        ruleName: row.rule_name,
        cameraId: row.camera_id,
        cameraName: row.camera_name,
        from: row.from_at.toISOString(),
        until: row.end_at.toISOString(),
        isAsleep: row.end_at.getTime() > nowMs,
        motive: row.motive,
        by: row.by_name,
        heldBack: row.counted,
      }));
    },
    async insert(tx, { ruleId, fromMs, untilMs, motive, by }) {
      const row = await queries(tx)
        .insertInto('rule_snooze')
        .values({
          rule_id: ruleId,
          from_at: new Date(fromMs),
          until_at: new Date(untilMs),
          motive,
          by_name: by,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    },
    async wake(tx, ruleId, atMs) {
      const at = new Date(atMs);
      const { numUpdatedRows } = await queries(tx)
        .updateTable('rule_snooze')
        .set({ ended_at: at })
        .where('rule_id', '=', ruleId)
        .where('ended_at', 'is', null)
        .where('until_at', '>', at)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
