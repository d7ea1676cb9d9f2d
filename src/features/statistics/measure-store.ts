import { sql } from 'kysely';
import type { Distribution } from '#analytics/statistics/distribution.ts';
import { pageOf, rowsToRead } from '#database/paging.ts';
import { queries } from '#database/queries.ts';
import { invalidField } from '#foundation/errors.ts';
import type { Regime } from '#foundation/legal-gate.ts';
import type { Page } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Stay, StayQuery } from './measure-schema.ts';
import { at, isShown, milliseconds, regimeOf, type Span, startOf } from './statistics-store.ts';

/** A rule whose measures are asked for, with the names its parts need. */
export interface MeasuringRule {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly cameraId: number;
  readonly cameraName: string;
  readonly regime: Regime;
  readonly zones: Readonly<Record<string, string>>;
  readonly lines: Readonly<Record<string, string>>;
}

/** A datastream of a measure. */
export interface StoredMeasure {
  readonly seriesId: number;
  readonly measure: string;
  readonly class: string | null;
  readonly part: string;
}

/** What one series measured in one interval. */
export interface MeasuredInterval extends Distribution {
  readonly seriesId: number;
  readonly startMs: number;
}

/** Reads what rules measured. */
export interface MeasureReadings {
  findRule(tx: Tx, ruleId: number): Promise<MeasuringRule | undefined>;
  series(tx: Tx, ruleId: number): Promise<StoredMeasure[]>;
  /** `edges` by name of the measure: bins of other edges, of an earlier version, are left out. */
  measured(
    tx: Tx,
    ruleId: number,
    span: Span,
    edges: Readonly<Record<string, readonly number[]>>,
  ): Promise<MeasuredInterval[]>;
  /** The latest first. */
  stays(tx: Tx, query: StayQuery): Promise<Page<Stay>>;
}

/** Makes the store that reads a territory's measures. */
export function createMeasureReadings(territoryId: number): MeasureReadings {
  return {
    findRule: (tx, ruleId) => findRule(tx, territoryId, ruleId),
    series,
    measured,
    stays,
  };
}

async function findRule(tx: Tx, territoryId: number, ruleId: number): Promise<MeasuringRule | undefined> {
  const { rows } = await sql<MeasuringRule>`
    SELECT rule.id, rule.name, rule.kind, camera.id AS "cameraId", camera.name AS "cameraName",
           ${regimeOf('camera')} AS regime,
           (SELECT coalesce(jsonb_object_agg(zone.id, zone.name), '{}') FROM zone WHERE zone.camera_id = camera.id) AS zones,
           (SELECT coalesce(jsonb_object_agg(line.id, line.name), '{}') FROM line WHERE line.camera_id = camera.id) AS lines
      FROM rule JOIN camera ON camera.id = rule.camera_id
     WHERE rule.id = ${ruleId} AND rule.territory_id = ${territoryId}`.execute(queries(tx));
  return rows[0];
}

async function series(tx: Tx, ruleId: number): Promise<StoredMeasure[]> {
  const { rows } = await sql<StoredMeasure>`
    SELECT id AS "seriesId", measure, class, part FROM datastream
     WHERE rule_id = ${ruleId} AND measure <> 'stay' ORDER BY measure, class NULLS FIRST, part, id`.execute(
    queries(tx),
  );
  return rows;
}

async function measured(
  tx: Tx,
  ruleId: number,
  span: Span,
  edges: Readonly<Record<string, readonly number[]>>,
): Promise<MeasuredInterval[]> {
  const start = startOf(sql`observation.phenomenon_start`, span.by, span.timeZone);
  const { rows } = await sql<MeasuredInterval>`
    WITH rows AS (
      SELECT datastream.id AS series, ${start} AS start, observation.parameters AS given,
             observation.parameters -> 'edges' = ${JSON.stringify(edges)}::jsonb -> datastream.measure AS fits
        FROM observation JOIN datastream ON datastream.id = observation.datastream_id
             JOIN thing ON thing.id = datastream.thing_id
       WHERE datastream.rule_id = ${ruleId} AND observation.is_bucket
         AND observation.phenomenon_start >= ${at(span.fromMs)} AND observation.phenomenon_start < ${at(span.toMs)}
         AND ${regimeOf('thing')} = ${span.regime}
         AND ${isShown(sql`thing.camera_id`, sql`observation.phenomenon_start`, span)}),
    sums AS (
      SELECT series, start, sum((given ->> 'weight')::float8) AS weight, sum((given ->> 'sum')::float8) AS sum,
             min((given ->> 'minimum')::float8) AS minimum, max((given ->> 'maximum')::float8) AS maximum
        FROM rows GROUP BY series, start),
    binned AS (
      SELECT series, start, jsonb_agg(weight ORDER BY n) AS bins FROM (
        SELECT series, start, n, sum(bin::float8) AS weight
          FROM rows CROSS JOIN LATERAL jsonb_array_elements_text(given -> 'bins') WITH ORDINALITY AS bins (bin, n)
         WHERE fits GROUP BY series, start, n) AS weights
       GROUP BY series, start)
    SELECT series AS "seriesId", ${milliseconds(sql`start`)} AS "startMs", weight, sum, minimum, maximum,
           coalesce(bins, '[]') AS bins
      FROM sums LEFT JOIN binned USING (series, start)`.execute(queries(tx));
  return rows;
}

async function stays(tx: Tx, query: StayQuery): Promise<Page<Stay>> {
  const cursor = readCursor(query.after);
  const isAfter =
    cursor === undefined
      ? sql`true`
      : sql`(observation.phenomenon_start, observation.id) < (${at(cursor.ms)}, ${cursor.id})`;
  const { rows } = await sql<Omit<Stay, 'enteredAt' | 'leftAt'> & { enteredAt: Date; leftAt: Date }>`
    SELECT observation.id, datastream.rule_id AS "ruleId", datastream.part::bigint AS "zoneId", zone.name AS "zoneName",
           datastream.class, phenomenon_start AS "enteredAt", phenomenon_end AS "leftAt", result AS seconds
      FROM observation JOIN datastream ON datastream.id = observation.datastream_id
           LEFT JOIN zone ON zone.id = datastream.part::bigint
     WHERE datastream.rule_id = ${query.rule} AND datastream.measure = 'stay' AND ${isAfter}
       AND phenomenon_start >= ${query.from}::timestamptz AND phenomenon_start < ${query.to}::timestamptz
     ORDER BY phenomenon_start DESC, observation.id DESC LIMIT ${rowsToRead(query)}`.execute(queries(tx));
  const items = rows.map((row) => ({
    ...row,
    enteredAt: row.enteredAt.toISOString(),
    leftAt: row.leftAt.toISOString(),
  }));
  return pageOf(items, query, ({ enteredAt, id }) => `${Date.parse(enteredAt)}-${id}`);
}

function readCursor(after: string | undefined): { readonly ms: number; readonly id: number } | undefined {
  if (after === undefined || after === '') return undefined;
  const match = /^(-?\d{1,15})-(\d{1,15})$/.exec(after);
  if (match === null)
    throw invalidField('after', 'is not the `next` of a page', 'leave it out to start from the first page');
  return { ms: Number(match[1]), id: Number(match[2]) };
}
