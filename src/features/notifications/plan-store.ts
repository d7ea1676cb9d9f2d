import { sql } from 'kysely';
import { explained } from '#database/constraints.ts';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Plan, PlanInput } from './plan-schema.ts';

/** Who is told of what, as planned. */
export interface PlanStore {
  list(tx: Tx): Promise<Plan[]>;
  find(tx: Tx, id: number): Promise<Plan | undefined>;
  insert(tx: Tx, plan: PlanInput): Promise<number>;
  update(tx: Tx, id: number, plan: PlanInput): Promise<void>;
  remove(tx: Tx, id: number): Promise<void>;
  /** Of these rules those that do not exist. */
  unknownRules(tx: Tx, ids: readonly number[]): Promise<readonly number[]>;
}

const taken = {
  notice_plan_name_taken: {
    field: 'name',
    message: 'another plan has this name',
    fix: 'choose another name',
  },
};

/** Plans in PostgreSQL. */
export function createPlanStore(territoryId: number): PlanStore {
  const select = async (tx: Tx, where = sql`true`): Promise<Plan[]> => {
    const { rows } = await sql<Plan>`
      SELECT id, name, enabled, rule_ids AS "ruleIds", least_severity AS "leastSeverity",
             group_minutes AS "groupMinutes", steps,
             json_build_object('channelIds', outside_channels, 'addresses', outside_addresses) AS outside
        FROM notice_plan WHERE territory_id = ${territoryId} AND ${where} ORDER BY name, id`.execute(
      queries(tx),
    );
    return rows.map((row) => ({ ...row, ruleIds: row.ruleIds.map(Number) }));
  };
  return {
    list: (tx) => select(tx),
    find: async (tx, id) => (await select(tx, sql`id = ${id}`))[0],
    insert: (tx, plan) =>
      explained(taken, async () => {
        const { rows } = await sql<{ id: number }>`
          INSERT INTO notice_plan (territory_id, name, enabled, rule_ids, least_severity, group_minutes, steps,
                                   outside_channels, outside_addresses)
          VALUES (${territoryId}, ${plan.name}, ${plan.enabled}, ${[...plan.ruleIds]}::bigint[], ${plan.leastSeverity},
                  ${plan.groupMinutes}, ${JSON.stringify(plan.steps)}, ${[...plan.outside.channelIds]}::bigint[],
                  ${[...plan.outside.addresses]}::text[]) RETURNING id`.execute(queries(tx));
        return rows[0]?.id ?? 0;
      }),
    update: (tx, id, plan) =>
      explained(taken, async () => {
        await sql`UPDATE notice_plan SET name = ${plan.name}, enabled = ${plan.enabled},
                  rule_ids = ${[...plan.ruleIds]}::bigint[], least_severity = ${plan.leastSeverity},
                  group_minutes = ${plan.groupMinutes}, steps = ${JSON.stringify(plan.steps)},
                  outside_channels = ${[...plan.outside.channelIds]}::bigint[],
                  outside_addresses = ${[...plan.outside.addresses]}::text[]
           WHERE id = ${id} AND territory_id = ${territoryId}`.execute(queries(tx));
      }),
    async remove(tx, id) {
      await sql`DELETE FROM notice_plan WHERE id = ${id} AND territory_id = ${territoryId}`.execute(
        queries(tx),
      );
    },
    async unknownRules(tx, ids) {
      const { rows } = await sql<{ id: number }>`
        SELECT asked.id FROM unnest(${[...ids]}::bigint[]) AS asked (id)
         WHERE NOT EXISTS (SELECT FROM rule WHERE rule.id = asked.id)`.execute(queries(tx));
      return rows.map(({ id }) => Number(id));
    },
  };
}
