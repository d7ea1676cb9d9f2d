import { inScope, type Scoped } from '#foundation/camera-scope.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import { countsAsCsv } from './counts-csv.ts';
import type { RecordExport, StatisticsLaw } from './ports.ts';
import { SeriesAssembly, totalOf } from './series-assembly.ts';
import { refuseShort, shownSpan } from './shown-span.ts';
import { boundsOf } from './span-bounds.ts';
import type {
  CountedCamera,
  CountSeries,
  CountsQuery,
  PresenceSeries,
  StatisticsQuery,
  TodayCount,
  TodayQuery,
} from './statistics-schema.ts';
import type { LineSeries, Span, StatisticsStore, ZoneSeries } from './statistics-store.ts';

/** Counts and presence over time. Intervals are those of the territory's time zone. */
export interface StatisticsService {
  /** Cameras with their lines and zones, by name: what may be asked for. */
  counted(scope?: Scoped): Promise<CountedCamera[]>;
  counts(query: CountsQuery & Scoped): Promise<CountSeries[]>;
  /** The same series, one line an interval, RFC 4180, with a head. */
  countsCsv(query: CountsQuery & Scoped): Promise<string>;
  presence(query: StatisticsQuery & Scoped): Promise<PresenceSeries[]>;
  today(query?: TodayQuery & Scoped): Promise<TodayCount[]>;
}

interface Parts extends StatisticsLaw {
  readonly recordExport: RecordExport;
  readonly reader: Tx;
  readonly store: StatisticsStore;
  readonly clock: Clock;
}

const isIn =
  ({ cameraIds }: Scoped) =>
  ({ cameraId }: { readonly cameraId: number }): boolean =>
    inScope(cameraIds, cameraId);

/** The series in the scope that are under one regime: the one asked for, else the only one, else the GDPR. */
function ofOneRegime<Series extends LineSeries | ZoneSeries>(
  series: readonly Series[],
  { regime, ...scope }: TodayQuery & Scoped,
): Series[] {
  const seen = series.filter(isIn(scope));
  const [first, ...others] = new Set(seen.map((one) => one.regime));
  const chosen = regime ?? (others.length === 0 ? first : undefined) ?? 'rgpd';
  return seen.filter((one) => one.regime === chosen);
}

/** Of those series the ones that were asked for by name. */
const chosenOf = <Series extends LineSeries | ZoneSeries>(
  series: readonly Series[],
  { class: name, line }: Pick<CountsQuery, 'class' | 'line'>,
): Series[] =>
  series.filter(
    (one) =>
      (name === undefined || one.class === name) &&
      (line === undefined || ('lineId' in one && one.lineId === line)),
  );

/** Makes the use cases of statistics. */
export function createStatisticsService(parts: Parts): StatisticsService {
  const { recordExport, reader, store, clock } = parts;

  async function counts(query: CountsQuery & Scoped): Promise<CountSeries[]> {
    const series = chosenOf(ofOneRegime(await store.lineSeries(reader, query.camera), query), query);
    const { intervals, span } = await frameOf(parts, query, series);
    const [measured, analysed] = await Promise.all([
      store.counts(reader, span),
      store.coverage(reader, span),
    ]);
    const assembly = new SeriesAssembly(intervals, measured, analysed);
    return series.map(({ seriesId, ...one }) => {
      const buckets = assembly.counts(seriesId, one.cameraId);
      return { ...one, total: totalOf(buckets), buckets };
    });
  }

  return {
    async counted(scope = {}) {
      return (await store.counted(reader)).filter(isIn(scope));
    },
    counts,
    async countsCsv(query) {
      const file = countsAsCsv(await counts(query));
      const { fromMs, toMs } = boundsOf(query, clock());
      await recordExport({
        subject: { kind: 'statistics', id: 'counts' },
        span: { fromMs, toMs },
        ...(query.camera === undefined ? {} : { cameraId: query.camera }),
        details: { format: 'csv', by: query.by, regime: query.regime, line: query.line, class: query.class },
      });
      return file;
    },
    async presence(query) {
      const series = chosenOf(ofOneRegime(await store.zoneSeries(reader, query.camera), query), query);
      const { intervals, span } = await frameOf(parts, query, series);
      const [measured, analysed] = await Promise.all([
        store.presence(reader, span),
        store.coverage(reader, span),
      ]);
      const assembly = new SeriesAssembly(intervals, measured, analysed);
      return series.map(({ seriesId, ...one }) => ({
        ...one,
        buckets: assembly.presence(seriesId, one.cameraId),
      }));
    },
    async today(query = {}) {
      const nowMs = clock();
      const series = ofOneRegime(await store.lineSeries(reader, undefined), query);
      const now = new Date(nowMs).toISOString();
      const { span } = await frameOf(
        parts,
        { from: now, to: new Date(nowMs + 1).toISOString(), by: 'day' },
        series,
      );
      const totals = new Map(
        (await store.counts(reader, span)).map(({ seriesId, amount }) => [seriesId, amount]),
      );
      return series.map(({ seriesId, cameraName: _, regime: _regime, ...one }) => {
        const isLive = span.liveCameraIds.includes(one.cameraId);
        const until = new Date(isLive ? nowMs : span.shownUntilMs).toISOString();
        return { ...one, total: isLive ? (totals.get(seriesId) ?? 0) : null, until };
      });
    },
  };
}

/** The intervals asked for, and what of them may be seen. */
async function frameOf(parts: Parts, query: StatisticsQuery, series: readonly (LineSeries | ZoneSeries)[]) {
  const { reader, store, clock } = parts;
  const { fromMs, toMs, by } = boundsOf(query, clock());
  const timeZone = await store.timeZone(reader);
  const intervals = await store.intervals(reader, fromMs, toMs, by, timeZone);
  const cameraIds = series.map(({ cameraId }) => cameraId);
  const shown = await shownSpan(parts, store.intervals, cameraIds, timeZone);
  refuseShort(by, shown, cameraIds, parts);
  const span: Span = {
    fromMs: intervals[0]?.startMs ?? fromMs,
    toMs: intervals.at(-1)?.endMs ?? toMs,
    by,
    timeZone,
    ...shown,
    regime: series[0]?.regime ?? 'rgpd',
  };
  return { intervals, span };
}
