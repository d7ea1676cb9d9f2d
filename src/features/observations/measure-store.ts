import { sql } from 'kysely';
import type { Distribution } from '#analytics/statistics/distribution.ts';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** The series of one measure of a rule, of one class and one part. */
interface MeasureSeries {
  readonly ruleId: number;
  readonly measure: string;
  readonly class: string | null;
  readonly part: string;
  /** how the series and its unit are called */
  readonly title: string;
  readonly unit: string;
}

/** Values of a measure to add to a bucket; the edges are those of its bins. */
export interface MeasureAddition extends MeasureSeries, Distribution {
  readonly bucketStartMs: number;
  readonly edges: readonly number[];
}

/** A stay to store: an observation over its interval, whose result is its length in seconds. */
export interface StayAddition extends MeasureSeries {
  readonly enteredMs: number;
  readonly leftMs: number;
}

/** The series of what rules measure. */
export interface MeasureStore {
  /** Kinds of the rules of a camera, by id. */
  ruleKinds(tx: Tx, cameraId: number): Promise<ReadonlyMap<number, string>>;
  /** Adds to buckets, each series and bucket at most once in a call; coverage went in before. */
  addMeasures(tx: Tx, cameraId: number, additions: readonly MeasureAddition[]): Promise<void>;
  addStays(tx: Tx, cameraId: number, additions: readonly StayAddition[]): Promise<void>;
}

/** Makes the store of measures. */
export function createMeasureStore(): MeasureStore {
  return { ruleKinds, addMeasures, addStays };
}

async function ruleKinds(tx: Tx, cameraId: number): Promise<ReadonlyMap<number, string>> {
  const rows = await queries(tx)
    .selectFrom('rule')
    .select(['id', 'kind'])
    .where('camera_id', '=', cameraId)
    .execute();
  return new Map(rows.map(({ id, kind }) => [id, kind]));
}

async function makeSeries(tx: Tx, cameraId: number, series: readonly MeasureSeries[]): Promise<void> {
  await sql`
    INSERT INTO datastream (territory_id, thing_id, name, observed_property, unit, rule_id, measure, class, part)
    SELECT DISTINCT rule.territory_id, thing.id,
           concat_ws(' · ', rule.name, given.title, given.class, nullif(given.part, '')), given.measure,
           jsonb_build_object('name', given.title, 'symbol', given.unit,
                              'definition', 'http://www.opengis.net/def/uom/UCUM/' || given.unit),
           rule.id, given.measure, given.class, given.part
      FROM jsonb_to_recordset(${JSON.stringify(series)}::jsonb)
             AS given("ruleId" bigint, measure text, class text, part text, title text, unit text)
           JOIN rule ON rule.id = "ruleId" AND rule.camera_id = ${cameraId}
           JOIN thing ON thing.camera_id = rule.camera_id
    ON CONFLICT (rule_id, measure, coalesce(class, ''), part) WHERE rule_id IS NOT NULL DO NOTHING`.execute(
    queries(tx),
  );
}

const isSeriesOf = sql`datastream.rule_id = "ruleId" AND datastream.measure = given.measure
   AND datastream.class IS NOT DISTINCT FROM given.class AND datastream.part = given.part`;
const kept = (key: string) => sql`(observation.parameters ->> ${sql.lit(key)})::float8`;
const added = (key: string) => sql`(excluded.parameters ->> ${sql.lit(key)})::float8`;

async function addMeasures(tx: Tx, cameraId: number, additions: readonly MeasureAddition[]): Promise<void> {
  if (additions.length === 0) return;
  await makeSeries(tx, cameraId, additions);
  await sql`
    INSERT INTO observation
      (territory_id, datastream_id, phenomenon_start, phenomenon_end, result, parameters, is_bucket)
    SELECT datastream.territory_id, datastream.id, start, start + interval '15 minutes', given.sum / given.weight,
           jsonb_build_object('weight', weight, 'sum', given.sum, 'minimum', minimum, 'maximum', maximum,
                              'bins', bins, 'edges', edges,
                              'coverage', round(coalesce(coverage.analysed_ms, 0) / 900000.0, 4)), true
      FROM jsonb_to_recordset(${JSON.stringify(additions)}::jsonb)
             AS given("ruleId" bigint, measure text, class text, part text, "bucketStartMs" float8,
                      weight float8, sum float8, minimum float8, maximum float8, bins jsonb, edges jsonb)
           CROSS JOIN LATERAL to_timestamp("bucketStartMs" / 1000) AS start
           JOIN rule ON rule.id = "ruleId" AND rule.camera_id = ${cameraId}
           JOIN datastream ON ${isSeriesOf}
           LEFT JOIN coverage ON coverage.camera_id = rule.camera_id AND coverage.bucket_start = start
     ORDER BY datastream.id, start
    ON CONFLICT (datastream_id, phenomenon_start) WHERE is_bucket DO UPDATE SET
      result = (${kept('sum')} + ${added('sum')}) / (${kept('weight')} + ${added('weight')}),
      parameters = excluded.parameters || jsonb_build_object(
        'weight', ${kept('weight')} + ${added('weight')}, 'sum', ${kept('sum')} + ${added('sum')},
        'minimum', least(${kept('minimum')}, ${added('minimum')}),
        'maximum', greatest(${kept('maximum')}, ${added('maximum')}),
        'bins', add_bins(observation.parameters -> 'bins', excluded.parameters -> 'bins'))`.execute(
    queries(tx),
  );
}

async function addStays(tx: Tx, cameraId: number, additions: readonly StayAddition[]): Promise<void> {
  if (additions.length === 0) return;
  await makeSeries(tx, cameraId, additions);
  await sql`
    INSERT INTO observation (territory_id, datastream_id, phenomenon_start, phenomenon_end, result)
    SELECT datastream.territory_id, datastream.id, to_timestamp("enteredMs" / 1000), to_timestamp("leftMs" / 1000),
           ("leftMs" - "enteredMs") / 1000
      FROM jsonb_to_recordset(${JSON.stringify(additions)}::jsonb)
             AS given("ruleId" bigint, measure text, class text, part text, "enteredMs" float8, "leftMs" float8)
           JOIN rule ON rule.id = "ruleId" AND rule.camera_id = ${cameraId}
           JOIN datastream ON ${isSeriesOf}
     ORDER BY datastream.id, "enteredMs"`.execute(queries(tx));
}
