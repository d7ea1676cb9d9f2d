import type { PicturePoint } from '../plan/scene.ts';

/** A point with the picture's height as the unit of both axes, so that distances are those one sees. */
export type Flat = readonly [x: number, y: number];

/** From shares of the picture to heights of it. */
export const flatten = ([x, y]: PicturePoint, aspect: number): Flat => [x * aspect, y];

/** How far a point lies from a stretch between two points. */
export function distanceToStretch([x, y]: Flat, [ax, ay]: Flat, [bx, by]: Flat): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** How deep a point lies in a polygon; below 0 it lies outside, so far from its border. */
export function depthIn(polygon: readonly Flat[], point: Flat): number {
  let isInside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [index, a] of polygon.entries()) {
    const b = polygon[(index + 1) % polygon.length] ?? a;
    nearest = Math.min(nearest, distanceToStretch(point, a, b));
    const isAbove = a[1] > point[1];
    if (isAbove !== b[1] > point[1] && point[0] < a[0] + ((point[1] - a[1]) / (b[1] - a[1])) * (b[0] - a[0]))
      isInside = !isInside;
  }
  return isInside ? nearest : -nearest;
}

/** On which side of the line through two points a point lies, above 0 to the right of someone walking along it. */
export const sideOf = ([x, y]: Flat, [ax, ay]: Flat, [bx, by]: Flat): number =>
  (bx - ax) * (y - ay) - (by - ay) * (x - ax);

/** Share of a polygon that a box covers, by a grid of points. */
export function coveredBy(
  polygon: readonly Flat[],
  [left, top, right, bottom]: readonly [number, number, number, number],
): number {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let all = 0;
  let covered = 0;
  for (let row = 0.5; row < GRID; row++) {
    for (let column = 0.5; column < GRID; column++) {
      const [x, y] = [x0 + ((x1 - x0) * column) / GRID, y0 + ((y1 - y0) * row) / GRID];
      if (depthIn(polygon, [x, y]) <= 0) continue;
      all++;
      if (x > left && x < right && y > top && y < bottom) covered++;
    }
  }
  return all === 0 ? 0 : covered / all;
}

const GRID = 12;
