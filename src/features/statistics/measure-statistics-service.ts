import { measuresOf } from '#analytics/rules/catalogue.ts';
import type { MeasureDefinition } from '#analytics/rules/rule.ts';
import type { Clock } from '#foundation/clock.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Page } from '#foundation/page.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import { partName, spreadOf, totalSpread } from './measure-assembly.ts';
import type { MeasureBucket, MeasureQuery, MeasureSeries, Stay, StayQuery } from './measure-schema.ts';
import type { MeasuredInterval, MeasureReadings, MeasuringRule, StoredMeasure } from './measure-store.ts';
import { measuresAsCsv } from './measures-csv.ts';
import type { RecordExport, StatisticsLaw } from './ports.ts';
import { type Analysed, distinct, type Interval } from './series-assembly.ts';
import { refuseShort, shownSpan } from './shown-span.ts';
import { boundsOf } from './span-bounds.ts';
import type { Span, StatisticsStore } from './statistics-store.ts';

/** What rules measured over time. Intervals are those of the territory's time zone. */
export interface MeasureStatisticsService {
  /** Every series of a rule; throws `not-found` for an unknown rule. */
  measures(query: MeasureQuery): Promise<MeasureSeries[]>;
  /** The same series, one line an interval, RFC 4180, with a head. */
  measuresCsv(query: MeasureQuery): Promise<string>;
  /** Stays of objects that are no persons, the latest first; throws `forbidden` where the gate allows none. */
  stays(query: StayQuery): Promise<Page<Stay>>;
}

interface Parts extends StatisticsLaw {
  readonly recordExport: RecordExport;
  readonly reader: Tx;
  readonly store: Pick<StatisticsStore, 'timeZone' | 'intervals' | 'coverage'>;
  readonly measures: MeasureReadings;
  readonly clock: Clock;
}

/** Makes the use cases of measures. */
export function createMeasureStatistics(parts: Parts): MeasureStatisticsService {
  const { recordExport, reader, store, measures: readings, clock, decide, factsOf } = parts;
  async function findRule(id: number): Promise<MeasuringRule> {
    const rule = await readings.findRule(reader, id);
    if (rule === undefined) throw new VigieError('not-found', `There is no rule ${id}`);
    return rule;
  }

  async function frameOf(query: MeasureQuery, rule: MeasuringRule) {
    const { fromMs, toMs, by } = boundsOf(query, clock());
    const timeZone = await store.timeZone(reader);
    const intervals = await store.intervals(reader, fromMs, toMs, by, timeZone);
    const shown = await shownSpan(parts, store.intervals, [rule.cameraId], timeZone);
    refuseShort(by, shown, [rule.cameraId], parts);
    const span: Span = {
      fromMs: intervals[0]?.startMs ?? fromMs,
      toMs: intervals.at(-1)?.endMs ?? toMs,
      by,
      timeZone,
      ...shown,
      regime: rule.regime,
    };
    const analysed = (await store.coverage(reader, span)).filter(
      ({ cameraId }) => cameraId === rule.cameraId,
    );
    return { intervals, span, coverage: new Map(analysed.map((one) => [one.startMs, one])) };
  }

  async function measures(query: MeasureQuery): Promise<MeasureSeries[]> {
    const rule = await findRule(query.rule);
    const definitions = new Map(measuresOf(rule.kind).map((one) => [one.name, one]));
    const edges = Object.fromEntries([...definitions.values()].map((one) => [one.name, one.edges]));
    const { intervals, span, coverage } = await frameOf(query, rule);
    const measured = await readings.measured(reader, rule.id, span, edges);
    const stored = await readings.series(reader, rule.id);
    return stored.flatMap((one) => {
      const definition = definitions.get(one.measure);
      const own = measured.filter(({ seriesId }) => seriesId === one.seriesId);
      if (definition === undefined || own.length === 0) return [];
      const buckets = intervals.map((interval) => bucketOf(interval, own, definition, coverage));
      return [{ ...headOf(rule, one, definition), total: totalSpread(own, definition.edges), buckets }];
    });
  }

  return {
    measures,
    async measuresCsv(query) {
      const file = measuresAsCsv(await measures(query));
      const { fromMs, toMs } = boundsOf(query, clock());
      const rule = await findRule(query.rule);
      await recordExport({
        subject: { kind: 'rule', id: rule.id, name: rule.name },
        cameraId: rule.cameraId,
        span: { fromMs, toMs },
        details: { format: 'csv', by: query.by },
      });
      return file;
    },
    async stays(query) {
      const rule = await findRule(query.rule);
      const facts = (await factsOf(reader, [rule.cameraId])).get(rule.cameraId);
      const answer = facts && decide(facts, rule.kind, 'stay', clock());
      if (answer?.allowed !== true)
        throw new VigieError('forbidden', answer?.rule.en ?? 'There is no such camera', {
          fix: 'ask for the distribution: GET /api/v1/statistics/measures',
        });
      return readings.stays(reader, query);
    },
  };
}

function headOf(
  rule: MeasuringRule,
  { measure, class: kind, part }: StoredMeasure,
  { title, unit, sort, edges }: MeasureDefinition,
): Omit<MeasureSeries, 'total' | 'buckets'> {
  return {
    ruleId: rule.id,
    ruleName: rule.name,
    cameraId: rule.cameraId,
    cameraName: rule.cameraName,
    regime: rule.regime,
    measure,
    title: { ...title },
    unit,
    sort,
    edges: [...edges],
    class: kind,
    part,
    partName: partName(rule.kind, part, rule),
  };
}

function bucketOf(
  { startMs, endMs }: Interval,
  measured: readonly MeasuredInterval[],
  { edges }: MeasureDefinition,
  coverage: ReadonlyMap<number, Analysed>,
): MeasureBucket {
  const { analysedMs = 0, models = [] } = coverage.get(startMs) ?? {};
  const share = Math.min(1, analysedMs / (endMs - startMs));
  return {
    from: new Date(startMs).toISOString(),
    to: new Date(endMs).toISOString(),
    ...spreadOf(
      measured.find((one) => one.startMs === startMs),
      edges,
    ),
    coverage: Math.round(share * 10_000) / 10_000,
    models: distinct(models),
  };
}
