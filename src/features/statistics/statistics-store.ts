import { type RawBuilder, sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Regime } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Analysed, Interval, Measured } from './series-assembly.ts';
import type { By } from './span-bounds.ts';
import type { CountedCamera } from './statistics-schema.ts';

/** The datastream of a line, a class and a direction. */
export interface LineSeries {
  readonly seriesId: number;
  readonly regime: Regime;
  readonly cameraId: number;
  readonly cameraName: string;
  readonly lineId: number;
  readonly lineName: string;
  readonly class: string;
  readonly direction: 'forward' | 'backward';
  readonly directionName: string;
}

/** The datastream of a zone and a class. */
export interface ZoneSeries {
  readonly seriesId: number;
  readonly regime: Regime;
  readonly cameraId: number;
  readonly cameraName: string;
  readonly zoneId: number;
  readonly zoneName: string;
  readonly class: string;
}

/** What amounts and coverage are asked with. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly by: By;
  readonly timeZone: string;
  /** cameras whose open quarter hour may be shown; of the others only those that ended by `shownUntilMs` */
  readonly liveCameraIds: readonly number[];
  readonly shownUntilMs: number;
  /** only series and cameras of this regime are read */
  readonly regime: Regime;
}

/** Reads the series of a territory's cameras. */
export interface StatisticsStore {
  timeZone(tx: Tx): Promise<string>;
  /** The intervals that begin before `toMs`, from the one that holds `fromMs`; borders are those of the time zone. */
  intervals(tx: Tx, fromMs: number, toMs: number, by: By, timeZone: string): Promise<Interval[]>;
  /** Every camera with its lines and zones, whether or not anything was counted. */
  counted(tx: Tx): Promise<CountedCamera[]>;
  lineSeries(tx: Tx, cameraId: number | undefined): Promise<LineSeries[]>;
  zoneSeries(tx: Tx, cameraId: number | undefined): Promise<ZoneSeries[]>;
  counts(tx: Tx, span: Span): Promise<Measured[]>;
  presence(tx: Tx, span: Span): Promise<Measured[]>;
  coverage(tx: Tx, span: Span): Promise<Analysed[]>;
}

/** Makes the store of a territory's statistics. */
export function createStatisticsStore(territoryId: number): StatisticsStore {
  return {
    async timeZone(tx) {
      const row = await queries(tx)
        .selectFrom('territory')
        .select('time_zone')
        .where('id', '=', territoryId)
        .executeTakeFirstOrThrow();
      return row.time_zone;
    },
    intervals,
    counted: (tx) => counted(tx, territoryId),
    lineSeries: (tx, cameraId) => lineSeries(tx, territoryId, cameraId),
    zoneSeries: (tx, cameraId) => zoneSeries(tx, territoryId, cameraId),
    counts: (tx, span) =>
      amounts(tx, territoryId, span, sql`observation.result`, sql`datastream.line_id IS NOT NULL`),
    presence: (tx, span) =>
      amounts(
        tx,
        territoryId,
        span,
        sql`(observation.parameters ->> 'objectMs')::float8`,
        sql`datastream.zone_id IS NOT NULL`,
      ),
    coverage: (tx, span) => coverage(tx, territoryId, span),
  };
}

/** A moment in SQL. */
export const at = (ms: number) => sql`to_timestamp(${ms}::float8 / 1000)`;
/** Milliseconds since 1970 of a moment in SQL. */
export const milliseconds = (moment: RawBuilder<unknown>) =>
  sql`round(extract(epoch FROM ${moment}) * 1000)::float8`;

/** Start of the interval that holds a moment. */
export function startOf(moment: RawBuilder<unknown>, by: By, timeZone: string): RawBuilder<unknown> {
  if (by === 'quarter-hour') return sql`date_bin('15 minutes', ${moment}, 'epoch'::timestamptz)`;
  return sql`date_trunc(${by}, ${moment}, ${timeZone}::text)`;
}

async function intervals(
  tx: Tx,
  fromMs: number,
  toMs: number,
  by: By,
  timeZone: string,
): Promise<Interval[]> {
  const first = startOf(at(fromMs), by, timeZone);
  const step = sql.lit({ 'quarter-hour': '15 minutes', hour: '1 hour', day: '1 day' }[by]);
  // Days are counted on the wall clock: one of them has 23 hours and one 25.
  const starts =
    by === 'day'
      ? sql`SELECT wall AT TIME ZONE ${timeZone}::text AS start, (wall + interval '1 day') AT TIME ZONE ${timeZone}::text AS stop
              FROM generate_series(${first} AT TIME ZONE ${timeZone}::text, ${at(toMs)} AT TIME ZONE ${timeZone}::text, interval '1 day') AS wall`
      : sql`SELECT start, start + interval ${step} AS stop
              FROM generate_series(${first}, ${at(toMs)}, interval ${step}) AS start`;
  const { rows } = await sql<Interval>`
    SELECT ${milliseconds(sql`start`)} AS "startMs", ${milliseconds(sql`stop`)} AS "endMs"
      FROM (${starts}) AS borders WHERE start < ${at(toMs)} ORDER BY start`.execute(queries(tx));
  return rows;
}

