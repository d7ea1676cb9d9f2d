import { dayAfter, localDay, localTime } from './calendar-days.ts';
import type { ChartData, ChartSeries } from './intervals.ts';
import type { Days } from './period-days.ts';

/** Times that figures may be compared with. */
export const earlierTimes = ['before', 'week', 'year'] as const;
/** With what the figures are compared; `none` is the usual. */
export type Comparison = 'none' | (typeof earlierTimes)[number];

/** Figures of two times are compared where both were watched for at least this share. */
const wellCovered = 0.9;
const daysOfAWeek = 7;
/** 52 weeks: the same days of the week, a year earlier. */
const daysOfAYear = 364;

const lengthOf = ({ first, last }: Days): number =>
  Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000) + 1;

/** How many days earlier the time compared with lies; undefined when nothing is compared. */
export function daysBack(comparison: Comparison, days: Days): number | undefined {
  switch (comparison) {
    case 'none':
      return undefined;
    case 'before':
      return lengthOf(days);
    case 'week':
      return Math.ceil(lengthOf(days) / daysOfAWeek) * daysOfAWeek;
    case 'year':
      return daysOfAYear;
  }
}

/** The same days, so many days earlier. */
export const earlierDays = ({ first, last }: Days, back: number): Days => ({
  first: dayAfter(first, -back),
  last: dayAfter(last, -back),
});

/** The earlier figures beside those of a chart, interval by interval. */
export interface Compared {
  /** all classes together; null where either time was not watched well enough */
  readonly forward: readonly (number | null)[];
  readonly backward: readonly (number | null)[];
  /** sums over the intervals known in both */
  readonly now: number;
  readonly before: number;
  /** how many intervals are known in both */
  readonly known: number;
}

const sumAt = (series: readonly ChartSeries[], at: number): number =>
  series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0);

const going = (data: ChartData, isBackward: boolean): readonly ChartSeries[] =>
  data.series.filter(({ direction }) => (direction === 'backward') === isBackward);

/** Puts earlier figures beside the intervals of a chart: the same hour of the same day, so many days back. */
export function compareWith(
  data: ChartData,
  earlier: ChartData | undefined,
  back: number,
  timeZone: string,
): Compared {
  const clockOf = (instant: string, days: number): string => {
    const ms = Date.parse(instant);
    return `${dayAfter(localDay(ms, timeZone), -days)} ${localTime(ms, timeZone)}`;
  };
  const earlierAt = new Map(
    (earlier?.intervals ?? [])
      .map(({ from, coverage }, at) => ({ from, coverage, at }))
      .filter(({ coverage }) => coverage >= wellCovered)
      .map(({ from, at }) => [clockOf(from, 0), at]),
  );
  const pairs = data.intervals.map(({ from, coverage }) =>
    coverage < wellCovered ? undefined : earlierAt.get(clockOf(from, back)),
  );
  const totalsOf = (isBackward: boolean) =>
    pairs.map((at) =>
      at === undefined || earlier === undefined ? null : sumAt(going(earlier, isBackward), at),
    );
  const forward = totalsOf(false);
  const backward = totalsOf(true);
  const total = (values: readonly (number | null)[]): number =>
    values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return {
    forward,
    backward,
    now: pairs.reduce<number>((sum, pair, at) => sum + (pair === undefined ? 0 : sumAt(data.series, at)), 0),
    before: total(forward) + total(backward),
    known: pairs.filter((pair) => pair !== undefined).length,
  };
}

/** By how much of the earlier figure the later one is more (or less); undefined when there was nothing. */
export const changeOf = ({ now, before }: Pick<Compared, 'now' | 'before'>): number | undefined =>
  before === 0 ? undefined : (now - before) / before;
