import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** Crossings to add to a bucket. */
export interface CountAddition {
  readonly lineId: number;
  readonly class: string;
  readonly direction: 'forward' | 'backward';
  readonly bucketStartMs: number;
  readonly count: number;
}

/** Time that objects spent in a zone, to add to a bucket. */
export interface PresenceAddition {
  readonly zoneId: number;
  readonly class: string;
  readonly bucketStartMs: number;
  readonly objectMs: number;
}

/** Time of a bucket really analysed, to add. */
export interface CoverageAddition {
  readonly bucketStartMs: number;
  readonly analysedMs: number;
}

/** The series of cameras: things, datastreams, buckets. */
export interface SeriesStore {
  /** Makes what is missing of a camera's thing and datastreams, and gives them the present names. */
  syncCamera(tx: Tx, cameraId: number, zoneClasses: readonly string[]): Promise<void>;
  /** Coverage goes in first: the buckets written after it say it. */
  addCoverage(
    tx: Tx,
    cameraId: number,
    additions: readonly CoverageAddition[],
    model?: string,
  ): Promise<void>;
  addCounts(tx: Tx, cameraId: number, additions: readonly CountAddition[]): Promise<void>;
  addPresence(tx: Tx, cameraId: number, additions: readonly PresenceAddition[]): Promise<void>;
  /**
   * Writes the zeros and the final coverage of the buckets that began before `beforeMs`; answers how many there were.
   * Without a camera: those of all cameras.
   */
  settle(tx: Tx, beforeMs: number, cameraId?: number): Promise<number>;
}

const bucket = sql`interval '15 minutes'`;
const countUnit = JSON.stringify({
  name: 'crossings',
  symbol: '',
  definition: 'http://www.opengis.net/def/uom/UCUM/1',
});
const presenceUnit = JSON.stringify({
  name: 'objects present, mean',
  symbol: '',
  definition: 'http://www.opengis.net/def/uom/UCUM/1',
});

/** Makes the store of camera series. */
export function createSeriesStore(): SeriesStore {
  return { syncCamera, addCoverage, addCounts, addPresence, settle };
}

async function syncCamera(tx: Tx, cameraId: number, zoneClasses: readonly string[]): Promise<void> {
  const database = queries(tx);
  await sql`
    INSERT INTO thing (territory_id, camera_id, name, description, regime)
    SELECT territory_id, id, name, 'Camera', regime FROM camera WHERE id = ${cameraId}
    ON CONFLICT (camera_id) DO UPDATE SET name = excluded.name WHERE thing.name <> excluded.name`.execute(
    database,
  );
  await sql`
    INSERT INTO datastream (territory_id, thing_id, name, observed_property, unit, line_id, class, direction)
    SELECT line.territory_id, thing.id,
           concat_ws(' · ', line.name, kind, CASE way WHEN 'forward' THEN line.forward ELSE line.backward END),
           'count', ${countUnit}::jsonb, line.id, kind, way
      FROM line JOIN thing ON thing.camera_id = line.camera_id
           CROSS JOIN unnest(line.classes) AS kind CROSS JOIN unnest(ARRAY['forward', 'backward']) AS way
     WHERE line.camera_id = ${cameraId}
     ORDER BY line.id, array_position(line.classes, kind), way DESC
    ON CONFLICT (line_id, class, direction) DO UPDATE SET name = excluded.name
      WHERE datastream.name <> excluded.name`.execute(database);
  await sql`
    INSERT INTO datastream (territory_id, thing_id, name, observed_property, unit, zone_id, class)
    SELECT zone.territory_id, thing.id, concat_ws(' · ', zone.name, kind), 'presence', ${presenceUnit}::jsonb, zone.id, kind
      FROM zone JOIN thing ON thing.camera_id = zone.camera_id CROSS JOIN unnest(${[...zoneClasses]}::text[]) AS kind
     WHERE zone.camera_id = ${cameraId}
    ON CONFLICT (zone_id, class) DO UPDATE SET name = excluded.name
      WHERE datastream.name <> excluded.name`.execute(database);
}

