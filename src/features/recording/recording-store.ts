import { type RawBuilder, type Selectable, sql } from 'kysely';
import { idAfter, pageOf, rowsToRead } from '#database/paging.ts';
import { queries } from '#database/queries.ts';
import type { RecordingTable } from '#database/recording-tables.ts';
import { inCameraScope } from '#database/scoped.ts';
import type { CameraScope } from '#foundation/camera-scope.ts';
import type { Page, PageRequest } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { RecordingChoice } from './recording-schema.ts';

/** A recording as it is stored. */
export interface StoredRecording {
  readonly id: number;
  readonly cameraId: number;
  readonly cameraName: string;
  readonly alertId: number;
  readonly ruleName: string;
  readonly file: string;
  /** null once it is destroyed */
  readonly wrappedKey: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly pictures: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly madeMs: number;
  readonly expiresMs: number;
  readonly state: 'kept' | 'destroying' | 'destroyed';
  readonly destroyedMs: number | null;
  /** an open hold keeps it from being destroyed */
  readonly isHeld: boolean;
}

export type NewRecording = Omit<StoredRecording, 'id' | 'state' | 'destroyedMs' | 'isHeld'>;

/** Which recordings a list shows. */
export interface RecordingFilter {
  readonly cameraIds?: CameraScope | undefined;
  readonly alertId?: number | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly isOldestFirst?: boolean;
}

/** Recordings of a territory, and which cameras record. */
export interface RecordingStore {
  choice(tx: Tx, cameraId: number): Promise<RecordingChoice | undefined>;
  choices(tx: Tx): Promise<ReadonlyMap<number, RecordingChoice>>;
  /** null: off */
  choose(tx: Tx, cameraId: number, choice: RecordingChoice | null): Promise<void>;
  cameraName(tx: Tx, cameraId: number): Promise<string | undefined>;
  insert(tx: Tx, recording: NewRecording): Promise<number>;
  find(tx: Tx, id: number): Promise<StoredRecording | undefined>;
  ofAlert(tx: Tx, alertId: number): Promise<StoredRecording | undefined>;
  list(tx: Tx, request: PageRequest, filter: RecordingFilter): Promise<Page<StoredRecording>>;
  /** Files that have not been destroyed. */
  files(tx: Tx): Promise<ReadonlySet<string>>;
}

const isHeld = sql<boolean>`EXISTS (SELECT 1 FROM recording_hold AS hold
  WHERE hold.territory_id = recording.territory_id AND hold.ended_at IS NULL
    AND hold.camera_ids @> to_jsonb(recording.camera_id)
    AND hold.span_from <= recording.recorded_to AND hold.span_to >= recording.recorded_from)`;

/** The condition that an open hold covers a part of the recording. */
export const heldCondition = isHeld;

