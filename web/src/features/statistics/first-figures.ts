import type { CountSeries } from '#features/statistics/statistics-schema.ts';

/** Where counts are not seen as they happen, figures of a day come the next: at midnight. */
export const nextFiguresMs = (nowMs: number): number => new Date(nowMs).setHours(24, 0, 0, 0);

/** The lines that have a figure, if only zero: what was not analysed has none. */
export const linesWithFigures = (series: readonly CountSeries[]): ReadonlySet<number> =>
  new Set(
    series.filter(({ buckets }) => buckets.some(({ value }) => value !== null)).map(({ lineId }) => lineId),
  );