async function addCoverage(
  tx: Tx,
  cameraId: number,
  additions: readonly CoverageAddition[],
  model?: string,
): Promise<void> {
  if (additions.length === 0) return;
  await sql`
    INSERT INTO coverage (territory_id, camera_id, bucket_start, analysed_ms, models)
    SELECT camera.territory_id, camera.id, to_timestamp("bucketStartMs" / 1000), least(900000, round(sum("analysedMs"))),
           ${model === undefined ? [] : [model]}::text[]
      FROM jsonb_to_recordset(${JSON.stringify(additions)}::jsonb) AS given("bucketStartMs" float8, "analysedMs" float8),
           camera
     WHERE camera.id = ${cameraId}
     GROUP BY camera.territory_id, camera.id, "bucketStartMs"
     ORDER BY "bucketStartMs"
    ON CONFLICT (camera_id, bucket_start) DO UPDATE
      SET analysed_ms = least(900000, coverage.analysed_ms + excluded.analysed_ms),
          models = ARRAY(SELECT DISTINCT unnest(coverage.models || excluded.models) ORDER BY 1)`.execute(
    queries(tx),
  );
}

async function addCounts(tx: Tx, cameraId: number, additions: readonly CountAddition[]): Promise<void> {
  if (additions.length === 0) return;
  await sql`
    INSERT INTO observation
      (territory_id, datastream_id, phenomenon_start, phenomenon_end, result, parameters, is_bucket)
    SELECT datastream.territory_id, datastream.id, start, start + ${bucket}, sum("count"),
           jsonb_build_object('coverage', round(coalesce(max(coverage.analysed_ms), 0) / 900000.0, 4)), true
      FROM jsonb_to_recordset(${JSON.stringify(additions)}::jsonb)
             AS given("lineId" bigint, class text, direction text, "bucketStartMs" float8, "count" float8)
           CROSS JOIN LATERAL to_timestamp("bucketStartMs" / 1000) AS start
           JOIN line ON line.id = "lineId" AND line.camera_id = ${cameraId}
           JOIN datastream ON datastream.line_id = line.id AND datastream.class = given.class
                          AND datastream.direction = given.direction
           LEFT JOIN coverage ON coverage.camera_id = line.camera_id AND coverage.bucket_start = start
     GROUP BY datastream.territory_id, datastream.id, start
     ORDER BY datastream.id, start
    ON CONFLICT (datastream_id, phenomenon_start) WHERE is_bucket DO UPDATE
      SET result = observation.result + excluded.result, parameters = excluded.parameters`.execute(
    queries(tx),
  );
}

async function addPresence(tx: Tx, cameraId: number, additions: readonly PresenceAddition[]): Promise<void> {
  if (additions.length === 0) return;
  const given = JSON.stringify(additions);
  const database = queries(tx);
  await sql`
    INSERT INTO datastream (territory_id, thing_id, name, observed_property, unit, zone_id, class)
    SELECT DISTINCT zone.territory_id, thing.id, concat_ws(' · ', zone.name, given.class), 'presence', ${presenceUnit}::jsonb,
           zone.id, given.class
      FROM jsonb_to_recordset(${given}::jsonb) AS given("zoneId" bigint, class text)
           JOIN zone ON zone.id = "zoneId" AND zone.camera_id = ${cameraId}
           JOIN thing ON thing.camera_id = zone.camera_id
     WHERE NOT EXISTS (SELECT FROM datastream WHERE zone_id = zone.id AND datastream.class = given.class)
    ON CONFLICT DO NOTHING`.execute(database);
  await sql`
    INSERT INTO observation
      (territory_id, datastream_id, phenomenon_start, phenomenon_end, result, parameters, is_bucket)
    SELECT datastream.territory_id, datastream.id, start, start + ${bucket},
           sum("objectMs") / nullif(max(coverage.analysed_ms), 0),
           jsonb_build_object('objectMs', sum("objectMs"), 'analysedMs', coalesce(max(coverage.analysed_ms), 0),
                              'coverage', round(coalesce(max(coverage.analysed_ms), 0) / 900000.0, 4)), true
      FROM jsonb_to_recordset(${given}::jsonb)
             AS given("zoneId" bigint, class text, "bucketStartMs" float8, "objectMs" float8)
           CROSS JOIN LATERAL to_timestamp("bucketStartMs" / 1000) AS start
           JOIN zone ON zone.id = "zoneId" AND zone.camera_id = ${cameraId}
           JOIN datastream ON datastream.zone_id = zone.id AND datastream.class = given.class
           LEFT JOIN coverage ON coverage.camera_id = zone.camera_id AND coverage.bucket_start = start
     GROUP BY datastream.territory_id, datastream.id, start
     ORDER BY datastream.id, start
    ON CONFLICT (datastream_id, phenomenon_start) WHERE is_bucket DO UPDATE SET
      parameters = excluded.parameters || jsonb_build_object('objectMs',
        (observation.parameters ->> 'objectMs')::float8 + (excluded.parameters ->> 'objectMs')::float8),
      result = ((observation.parameters ->> 'objectMs')::float8 + (excluded.parameters ->> 'objectMs')::float8)
               / nullif((excluded.parameters ->> 'analysedMs')::float8, 0)`.execute(database);
}

