/** A number of crossings of one line in one direction by one class, in one interval. */
export interface CountSegment {
  readonly line: string;
  readonly direction: string;
  readonly class: string;
  /** Start of the interval; segments of different intervals are compared apart. */
  readonly startMs: number;
  readonly count: number;
}

/** A segment with what was counted beside what is true. */
export interface ComparedSegment extends Omit<CountSegment, 'count'> {
  readonly truth: number;
  readonly counted: number;
  /** 1 − |counted − truth| / truth, not below 0; where the truth is 0, 1 for nothing counted, else 0. */
  readonly accuracy: number;
}

/** Puts what was counted beside the truth, segment by segment, sorted by line, direction, class and time. */
export function compareCounts(
  truth: readonly CountSegment[],
  counted: readonly CountSegment[],
): readonly ComparedSegment[] {
  const compared = new Map<string, { segment: CountSegment; truth: number; counted: number }>();
  const add = (segment: CountSegment, side: 'truth' | 'counted') => {
    const key = JSON.stringify([segment.line, segment.direction, segment.class, segment.startMs]);
    const entry = compared.get(key) ?? { segment, truth: 0, counted: 0 };
    entry[side] += segment.count;
    compared.set(key, entry);
  };
  for (const segment of truth) add(segment, 'truth');
  for (const segment of counted) add(segment, 'counted');
  return [...compared]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { segment, ...sides }]) => ({
      line: segment.line,
      direction: segment.direction,
      class: segment.class,
      startMs: segment.startMs,
      ...sides,
      accuracy: accuracyOf(sides.truth, sides.counted),
    }));
}

/**
 * 1 − sum of |counted − truth| / sum of truth, not below 0: the mean accuracy of the segments, each weighing its truth,
 * less what was counted where nothing crossed. `undefined` when nothing crossed at all.
 */
export function countAccuracy(segments: readonly ComparedSegment[]): number | undefined {
  let total = 0;
  let faults = 0;
  for (const { truth, counted } of segments) {
    total += truth;
    faults += Math.abs(counted - truth);
  }
  return total === 0 ? undefined : Math.max(0, 1 - faults / total);
}

function accuracyOf(truth: number, counted: number): number {
  if (truth === 0) return counted === 0 ? 1 : 0;
  return Math.max(0, 1 - Math.abs(counted - truth) / truth);
}