/** Figures of before a camera had a purpose are under the GDPR. */
export const regimeOf = (table: 'camera' | 'thing') => sql`coalesce(${sql.ref(`${table}.regime`)}, 'rgpd')`;

const inCamera = (cameraId: number | undefined) =>
  cameraId === undefined ? sql`true` : sql`camera.id = ${cameraId}`;

async function counted(tx: Tx, territoryId: number): Promise<CountedCamera[]> {
  const { rows } = await sql<CountedCamera>`
    SELECT camera.id AS "cameraId", camera.name AS "cameraName", ${regimeOf('camera')} AS regime,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', line.id, 'name', line.name, 'classes', line.classes) ORDER BY line.id)
                       FROM line WHERE line.camera_id = camera.id), '[]') AS lines,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', zone.id, 'name', zone.name) ORDER BY zone.id)
                       FROM zone WHERE zone.camera_id = camera.id), '[]') AS zones
      FROM camera WHERE camera.territory_id = ${territoryId} ORDER BY camera.name, camera.id`.execute(
    queries(tx),
  );
  return rows;
}

async function lineSeries(tx: Tx, territoryId: number, cameraId: number | undefined): Promise<LineSeries[]> {
  const { rows } = await sql<LineSeries>`
    SELECT datastream.id AS "seriesId", camera.id AS "cameraId", camera.name AS "cameraName", ${regimeOf('camera')} AS regime,
           line.id AS "lineId", line.name AS "lineName", datastream.class, datastream.direction,
           CASE datastream.direction WHEN 'forward' THEN line.forward ELSE line.backward END AS "directionName"
      FROM datastream JOIN line ON line.id = datastream.line_id JOIN camera ON camera.id = line.camera_id
     WHERE camera.territory_id = ${territoryId} AND ${inCamera(cameraId)} AND datastream.class = ANY (line.classes)
     ORDER BY camera.id, line.id, array_position(line.classes, datastream.class), datastream.direction DESC`.execute(
    queries(tx),
  );
  return rows;
}

async function zoneSeries(tx: Tx, territoryId: number, cameraId: number | undefined): Promise<ZoneSeries[]> {
  const { rows } = await sql<ZoneSeries>`
    SELECT datastream.id AS "seriesId", camera.id AS "cameraId", camera.name AS "cameraName", ${regimeOf('camera')} AS regime,
           zone.id AS "zoneId", zone.name AS "zoneName", datastream.class
      FROM datastream JOIN zone ON zone.id = datastream.zone_id JOIN camera ON camera.id = zone.camera_id
     WHERE camera.territory_id = ${territoryId} AND ${inCamera(cameraId)}
     ORDER BY camera.id, zone.id, datastream.id`.execute(queries(tx));
  return rows;
}

/** What is not seen as it happens is shown once its delay is over. */
export const isShown = (cameraId: RawBuilder<unknown>, start: RawBuilder<unknown>, span: Span) =>
  sql`(${cameraId} = ANY (${[...span.liveCameraIds]}::bigint[]) OR ${start} + interval '15 minutes' <= ${at(span.shownUntilMs)})`;

async function amounts(
  tx: Tx,
  territoryId: number,
  span: Span,
  amount: RawBuilder<unknown>,
  which: RawBuilder<unknown>,
): Promise<Measured[]> {
  const start = startOf(sql`observation.phenomenon_start`, span.by, span.timeZone);
  const { rows } = await sql<Measured>`
    SELECT "seriesId", ${milliseconds(sql`start`)} AS "startMs", amount FROM (
      SELECT datastream.id AS "seriesId", ${start} AS start, sum(${amount}) AS amount
        FROM observation JOIN datastream ON datastream.id = observation.datastream_id
             JOIN thing ON thing.id = datastream.thing_id
       WHERE datastream.territory_id = ${territoryId} AND ${which} AND observation.is_bucket
         AND observation.phenomenon_start >= ${at(span.fromMs)} AND observation.phenomenon_start < ${at(span.toMs)}
         AND ${regimeOf('thing')} = ${span.regime}
         AND ${isShown(sql`thing.camera_id`, sql`observation.phenomenon_start`, span)}
       GROUP BY 1, 2) AS sums`.execute(queries(tx));
  return rows;
}

async function coverage(tx: Tx, territoryId: number, span: Span): Promise<Analysed[]> {
  const start = startOf(sql`bucket_start`, span.by, span.timeZone);
  const { rows } = await sql<Analysed>`
    SELECT "cameraId", ${milliseconds(sql`start`)} AS "startMs", "analysedMs", models FROM (
      SELECT camera_id AS "cameraId", ${start} AS start, sum(analysed_ms)::float8 AS "analysedMs",
             jsonb_agg(DISTINCT to_jsonb(models)) AS models
        FROM coverage JOIN camera ON camera.id = camera_id
       WHERE coverage.territory_id = ${territoryId} AND ${regimeOf('camera')} = ${span.regime}
         AND bucket_start >= ${at(span.fromMs)} AND bucket_start < ${at(span.toMs)}
         AND ${isShown(sql`camera_id`, sql`bucket_start`, span)}
       GROUP BY 1, 2) AS sums`.execute(queries(tx));
  return rows;
}