async function settle(tx: Tx, beforeMs: number, cameraId?: number): Promise<number> {
  const database = queries(tx);
  const ofCamera = cameraId === undefined ? sql`true` : sql`coverage.camera_id = ${cameraId}`;
  const due = sql`settled_ms IS DISTINCT FROM analysed_ms AND bucket_start < to_timestamp(${beforeMs / 1000}) AND ${ofCamera}`;
  const { rows } = await sql<{ number: number }>`
    WITH due AS MATERIALIZED (
      SELECT territory_id, camera_id, bucket_start, analysed_ms FROM coverage WHERE ${due} FOR UPDATE),
    series AS (
      SELECT datastream.id, line.camera_id, false AS is_presence
        FROM line JOIN datastream ON datastream.line_id = line.id AND datastream.class = ANY (line.classes)
       WHERE line.camera_id IN (SELECT camera_id FROM due)
      UNION ALL
      SELECT datastream.id, zone.camera_id, true FROM zone JOIN datastream ON datastream.zone_id = zone.id
       WHERE zone.camera_id IN (SELECT camera_id FROM due)),
    zeros AS (
      INSERT INTO observation
        (territory_id, datastream_id, phenomenon_start, phenomenon_end, result, parameters, is_bucket)
      SELECT due.territory_id, series.id, due.bucket_start, due.bucket_start + ${bucket}, 0,
             jsonb_build_object('coverage', round(due.analysed_ms / 900000.0, 4)) ||
             CASE WHEN is_presence THEN jsonb_build_object('objectMs', 0, 'analysedMs', due.analysed_ms) ELSE '{}' END, true
        FROM due JOIN series USING (camera_id)
       ORDER BY series.id, due.bucket_start
      ON CONFLICT (datastream_id, phenomenon_start) WHERE is_bucket DO UPDATE SET
        parameters = observation.parameters || (excluded.parameters - 'objectMs'),
        result = CASE WHEN observation.parameters ? 'objectMs'
                      THEN (observation.parameters ->> 'objectMs')::float8
                           / nullif((excluded.parameters ->> 'analysedMs')::float8, 0)
                      ELSE observation.result END),
    measured AS (
      UPDATE observation
         SET parameters = observation.parameters || jsonb_build_object('coverage', round(due.analysed_ms / 900000.0, 4))
        FROM due JOIN thing ON thing.camera_id = due.camera_id JOIN datastream ON datastream.thing_id = thing.id
       WHERE datastream.measure IS NOT NULL AND observation.datastream_id = datastream.id
         AND observation.is_bucket AND observation.phenomenon_start = due.bucket_start)
    UPDATE coverage SET settled_ms = coverage.analysed_ms
      FROM due WHERE coverage.camera_id = due.camera_id AND coverage.bucket_start = due.bucket_start
    RETURNING 1 AS number`.execute(database);
  return rows.length;
}
