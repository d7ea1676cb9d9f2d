import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import {
  addDistributions,
  type Distribution,
  type EstimatedMedian,
  meanOf,
  medianOf,
} from '#analytics/statistics/distribution.ts';

/** A distribution as it is answered. */
export interface Spread {
  readonly weight: number;
  readonly mean: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly median: EstimatedMedian | null;
  readonly bins: number[];
}

/** Tells a distribution; nothing measured is told as such, never as zero. */
export function spreadOf(distribution: Distribution | undefined, edges: readonly number[]): Spread {
  if (distribution === undefined || distribution.weight <= 0)
    return {
      weight: 0,
      mean: null,
      minimum: null,
      maximum: null,
      median: null,
      bins: edges.map(() => 0).concat(0),
    };
  const mean = meanOf(distribution);
  const median = medianOf(distribution, edges);
  return {
    weight: distribution.weight,
    mean: mean === null ? null : rounded(mean),
    minimum: rounded(distribution.minimum),
    maximum: rounded(distribution.maximum),
    median: median && {
      value: rounded(median.value),
      low: rounded(median.low),
      high: rounded(median.high),
    },
    bins: edges.map((_, index) => distribution.bins[index] ?? 0).concat(distribution.bins[edges.length] ?? 0),
  };
}

/** All intervals as one. */
export function totalSpread(intervals: readonly Distribution[], edges: readonly number[]): Spread {
  const [first, ...rest] = intervals;
  return spreadOf(first && rest.reduce(addDistributions, first), edges);
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

interface Names {
  readonly zones: Readonly<Record<string, string>>;
  readonly lines: Readonly<Record<string, string>>;
}

/** A part in names: `3>5` is a way from one line to another, `7` a zone; a removed one keeps its number. */
export function partName(kind: string, part: string, { zones, lines }: Names): string | null {
  if (part === '') return null;
  const asksLines = findRuleDefinition(kind)?.parameters.some(({ type }) => type === 'lines') === true;
  const names = asksLines ? lines : zones;
  return part
    .split('>')
    .map((id) => names[id] ?? `#${id}`)
    .join(' → ');
}
