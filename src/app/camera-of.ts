import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { FindCameraOf } from '#http/camera-guard.ts';

/** Tables whose rows belong to a camera, by the word of the routes. */
const tables: Readonly<Record<string, string>> = {
  zone: 'zone',
  line: 'line',
  mask: 'mask',
  rule: 'rule',
  alert: 'alert',
  recording: 'recording',
  decision: 'legal_decision',
};

/** Finds the camera that something belongs to: rows by their table, what lives in memory by `others`. */
export function createCameraOf(
  reader: Tx,
  others: Readonly<Record<string, (id: number) => number | undefined | Promise<number | undefined>>> = {},
): FindCameraOf {
  return async (kind, id) => {
    if (kind === 'camera') return id;
    const other = others[kind];
    if (other !== undefined) return await other(id);
    const table = tables[kind];
    if (table === undefined) throw new Error(`no camera is known for a ${kind}`);
    const { rows } = await sql<{ cameraId: number }>`
      SELECT camera_id AS "cameraId" FROM ${sql.table(table)} WHERE id = ${id}`.execute(queries(reader));
    return rows[0]?.cameraId;
  };
}
