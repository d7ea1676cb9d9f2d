import { type Selectable, sql } from 'kysely';
import { explained } from '#database/constraints.ts';
import { idAfter, pageOf, rowsToRead } from '#database/paging.ts';
import { queries } from '#database/queries.ts';
import { inCameraScope } from '#database/scoped.ts';
import type { CameraTable } from '#database/tables.ts';
import type { Scoped } from '#foundation/camera-scope.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Camera, CameraInput } from './camera-schema.ts';

/** A camera with its password: never leaves the services. */
export type StoredCamera = Omit<Camera, 'outputs' | 'refusal' | 'purposes'>;

/** The cameras of a territory. */
export interface CameraStore {
  list(tx: Tx, request: PageRequest & Scoped): Promise<Page<StoredCamera>>;
  listAll(tx: Tx): Promise<StoredCamera[]>;
  find(tx: Tx, id: number): Promise<StoredCamera | undefined>;
  findByName(tx: Tx, name: string): Promise<StoredCamera | undefined>;
  insert(tx: Tx, input: CameraInput): Promise<StoredCamera>;
  /** With `ifVersion` nothing is written, and nothing answered, when the camera has another one. */
  update(
    tx: Tx,
    id: number,
    patch: Partial<CameraInput>,
    ifVersion?: number,
  ): Promise<StoredCamera | undefined>;
  remove(tx: Tx, id: number): Promise<boolean>;
  /** Names and kinds of the rules of a camera. */
  rulesOf(tx: Tx, id: number): Promise<{ readonly name: string; readonly kind: string }[]>;
}

const words = {
  camera_name_taken: {
    field: 'name',
    message: 'another camera has this name',
    fix: 'give each camera its own name',
  },
};

/** Makes the store of a territory's cameras. */
export function createCameraStore(territoryId: number): CameraStore {
  const selection = (tx: Tx) =>
    queries(tx).selectFrom('camera').selectAll().where('territory_id', '=', territoryId);
  return {
    async list(tx, request) {
      const rows = await selection(tx)
        .where('id', '>', idAfter(request))
        .where(inCameraScope(sql`id`, request.cameraIds))
        .orderBy('id')
        .limit(rowsToRead(request))
        .execute();
      return pageOf(rows.map(fromRow), request, ({ id }) => String(id));
    },
    async listAll(tx) {
      return (await selection(tx).orderBy('id').execute()).map(fromRow);
    },
    async find(tx, id) {
      const row = await selection(tx).where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },
    async findByName(tx, name) {
      const row = await selection(tx).where('name', '=', name).executeTakeFirst();
      return row && fromRow(row);
    },
    async insert(tx, input) {
      const { name, place, source } = input;
      const values = {
        ...toRow(input),
        name,
        place,
        source_url: source.url,
        territory_id: territoryId,
      };
      const query = queries(tx).insertInto('camera').values(values).returningAll();
      return fromRow(await explained(words, () => query.executeTakeFirstOrThrow()));
    },
    async update(tx, id, patch, ifVersion) {
      const query = queries(tx)
        .updateTable('camera')
        .set({ ...toRow(patch), changed_at: new Date(), version: sql`version + 1` })
        .where('id', '=', id)
        .where('territory_id', '=', territoryId)
        .$if(ifVersion !== undefined, (some) => some.where('version', '=', ifVersion ?? 0))
        .returningAll();
      const row = await explained(words, () => query.executeTakeFirst());
      return row && fromRow(row);
    },
    async remove(tx, id) {
      const { numDeletedRows } = await queries(tx)
        .deleteFrom('camera')
        .where('id', '=', id)
        .where('territory_id', '=', territoryId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    rulesOf: (tx, id) =>
      queries(tx)
        .selectFrom('rule')
        .select(['name', 'kind'])
        .where('camera_id', '=', id)
        .orderBy('id')
        .execute(),
  };
}

function fromRow(row: Selectable<CameraTable>): StoredCamera {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    source:
      row.source_loop === null ? { url: row.source_url } : { url: row.source_url, loop: row.source_loop },
    place: row.place,
    formerPurpose: row.former_purpose,
    maskWaiver: row.mask_waiver,
    position: row.position,
    framesPerSecond: row.frames_per_second,
    confidence: row.confidence,
    enabled: row.enabled,
    ground: row.ground,
    motionGate: row.motion_gate,
    secondLook: row.second_look,
    priority: row.priority,
  };
}

function toRow(input: Partial<CameraInput>) {
  const { source, position, ground } = input;
  return given({
    name: input.name,
    source_url: source?.url,
    source_loop: source && (source.loop ?? null),
    place: input.place,
    position: position && JSON.stringify(position),
    frames_per_second: input.framesPerSecond,
    confidence: input.confidence,
    enabled: input.enabled,
    ground: ground && JSON.stringify(ground),
    motion_gate: input.motionGate,
    second_look: input.secondLook,
    priority: input.priority,
  });
}

/** What is said; what is not stays as it is. */
function given<Row extends object>(row: Row): { [Key in keyof Row]?: Exclude<Row[Key], undefined> } {
  const entries = Object.entries(row).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Row]?: Exclude<Row[Key], undefined> };
}
