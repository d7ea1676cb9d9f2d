import { distance, type Point } from '#analytics/geometry/points.ts';

/** Where an object was, and when. */
export interface PathPoint {
  readonly timeMs: number;
  readonly at: Point;
}

/** The path with a new point, without what is older than `longestMs`. */
export function longerPath(
  path: readonly PathPoint[],
  point: PathPoint,
  longestMs: number,
): readonly PathPoint[] {
  const kept = path.filter(({ timeMs }) => timeMs < point.timeMs && point.timeMs - timeMs <= longestMs);
  return [...kept, point];
}

/** Speed over the last `windowMs`, in the path's unit a second: way as the crow flies over time; undefined when shorter. */
export function recentSpeed(path: readonly PathPoint[], windowMs: number): number | undefined {
  const last = path.at(-1);
  if (!last) return undefined;
  const first = path.findLast(({ timeMs }) => last.timeMs - timeMs >= windowMs);
  return first && distance(first.at, last.at) / ((last.timeMs - first.timeMs) / 1000);
}