/** Makes the store of a territory's recordings. */
export function createRecordingStore(territoryId: number): RecordingStore {
  const selection = (tx: Tx) =>
    queries(tx)
      .selectFrom('recording')
      .selectAll()
      .select(isHeld.as('is_held'))
      .where('territory_id', '=', territoryId);
  return {
    ...createChoices(territoryId),
    async cameraName(tx, cameraId) {
      const row = await queries(tx)
        .selectFrom('camera')
        .select('name')
        .where('id', '=', cameraId)
        .where('territory_id', '=', territoryId)
        .executeTakeFirst();
      return row?.name;
    },
    async insert(tx, recording) {
      const { id } = await queries(tx)
        .insertInto('recording')
        .values(toRow(recording, territoryId))
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },
    async find(tx, id) {
      const row = await selection(tx).where('id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },
    async ofAlert(tx, alertId) {
      const row = await selection(tx).where('alert_id', '=', alertId).executeTakeFirst();
      return row && fromRow(row);
    },
    async list(tx, request, filter) {
      const isOldestFirst = filter.isOldestFirst === true;
      const after = idAfter(request);
      const beyond = isOldestFirst ? sql<boolean>`id > ${after}` : sql<boolean>`id < ${after}`;
      const rows = await selection(tx)
        .where(filterOf(filter))
        .where(after === 0 ? sql<boolean>`true` : beyond)
        .orderBy('id', isOldestFirst ? 'asc' : 'desc')
        .limit(rowsToRead(request))
        .execute();
      return pageOf(rows.map(fromRow), request, ({ id }) => String(id));
    },
    async files(tx) {
      const rows = await queries(tx)
        .selectFrom('recording')
        .select('file')
        .where('territory_id', '=', territoryId)
        .where('state', '<>', 'destroyed')
        .execute();
      return new Set(rows.map(({ file }) => file));
    },
  };
}

function filterOf({ cameraIds, alertId, fromMs, toMs }: RecordingFilter): RawBuilder<boolean> {
  const conditions = [inCameraScope(sql.ref('recording.camera_id'), cameraIds)];
  if (alertId !== undefined) conditions.push(sql<boolean>`alert_id = ${alertId}`);
  if (fromMs !== undefined) conditions.push(sql<boolean>`recorded_to >= ${new Date(fromMs)}`);
  if (toMs !== undefined) conditions.push(sql<boolean>`recorded_from < ${new Date(toMs)}`);
  return sql<boolean>`(${sql.join(conditions, sql` AND `)})`;
}

function createChoices(territoryId: number): Pick<RecordingStore, 'choice' | 'choices' | 'choose'> {
  const selection = (tx: Tx) =>
    queries(tx).selectFrom('camera_recording').selectAll().where('territory_id', '=', territoryId);
  return {
    async choice(tx, cameraId) {
      const row = await selection(tx).where('camera_id', '=', cameraId).executeTakeFirst();
      return row && choiceOf(row);
    },
    async choices(tx) {
      return new Map((await selection(tx).execute()).map((row) => [row.camera_id, choiceOf(row)]));
    },
    async choose(tx, cameraId, choice) {
      await queries(tx).deleteFrom('camera_recording').where('camera_id', '=', cameraId).execute();
      if (choice === null) return;
      await queries(tx)
        .insertInto('camera_recording')
        .values({
          camera_id: cameraId,
          territory_id: territoryId,
          seconds_before: choice.secondsBefore,
          seconds_after: choice.secondsAfter,
          kept_days: choice.keptDays,
        })
        .execute();
    },
  };
}

function choiceOf(row: {
  readonly seconds_before: number;
  readonly seconds_after: number;
  readonly kept_days: number;
}): RecordingChoice {
  return { secondsBefore: row.seconds_before, secondsAfter: row.seconds_after, keptDays: row.kept_days };
}

function toRow(recording: NewRecording, territoryId: number) {
  return {
    territory_id: territoryId,
    camera_id: recording.cameraId,
    camera_name: recording.cameraName,
    alert_id: recording.alertId,
    rule_name: recording.ruleName,
    file: recording.file,
    wrapped_key: recording.wrappedKey,
    recorded_from: new Date(recording.fromMs),
    recorded_to: new Date(recording.toMs),
    pictures: recording.pictures,
    bytes: recording.bytes,
    sha256: recording.sha256,
    made_at: new Date(recording.madeMs),
    expires_at: new Date(recording.expiresMs),
  };
}

function fromRow(row: Selectable<RecordingTable> & { readonly is_held: boolean }): StoredRecording {
  return {
    id: row.id,
    cameraId: row.camera_id,
    cameraName: row.camera_name,
    alertId: row.alert_id,
    ruleName: row.rule_name,
    file: row.file,
    wrappedKey: row.wrapped_key,
    fromMs: row.recorded_from.getTime(),
    toMs: row.recorded_to.getTime(),
    pictures: row.pictures,
    bytes: row.bytes,
    sha256: row.sha256,
    madeMs: row.made_at.getTime(),
    expiresMs: row.expires_at.getTime(),
    state: row.state,
    destroyedMs: row.destroyed_at?.getTime() ?? null,
    isHeld: row.is_held,
  };
}
