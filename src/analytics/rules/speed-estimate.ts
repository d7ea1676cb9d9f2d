import { distance, type Point } from '#analytics/geometry/points.ts';

/** Where an object stood on the ground, and by how much that may be wrong. */
export interface GroundStep {
  readonly timeMs: number;
  readonly at: Point;
  readonly errorMetres: number;
}

/** A speed with its error: the truth lies within it nineteen times out of twenty. */
export interface SpeedEstimate {
  readonly kmh: number;
  readonly errorKmh: number;
}

/** Shortest path that tells a speed. */
const leastMs = 700;
const leastMetres = 4;
const leastSteps = 4;
/** Part of the path over which each single speed is taken, as time. */
const spanShare = 0.5;
const longestSpanMs = 2_000;
/** Standard deviations in an error bar of 95 %. */
const sigmas = 2;
/** Standard deviation of a normal spread whose median deviation is 1. */
const deviationOfMedian = 1.4826;
const kmhPerMs = 3.6;

/** The median of the speeds over parts of a path, or undefined when the path is too short to tell. */
export function speedOf(steps: readonly GroundStep[]): SpeedEstimate | undefined {
  const first = steps[0];
  const last = steps.at(-1);
  if (!first || !last || steps.length < leastSteps) return undefined;
  const durationMs = last.timeMs - first.timeMs;
  if (durationMs < leastMs || distance(first.at, last.at) < leastMetres) return undefined;
  const spanMs = Math.min(longestSpanMs, spanShare * durationMs);
  const parts = partsOf(steps, spanMs);
  if (parts.length === 0) return undefined;
  const middle = median(parts.map(({ metresPerSecond }) => metresPerSecond));
  const spread = deviationOfMedian * median(parts.map((part) => Math.abs(part.metresPerSecond - middle)));
  const trembling = median(parts.map(({ error }) => error));
  const independent = Math.sqrt(Math.max(1, durationMs / spanMs));
  return {
    kmh: middle * kmhPerMs,
    errorKmh: (sigmas * Math.hypot(spread, trembling) * kmhPerMs) / independent,
  };
}

interface Part {
  readonly metresPerSecond: number;
  readonly error: number;
}

function partsOf(steps: readonly GroundStep[], spanMs: number): readonly Part[] {
  return steps.flatMap((from, index) => {
    const to = steps.slice(index + 1).find(({ timeMs }) => timeMs - from.timeMs >= spanMs);
    if (!to) return [];
    const seconds = (to.timeMs - from.timeMs) / 1000;
    return [
      {
        metresPerSecond: distance(from.at, to.at) / seconds,
        error: Math.hypot(from.errorMetres, to.errorMetres) / seconds,
      },
    ];
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
