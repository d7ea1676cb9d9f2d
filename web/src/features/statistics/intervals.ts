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
  readonly cameraId: number;
  readonly cameraName: string;
  readonly forwardName: string;
  readonly backwardName: string;
  readonly intervals: readonly ChartInterval[];
  readonly series: readonly ChartSeries[];
  readonly total: number;
  /** mean over the period */
  readonly coverage: number;
  /** when the first figure begins, if hours before it were left out */
  readonly emptyBefore: string | undefined;
}

/**
 * Intervals that have begun: those to come are not "missing". Nor is an open one without a figure yet:
 * on a public place it is told once it is over.
 */
const begun = (buckets: readonly Bucket[], nowMs: number): readonly Bucket[] =>
  buckets.filter(
    ({ from, to, value }) => Date.parse(from) < nowMs && (value !== null || Date.parse(to) <= nowMs),
  );

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

/** Intervals without figures before the first one: so many are drawn, or else so many are kept. */
const longestLead = 8;
const keptLead = 2;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => number): Item[][] {
  const groups = new Map<number, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

/** What a chart shows of the period: a long stretch before the first figure is said in words, not drawn. */
function shownPart(
  group: readonly { readonly buckets: readonly Bucket[] }[],
  nowMs: number,
): Pick<ChartData, 'intervals' | 'coverage' | 'emptyBefore'> & { readonly start: number } {
  const all = intervalsOf(
    group.map(({ buckets }) => buckets),
    nowMs,
  );
  const first = all.findIndex(({ missing }) => !missing);
  const start = first > longestLead ? first - keptLead : 0;
  return {
    start,
    intervals: all.slice(start),
    coverage: mean(all.map(({ coverage }) => coverage)),
    emptyBefore: start === 0 ? undefined : all[first]?.from,
  };
}

/** One chart per counting line. */
export function lineCharts(series: readonly CountSeries[], nowMs: number): ChartData[] {
  return groupBy(series, ({ lineId }) => lineId).map((group) => {
    const one = group[0] as CountSeries;
    const { start, ...shown } = shownPart(group, nowMs);
    const nameOf = (direction: CountSeries['direction']): string =>
      group.find((each) => each.direction === direction)?.directionName ?? '';
    return {
      id: one.lineId,
      title: one.lineName,
      cameraId: one.cameraId,
      cameraName: one.cameraName,
      forwardName: nameOf('forward'),
      backwardName: nameOf('backward'),
      ...shown,
      series: group.map(({ class: name, direction, buckets }) => ({
        class: name,
        direction,
        values: begun(buckets, nowMs)
          .slice(start)
          .map(({ value }) => value),
      })),
      total: group.reduce((sum, { total }) => sum + total, 0),
    };
  });
}

/** A zone sees every class of the model: those that never came are left out, unless none came. */
function withSomeone(group: readonly PresenceSeries[]): readonly PresenceSeries[] {
  const seen = group.filter(({ buckets }) => buckets.some(({ value }) => (value ?? 0) > 0));
  return seen.length > 0 ? seen : group.slice(0, 1);
}

/** One chart per zone. */
export function zoneCharts(series: readonly PresenceSeries[], nowMs: number): ChartData[] {
  return groupBy(series, ({ zoneId }) => zoneId).map((group) => {
    const one = group[0] as PresenceSeries;
    const { start, ...shown } = shownPart(group, nowMs);
    return {
      id: one.zoneId,
      title: one.zoneName,
      cameraId: one.cameraId,
      cameraName: one.cameraName,
      forwardName: '',
      backwardName: '',
      ...shown,
      series: withSomeone(group).map(({ class: name, buckets }) => ({
        class: name,
        values: begun(buckets, nowMs)
          .slice(start)
          .map(({ value }) => value),
      })),
      total: 0,
    };
  });
}
