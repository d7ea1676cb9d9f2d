import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { AlertFilterContent, SavedFilter, SavedFilterInput } from './desk-schema.ts';

/** The filters that people keep. */
export interface FilterStore {
  list(tx: Tx, personId: string): Promise<SavedFilter[]>;
  /** One of the same name is replaced; a usual one takes the place of the one before. */
  save(tx: Tx, personId: string, input: SavedFilterInput): Promise<SavedFilter>;
  /** The name of what was removed; none when there was no such filter of this person. */
  remove(tx: Tx, personId: string, id: number): Promise<string | undefined>;
}

/** Makes the store of the filters that people keep. */
export function createFilterStore(): FilterStore {
  return {
    async list(tx, personId) {
      const rows = await queries(tx)
        .selectFrom('alert_filter')
        .selectAll()
        .where('person_id', '=', personId)
        .orderBy('name')
        .execute();
      return rows.map(fromRow);
    },
    async save(tx, personId, { name, content, isDefault = false }) {
      if (isDefault)
        await queries(tx)
          .updateTable('alert_filter')
          .set({ is_default: false })
          .where('person_id', '=', personId)
          .execute();
      const values = { content: JSON.stringify(content), is_default: isDefault };
      const row = await queries(tx)
        .insertInto('alert_filter')
        .values({ person_id: personId, name, ...values })
        .onConflict((conflict) => conflict.columns(['person_id', 'name']).doUpdateSet(values))
        .returningAll()
        .executeTakeFirstOrThrow();
      return fromRow(row);
    },
    async remove(tx, personId, id) {
      const row = await queries(tx)
        .deleteFrom('alert_filter')
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .returning('name')
        .executeTakeFirst();
      return row?.name;
    },
  };
}

const fromRow = (row: { id: number; name: string; content: object; is_default: boolean }): SavedFilter => ({
  id: row.id,
  name: row.name,
  content: row.content as AlertFilterContent,
  isDefault: row.is_default,
});
