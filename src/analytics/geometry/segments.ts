import { distance, type Point } from './points.ts';

/**
 * Signed distance of a point to the endless line through `from` and `to`, in their unit.
 * Positive to the right of someone who walks from `from` to `to` on a picture whose y grows downwards.
 */
export function signedDistance(from: Point, to: Point, point: Point): number {
  const length = distance(from, to);
  if (length === 0) return 0;
  const cross = (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]);
  return cross / length;
}

/** Where along the line a point falls: 0 at `from`, 1 at `to`. */
export function shareAlong(from: Point, to: Point, point: Point): number {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const squared = dx * dx + dy * dy;
  return squared === 0 ? 0 : ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / squared;
}

/** Whether two segments share a point that lies inside both. */
export function properlyCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
