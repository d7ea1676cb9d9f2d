import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { DpiaFacts, DpiaOpinions } from './dpia.ts';

/** One version of the assessment. */
export interface DpiaVersion {
  readonly id: number;
  readonly facts: DpiaFacts;
  readonly opinions: DpiaOpinions;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly signedAt: Date | null;
  readonly signedBy: string | null;
}

/** Versions of a territory's impact assessment. */
export interface DpiaStore {
  newest(tx: Tx): Promise<DpiaVersion | undefined>;
  insert(tx: Tx, version: Omit<DpiaVersion, 'id' | 'signedAt' | 'signedBy'>): Promise<number>;
  /** False when it is signed already. */
  sign(tx: Tx, id: number, by: string, at: Date): Promise<boolean>;
}

/** Makes the store of a territory's assessment. */
export function createDpiaStore(territoryId: number): DpiaStore {
  return {
    async newest(tx) {
      const row = await queries(tx)
        .selectFrom('dpia_version')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return (
        row && {
          id: row.id,
          facts: row.facts as DpiaFacts,
          opinions: row.opinions,
          madeAt: row.made_at,
          madeBy: row.made_by,
          signedAt: row.signed_at,
          signedBy: row.signed_by,
        }
      );
    },
    async insert(tx, { facts, opinions, madeAt, madeBy }) {
      const { id } = await queries(tx)
        .insertInto('dpia_version')
        .values({
          territory_id: territoryId,
          facts: JSON.stringify(facts),
          opinions: JSON.stringify(opinions),
          made_at: madeAt,
          made_by: madeBy,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    async sign(tx, id, by, at) {
      const { numUpdatedRows } = await queries(tx)
        .updateTable('dpia_version')
        .set({ signed_by: by, signed_at: at })
        .where('id', '=', id)
        .where('territory_id', '=', territoryId)
        .where('signed_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
