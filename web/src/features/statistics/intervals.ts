import type { Bucket, CountSeries, PresenceSeries } from '#features/statistics/statistics-schema.ts';

/** One interval of a chart, shared by all its series. */
export interface ChartInterval {
  readonly from: string;
  readonly to: string;
  /** share of the interval really analysed, 0…1 */
  readonly coverage: number;
  /** nothing was analysed: there is no figure, not even zero */
  readonly missing: boolean;
}

/** The figures of one class, and one direction where there are two. */
export interface ChartSeries {
  readonly class: string;
  readonly direction?: 'forward' | 'backward';
  readonly values: readonly (number | null)[];
}

/** All that one chart and its table show. */
export interface ChartData {
  readonly id: number;
  readonly title: string;
  readonly cameraName: string;
  readonly forwardName: string;
  readonly backwardName: string;
  readonly intervals: readonly ChartInterval[];
  readonly series: readonly ChartSeries[];
  readonly total: number;
  /** mean over the period */
  readonly coverage: number;
}

/** Intervals that have begun: those to come are not "missing". */
const begun = (buckets: readonly Bucket[], nowMs: number): readonly Bucket[] =>
  buckets.filter((bucket) => Date.parse(bucket.from) < nowMs);

function intervalsOf(all: readonly (readonly Bucket[])[], nowMs: number): ChartInterval[] {
  const longest = all.reduce(
    (best, buckets) => (buckets.length > best.length ? buckets : best),
    all[0] ?? [],
  );
  return begun(longest, nowMs).map(({ from, to }, at) => {
    const here = all.map((buckets) => buckets[at]).filter((bucket) => bucket !== undefined);
    return {
      from,
      to,
      coverage: Math.max(0, ...here.map((bucket) => bucket.coverage)),
      missing: here.every((bucket) => bucket.value === null),
    };
  });
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => number): Item[][] {
  const groups = new Map<number, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

/** One chart per counting line. */
export function lineCharts(series: readonly CountSeries[], nowMs: number): ChartData[] {
  return groupBy(series, ({ lineId }) => lineId).map((group) => {
    const one = group[0] as CountSeries;
    const intervals = intervalsOf(
      group.map(({ buckets }) => buckets),
      nowMs,
    );
    const nameOf = (direction: CountSeries['direction']): string =>
      group.find((each) => each.direction === direction)?.directionName ?? '';
    return {
      id: one.lineId,
      title: one.lineName,
      cameraName: one.cameraName,
      forwardName: nameOf('forward'),
      backwardName: nameOf('backward'),
      intervals,
      series: group.map(({ class: name, direction, buckets }) => ({
        class: name,
        direction,
        values: begun(buckets, nowMs).map(({ value }) => value),
      })),
      total: group.reduce((sum, { total }) => sum + total, 0),
      coverage: mean(intervals.map(({ coverage }) => coverage)),
    };
  });
}

/** One chart per zone. */
export function zoneCharts(series: readonly PresenceSeries[], nowMs: number): ChartData[] {
  return groupBy(series, ({ zoneId }) => zoneId).map((group) => {
    const one = group[0] as PresenceSeries;
    const intervals = intervalsOf(
      group.map(({ buckets }) => buckets),
      nowMs,
    );
    return {
      id: one.zoneId,
      title: one.zoneName,
      cameraName: one.cameraName,
      forwardName: '',
      backwardName: '',
      intervals,
      series: group.map(({ class: name, buckets }) => ({
        class: name,
        values: begun(buckets, nowMs).map(({ value }) => value),
      })),
      total: 0,
      coverage: mean(intervals.map(({ coverage }) => coverage)),
    };
  });
}
