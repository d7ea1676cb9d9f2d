import type { MeasureSeries } from '#features/statistics/measure-schema.ts';
import type { PresenceSeries } from '#features/statistics/statistics-schema.ts';
import { type ChartData, zoneCharts } from './intervals.ts';

/** One measure of a rule with all its classes and parts. */
export interface MeasureGroup {
  readonly measure: string;
  readonly series: readonly MeasureSeries[];
  /** a way from line to line, a level that lasts, or values one by one */
  readonly form: 'trips' | 'level' | 'distribution';
}

/** The measures of a rule, each to be shown in its own way. */
export function measureGroups(series: readonly MeasureSeries[]): MeasureGroup[] {
  const names = [...new Set(series.map(({ measure }) => measure))];
  return names.map((measure) => {
    const own = series.filter((one) => one.measure === measure);
    return { measure, series: own, form: formOf(own) };
  });
}

function formOf(series: readonly MeasureSeries[]): MeasureGroup['form'] {
  if (series.some(({ part }) => part.includes('>'))) return 'trips';
  return series[0]?.sort === 'level' ? 'level' : 'distribution';
}

/** The words of each bin: `< 10`, `10–20`, `≥ 20`. */
export function binLabels(edges: readonly number[], number: (value: number) => string): string[] {
  const first = edges[0];
  const last = edges.at(-1);
  if (first === undefined || last === undefined) return ['–'];
  const between = edges.slice(1).map((edge, index) => `${number(edges[index] ?? 0)}–${number(edge)}`);
  return [`< ${number(first)}`, ...between, `≥ ${number(last)}`];
}

/** Bins worth drawing: up to the last that holds anything, and the empty one after it. */
export function usedBins(series: readonly MeasureSeries[]): number {
  const last = Math.max(0, ...series.map(({ total }) => total.bins.findLastIndex((weight) => weight > 0)));
  return last + 2;
}

/** One cell of a table of ways: how many, and how long they took in the mean. */
export interface TripCell {
  readonly count: number;
  readonly meanSeconds: number | null;
}

/** Ways from each line (rows) to each line (columns), all classes together. */
export interface TripMatrix {
  readonly origins: readonly string[];
  readonly destinations: readonly string[];
  readonly cellOf: (origin: string, destination: string) => TripCell;
}

/** Puts the ways of a rule into a table. */
export function tripMatrix(series: readonly MeasureSeries[]): TripMatrix {
  const ways = series.flatMap(({ partName, part, total }) => {
    const [origin, destination] = (partName ?? part).split(/ → |>/);
    return origin === undefined || destination === undefined ? [] : [{ origin, destination, total }];
  });
  const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();
  return {
    origins: sorted(ways.map(({ origin }) => origin)),
    destinations: sorted(ways.map(({ destination }) => destination)),
    cellOf: (origin, destination) => {
      const here = ways.filter((way) => way.origin === origin && way.destination === destination);
      const count = here.reduce((sum, { total }) => sum + total.weight, 0);
      const seconds = here.reduce((sum, { total }) => sum + total.weight * (total.mean ?? 0), 0);
      return { count, meanSeconds: count === 0 ? null : seconds / count };
    },
  };
}

/** A level over time, as a chart; `nameOf` names a series that is of no class. */
export function levelChart(
  series: readonly MeasureSeries[],
  title: string,
  nowMs: number,
): ChartData | undefined {
  const asPresence = series.map(
    (one): PresenceSeries => ({
      cameraId: one.cameraId,
      cameraName: one.cameraName,
      regime: one.regime,
      zoneId: one.ruleId,
      zoneName: one.ruleName,
      class: one.class ?? one.partName ?? title,
      buckets: one.buckets.map(({ mean, ...bucket }) => ({ ...bucket, value: mean })),
    }),
  );
  return zoneCharts(asPresence, nowMs)[0];
}
