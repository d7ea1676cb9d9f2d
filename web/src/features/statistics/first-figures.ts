import type { CountSeries } from '#features/statistics/statistics-schema.ts';

const quarterHourMs = 900_000;

/** Where live counts are not lawful, figures come after each full quarter hour: the next one. */
export const nextFiguresMs = (nowMs: number): number =>
  (Math.floor(nowMs / quarterHourMs) + 1) * quarterHourMs;

/** The lines that have a figure, if only zero: what was not analysed has none. */
export const linesWithFigures = (series: readonly CountSeries[]): ReadonlySet<number> =>
  new Set(
    series.filter(({ buckets }) => buckets.some(({ value }) => value !== null)).map(({ lineId }) => lineId),
  );
