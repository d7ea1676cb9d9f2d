import { type Selectable, sql } from 'kysely';
import { explained } from '#database/constraints.ts';
import { idAfter, pageOf, rowsToRead } from '#database/paging.ts';
import { queries } from '#database/queries.ts';
import type { LineTable, PolygonTable } from '#database/tables.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import { defaultClasses, defaultDirections } from './territory-file.ts';
import type { Line, LineInput, Zone, ZoneInput } from './zone-schema.ts';

/** Shapes of one sort. */
export interface ShapeStore<Input, Shape> {
  list(tx: Tx, cameraId: number, request: PageRequest): Promise<Page<Shape>>;
  listAll(tx: Tx, cameraId: number): Promise<Shape[]>;
  find(tx: Tx, id: number): Promise<Shape | undefined>;
  /** The same, and nobody else changes it before the transaction is over. */
  findToChange(tx: Tx, id: number): Promise<Shape | undefined>;
  insert(tx: Tx, cameraId: number, input: Input): Promise<Shape>;
  update(tx: Tx, id: number, patch: Partial<Input>): Promise<Shape | undefined>;
  remove(tx: Tx, id: number): Promise<void>;
}

/** A rule, as far as it names zones and lines. */
export interface WatchingRule {
  readonly name: string;
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Zones, lines and masks, and what the services must know of cameras and rules. */
export interface ZoneStore {
  readonly zones: ShapeStore<ZoneInput, Zone>;
  readonly lines: ShapeStore<LineInput, Line>;
  readonly masks: ShapeStore<ZoneInput, Zone>;
  hasCamera(tx: Tx, cameraId: number): Promise<boolean>;
  /** What the rules of a camera watch. */
  rules(tx: Tx, cameraId: number): Promise<WatchingRule[]>;
}

const taken = { field: 'name', message: 'this camera has another of this name', fix: 'choose another name' };
const words = { zone_name_taken: taken, mask_name_taken: taken, line_name_taken: taken };

const nextVersion = sql<number>`version + 1`;

/** Makes the store of a territory's shapes. */
export function createZoneStore(territoryId: number): ZoneStore {
  return {
    zones: createPolygonStore('zone', territoryId),
    lines: createLineStore(territoryId),
    masks: createPolygonStore('mask', territoryId),
    async hasCamera(tx, cameraId) {
      const row = await queries(tx)
        .selectFrom('camera')
        .select('id')
        .where('id', '=', cameraId)
        .where('territory_id', '=', territoryId)
        .executeTakeFirst();
      return row !== undefined;
    },
    async rules(tx, cameraId) {
      const rows = await queries(tx)
        .selectFrom('rule')
        .select(['name', 'kind', 'parameters'])
        .where('camera_id', '=', cameraId)
        .orderBy('id')
        .execute();
      return rows;
    },
  };
}

function createPolygonStore(table: 'zone' | 'mask', territoryId: number): ShapeStore<ZoneInput, Zone> {
  const selection = (tx: Tx) =>
    queries(tx).selectFrom(table).selectAll().where('territory_id', '=', territoryId);
  return {
    async list(tx, cameraId, request) {
      const rows = await selection(tx)
        .where('camera_id', '=', cameraId)
        .where('id', '>', idAfter(request))
        .orderBy('id')
        .limit(rowsToRead(request))
        .execute();
      return pageOf(rows.map(fromPolygonRow), request, ({ id }) => String(id));
    },
    async listAll(tx, cameraId) {
      return (await selection(tx).where('camera_id', '=', cameraId).orderBy('id').execute()).map(
        fromPolygonRow,
      );
    },
    async find(tx, id) {
      const row = await selection(tx).where('id', '=', id).executeTakeFirst();
      return row && fromPolygonRow(row);
    },
    async findToChange(tx, id) {
      const row = await selection(tx).where('id', '=', id).forUpdate().executeTakeFirst();
      return row && fromPolygonRow(row);
    },
    async insert(tx, cameraId, { name, polygon, colour = null }) {
      const values = { territory_id: territoryId, camera_id: cameraId, name, colour };
      const query = queries(tx)
        .insertInto(table)
        .values({ ...values, polygon: JSON.stringify(polygon) })
        .returningAll();
      return fromPolygonRow(await explained(words, () => query.executeTakeFirstOrThrow()));
    },
    async update(tx, id, { name, polygon, colour }) {
      const values = {
        ...(name === undefined ? {} : { name }),
        ...(colour === undefined ? {} : { colour }),
        ...(polygon === undefined ? {} : { polygon: JSON.stringify(polygon) }),
      };
      if (Object.keys(values).length > 0)
        await explained(words, () =>
          queries(tx)
            .updateTable(table)
            .set({ ...values, version: nextVersion })
            .where('id', '=', id)
            .execute(),
        );
      return this.find(tx, id);
    },
    async remove(tx, id) {
      await queries(tx).deleteFrom(table).where('id', '=', id).execute();
    },
  };
}

function fromPolygonRow(row: Selectable<PolygonTable>): Zone {
  const { id, camera_id: cameraId, name, polygon, colour, version } = row;
  return { id, cameraId, name, polygon, colour, version };
}

function createLineStore(territoryId: number): ShapeStore<LineInput, Line> {
  const selection = (tx: Tx) =>
    queries(tx).selectFrom('line').selectAll().where('territory_id', '=', territoryId);
  return {
    async list(tx, cameraId, request) {
      const rows = await selection(tx)
        .where('camera_id', '=', cameraId)
        .where('id', '>', idAfter(request))
        .orderBy('id')
        .limit(rowsToRead(request))
        .execute();
      return pageOf(rows.map(fromLineRow), request, ({ id }) => String(id));
    },
    async listAll(tx, cameraId) {
      return (await selection(tx).where('camera_id', '=', cameraId).orderBy('id').execute()).map(fromLineRow);
    },
    async find(tx, id) {
      const row = await selection(tx).where('id', '=', id).executeTakeFirst();
      return row && fromLineRow(row);
    },
    async findToChange(tx, id) {
      const row = await selection(tx).where('id', '=', id).forUpdate().executeTakeFirst();
      return row && fromLineRow(row);
    },
    async insert(tx, cameraId, input) {
      const values = {
        territory_id: territoryId,
        camera_id: cameraId,
        name: input.name,
        from_point: JSON.stringify(input.from),
        to_point: JSON.stringify(input.to),
        forward: input.forward ?? defaultDirections.forward,
        backward: input.backward ?? defaultDirections.backward,
        classes: [...(input.classes ?? defaultClasses)],
        colour: input.colour ?? null,
      };
      const query = queries(tx).insertInto('line').values(values).returningAll();
      return fromLineRow(await explained(words, () => query.executeTakeFirstOrThrow()));
    },
    async update(tx, id, patch) {
      const values = lineChanges(patch);
      if (Object.keys(values).length > 0)
        await explained(words, () =>
          queries(tx)
            .updateTable('line')
            .set({ ...values, version: nextVersion })
            .where('id', '=', id)
            .execute(),
        );
      return this.find(tx, id);
    },
    async remove(tx, id) {
      await queries(tx).deleteFrom('line').where('id', '=', id).execute();
    },
  };
}

function fromLineRow(row: Selectable<LineTable>): Line {
  return {
    id: row.id,
    cameraId: row.camera_id,
    name: row.name,
    from: [...row.from_point],
    to: [...row.to_point],
    forward: row.forward,
    backward: row.backward,
    classes: row.classes,
    colour: row.colour,
    version: row.version,
  };
}

function lineChanges({ name, from, to, forward, backward, classes, colour }: Partial<LineInput>) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(from === undefined ? {} : { from_point: JSON.stringify(from) }),
    ...(to === undefined ? {} : { to_point: JSON.stringify(to) }),
    ...(forward === undefined ? {} : { forward }),
    ...(backward === undefined ? {} : { backward }),
    ...(classes === undefined ? {} : { classes }),
    ...(colour === undefined ? {} : { colour }),
  };
}
