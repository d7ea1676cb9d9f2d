import { inScope, type Scoped } from '#foundation/camera-scope.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import { countsAsCsv } from './counts-csv.ts';
import type { Decide, RecordExport } from './ports.ts';
import { SeriesAssembly, totalOf } from './series-assembly.ts';
import { boundsOf, lastFullQuarterHour } from './span-bounds.ts';
import type { CountSeries, PresenceSeries, StatisticsQuery, TodayCount } from './statistics-schema.ts';
import type { LineSeries, Span, StatisticsStore, ZoneSeries } from './statistics-store.ts';

/** Counts and presence over time. Intervals are those of the territory's time zone. */
export interface StatisticsService {
  counts(query: StatisticsQuery & Scoped): Promise<CountSeries[]>;
  /** The same series, one line an interval, RFC 4180, with a head. */
  countsCsv(query: StatisticsQuery & Scoped): Promise<string>;
  presence(query: StatisticsQuery & Scoped): Promise<PresenceSeries[]>;
  today(scope?: Scoped): Promise<TodayCount[]>;
}

interface Parts {
  readonly recordExport: RecordExport;
  readonly reader: Tx;
  readonly store: StatisticsStore;
  readonly clock: Clock;
  readonly decide: Decide;
}

const isIn =
  ({ cameraIds }: Scoped) =>
  ({ cameraId }: { readonly cameraId: number }): boolean =>
    inScope(cameraIds, cameraId);

/** Makes the use cases of statistics. */
export function createStatisticsService({
  recordExport,
  reader,
  store,
  clock,
  decide,
}: Parts): StatisticsService {
  const mayCountLive = ({ place }: LineSeries | ZoneSeries): boolean =>
    decide(place, 'any', 'live-count').allowed;

  async function frameOf(query: StatisticsQuery, series: readonly (LineSeries | ZoneSeries)[]) {
    const { fromMs, toMs, by } = boundsOf(query, clock());
    const timeZone = await store.timeZone(reader);
    const intervals = await store.intervals(reader, fromMs, toMs, by, timeZone);
    const span: Span = {
      fromMs: intervals[0]?.startMs ?? fromMs,
      toMs: intervals.at(-1)?.endMs ?? toMs,
      by,
      timeZone,
      nowMs: clock(),
      liveCameraIds: [...new Set(series.filter(mayCountLive).map(({ cameraId }) => cameraId))],
    };
    return { intervals, span };
  }

  async function counts(query: StatisticsQuery & Scoped): Promise<CountSeries[]> {
    const series = (await store.lineSeries(reader, query.camera)).filter(isIn(query));
    const { intervals, span } = await frameOf(query, series);
    const [measured, analysed] = await Promise.all([
      store.counts(reader, span),
      store.coverage(reader, span),
    ]);
    const assembly = new SeriesAssembly(intervals, measured, analysed);
    return series.map(({ seriesId, place: _, ...one }) => {
      const buckets = assembly.counts(seriesId, one.cameraId);
      return { ...one, total: totalOf(buckets), buckets };
    });
  }

  return {
    counts,
    async countsCsv(query) {
      const file = countsAsCsv(await counts(query));
      const { fromMs, toMs } = boundsOf(query, clock());
      await recordExport({
        subject: { kind: 'statistics', id: 'counts' },
        span: { fromMs, toMs },
        ...(query.camera === undefined ? {} : { cameraId: query.camera }),
        details: { format: 'csv', by: query.by },
      });
      return file;
    },
    async presence(query) {
      const series = (await store.zoneSeries(reader, query.camera)).filter(isIn(query));
      const { intervals, span } = await frameOf(query, series);
      const [measured, analysed] = await Promise.all([
        store.presence(reader, span),
        store.coverage(reader, span),
      ]);
      const assembly = new SeriesAssembly(intervals, measured, analysed);
      return series.map(({ seriesId, place: _, ...one }) => ({
        ...one,
        buckets: assembly.presence(seriesId, one.cameraId),
      }));
    },
    async today(scope = {}) {
      const nowMs = clock();
      const series = (await store.lineSeries(reader, undefined)).filter(isIn(scope));
      const now = new Date(nowMs).toISOString();
      const { span } = await frameOf({ from: now, to: new Date(nowMs + 1).toISOString(), by: 'day' }, series);
      const totals = new Map(
        (await store.counts(reader, span)).map(({ seriesId, amount }) => [seriesId, amount]),
      );
      const lastFullMs = lastFullQuarterHour(nowMs);
      return series.map(({ seriesId, place, cameraName: _, ...one }) => ({
        ...one,
        total: totals.get(seriesId) ?? 0,
        until: new Date(decide(place, 'any', 'live-count').allowed ? nowMs : lastFullMs).toISOString(),
      }));
    },
  };
}
