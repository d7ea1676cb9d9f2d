import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** What there is of each thing that the first steps make. */
export interface FirstStepFacts {
  readonly isNamed: boolean;
  readonly people: number;
  readonly cameras: number;
  /** counting lines and rules */
  readonly rules: number;
  /** ways by which somebody is told of alerts */
  readonly plans: number;
}

/** Reads how far a territory is. */
export interface FirstStepsStore {
  facts(tx: Tx): Promise<FirstStepFacts>;
}

/** Makes the store of a territory's first steps. */
export function createFirstStepsStore(territoryId: number): FirstStepsStore {
  return {
    async facts(tx) {
      const { rows } = await sql<FirstStepFacts>`SELECT
        (SELECT name <> 'Territory' FROM territory WHERE id = ${territoryId}) AS "isNamed",
        (SELECT count(*)::int FROM person WHERE territory_id = ${territoryId}) AS people,
        (SELECT count(*)::int FROM camera WHERE territory_id = ${territoryId}) AS cameras,
        (SELECT count(*)::int FROM line WHERE territory_id = ${territoryId})
          + (SELECT count(*)::int FROM rule WHERE territory_id = ${territoryId}) AS rules,
        (SELECT count(*)::int FROM notice_plan WHERE territory_id = ${territoryId} AND enabled) AS plans`.execute(
        queries(tx),
      );
      const [facts] = rows;
      return facts ?? { isNamed: false, people: 0, cameras: 0, rules: 0, plans: 0 };
    },
  };
}
