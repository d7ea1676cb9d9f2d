import { sql } from 'kysely';
import { explained } from '#database/constraints.ts';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Place, PlaceInput } from './people-schema.ts';

/** The two ways in which cameras are put together. A camera stands in one commune at most, and in any group. */
export type PlaceKind = 'commune' | 'group';

/** Communes and groups of cameras. */
export interface PlaceStore {
  list(tx: Tx, kind: PlaceKind): Promise<Place[]>;
  insert(tx: Tx, kind: PlaceKind, input: PlaceInput): Promise<number>;
  /** False when there is none. */
  update(tx: Tx, kind: PlaceKind, id: number, input: PlaceInput): Promise<boolean>;
  remove(tx: Tx, kind: PlaceKind, id: number): Promise<boolean>;
}

const taken = { field: 'name', message: 'this name is taken', fix: 'choose another name' };
const words = { commune_name_taken: taken, camera_group_name_taken: taken };
const tableOf = { commune: 'commune', group: 'camera_group' } as const;

/** Communes and groups in PostgreSQL. */
export function createPlaceStore(territoryId: number): PlaceStore {
  async function setCameras(
    tx: Tx,
    kind: PlaceKind,
    id: number,
    cameraIds: readonly number[],
  ): Promise<void> {
    const ids = sql`${[...cameraIds]}::bigint[]`;
    if (kind === 'commune') {
      await sql`UPDATE camera SET commune_id = CASE WHEN id = ANY (${ids}) THEN ${id}::bigint END
                 WHERE territory_id = ${territoryId} AND (id = ANY (${ids}) OR commune_id = ${id})`.execute(
        queries(tx),
      );
      return;
    }
    await sql`DELETE FROM camera_group_member WHERE group_id = ${id}`.execute(queries(tx));
    await sql`INSERT INTO camera_group_member (group_id, camera_id)
              SELECT ${id}, id FROM camera WHERE territory_id = ${territoryId} AND id = ANY (${ids})`.execute(
      queries(tx),
    );
  }
  return {
    async list(tx, kind) {
      const members =
        kind === 'commune'
          ? sql`SELECT id FROM camera WHERE commune_id = place.id`
          : sql`SELECT camera_id AS id FROM camera_group_member WHERE group_id = place.id`;
      const code = kind === 'commune' ? sql`code` : sql`NULL`;
      const { rows } = await sql<Place>`
        SELECT id, name, ${code} AS code,
               COALESCE((SELECT json_agg(member.id ORDER BY member.id) FROM (${members}) AS member), '[]') AS "cameraIds"
          FROM ${sql.table(tableOf[kind])} AS place WHERE territory_id = ${territoryId} ORDER BY name`.execute(
        queries(tx),
      );
      return rows;
    },
    async insert(tx, kind, { name, code = null, cameraIds = [] }) {
      const insertion =
        kind === 'commune'
          ? sql<{
              id: number;
            }>`INSERT INTO commune (territory_id, name, code) VALUES (${territoryId}, ${name}, ${code}) RETURNING id`
          : sql<{
              id: number;
            }>`INSERT INTO camera_group (territory_id, name) VALUES (${territoryId}, ${name}) RETURNING id`;
      const { rows } = await explained(words, () => insertion.execute(queries(tx)));
      const id = rows[0]?.id ?? 0;
      await setCameras(tx, kind, id, cameraIds);
      return id;
    },
    async update(tx, kind, id, { name, code = null, cameraIds }) {
      const values = kind === 'commune' ? sql`name = ${name}, code = ${code}` : sql`name = ${name}`;
      const table = sql.table(tableOf[kind]);
      const { numAffectedRows } = await explained(words, () =>
        sql`UPDATE ${table} SET ${values} WHERE id = ${id} AND territory_id = ${territoryId}`.execute(
          queries(tx),
        ),
      );
      if (numAffectedRows === 0n) return false;
      if (cameraIds !== undefined) await setCameras(tx, kind, id, cameraIds);
      return true;
    },
    async remove(tx, kind, id) {
      const { numAffectedRows } =
        await sql`DELETE FROM ${sql.table(tableOf[kind])} WHERE id = ${id} AND territory_id = ${territoryId}`.execute(
          queries(tx),
        );
      return numAffectedRows === 1n;
    },
  };
}
