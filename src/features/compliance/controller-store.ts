import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { ControllerDraft } from './controller.ts';

/** Who answers for the processing of a territory. */
export interface ControllerStore {
  find(tx: Tx): Promise<ControllerDraft>;
  save(tx: Tx, controller: ControllerDraft): Promise<void>;
}

/** Makes the store of a territory's controller. */
export function createControllerStore(territoryId: number): ControllerStore {
  return {
    async find(tx) {
      const row = await queries(tx)
        .selectFrom('controller')
        .select('definition')
        .where('territory_id', '=', territoryId)
        .executeTakeFirst();
      return row?.definition ?? {};
    },
    async save(tx, controller) {
      const definition = JSON.stringify(controller);
      await queries(tx)
        .insertInto('controller')
        .values({ territory_id: territoryId, definition })
        .onConflict((conflict) =>
          conflict.column('territory_id').doUpdateSet({ definition, changed_at: new Date() }),
        )
        .execute();
    },
  };
}
