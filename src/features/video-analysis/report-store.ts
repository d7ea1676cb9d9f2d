import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** Which reports are stored already. */
export interface ReportStore {
  /** Holds a camera until the transaction ends; false when there is none. */
  holdCamera(tx: Tx, cameraId: number): Promise<boolean>;
  /** Takes the number of a report; false when it, or a later one, was taken before. */
  take(
    tx: Tx,
    report: { readonly cameraId: number; readonly run: string; readonly sequence: number },
  ): Promise<boolean>;
}

/** Makes the store of report numbers. */
export function createReportStore(): ReportStore {
  return {
    async holdCamera(tx, cameraId) {
      const row = await queries(tx)
        .selectFrom('camera')
        .select('id')
        .where('id', '=', cameraId)
        // A camera that is removed meanwhile waits until its last report is stored.
        .forKeyShare()
        .executeTakeFirst();
      return row !== undefined;
    },
    async take(tx, { cameraId, run, sequence }) {
      const { rows } = await sql`
        INSERT INTO analysis_run (territory_id, camera_id, run, last_sequence)
        SELECT territory_id, id, ${run}::uuid, ${sequence} FROM camera WHERE id = ${cameraId}
        ON CONFLICT (camera_id, run) DO UPDATE SET last_sequence = excluded.last_sequence, changed_at = now()
          WHERE analysis_run.last_sequence < excluded.last_sequence
        RETURNING 1`.execute(queries(tx));
      return rows.length > 0;
    },
  };
}
