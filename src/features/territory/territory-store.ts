import { queries } from '#database/queries.ts';
import type { TerritoryTable } from '#database/tables.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Territory, TerritoryPatch } from './territory-schema.ts';

/** The row of one territory. */
export interface TerritoryStore {
  find(tx: Tx): Promise<Territory>;
  update(tx: Tx, patch: TerritoryPatch): Promise<void>;
}

/** Makes the store of a territory. */
export function createTerritoryStore(territoryId: number): TerritoryStore {
  return {
    async find(tx) {
      const row = await queries(tx)
        .selectFrom('territory')
        .selectAll()
        .where('id', '=', territoryId)
        .executeTakeFirstOrThrow();
      return {
        id: row.id,
        name: row.name,
        timeZone: row.time_zone,
        holidays: row.holidays,
        mapStyleUrl: row.map_style_url,
      };
    },
    async update(tx, patch) {
      const values: Partial<Omit<TerritoryTable, 'id' | 'changed_at'>> = {
        ...(patch.name === undefined ? {} : { name: patch.name }),
        ...(patch.timeZone === undefined ? {} : { time_zone: patch.timeZone }),
        ...(patch.holidays === undefined ? {} : { holidays: patch.holidays }),
        ...(patch.mapStyleUrl === undefined ? {} : { map_style_url: patch.mapStyleUrl }),
      };
      await queries(tx)
        .updateTable('territory')
        .set({ ...values, changed_at: new Date() })
        .where('id', '=', territoryId)
        .execute();
    },
  };
}
