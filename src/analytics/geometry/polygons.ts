import { distance, type Point } from './points.ts';
import { properlyCross, shareAlong } from './segments.ts';

/** Whether the point lies inside the polygon, by the even-odd rule; left and top edges belong to it. */
export function contains(polygon: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i]!;
    const [xj, yj] = polygon[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** How deep a point lies in the polygon: its distance from the nearest edge, below 0 outside. */
export function depthIn(polygon: readonly Point[], x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [from, to] = [polygon[j]!, polygon[i]!];
    const share = Math.min(1, Math.max(0, shareAlong(from, to, [x, y])));
    const foot: Point = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    nearest = Math.min(nearest, distance(foot, [x, y]));
  }
  return contains(polygon, x, y) ? nearest : -nearest;
}

/** Area of the polygon, without sign, in the square of its unit. */
export function area(polygon: readonly Point[]): number {
  let twice = 0;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    twice += polygon[j]![0] * polygon[i]![1] - polygon[i]![0] * polygon[j]![1];
  }
  return Math.abs(twice) / 2;
}

/** Breadth of the polygon: exact for a long strip, half the side of a square; 0 of nothing. */
export function breadthOf(polygon: readonly Point[]): number {
  const around = polygon.reduce((sum, to, index) => sum + distance(polygon.at(index - 1) ?? to, to), 0);
  return around === 0 ? 0 : (2 * area(polygon)) / around;
}

/** The two edges that cross, by the index of their first corner, or undefined. */
export function crossingEdges(polygon: readonly Point[]): readonly [number, number] | undefined {
  const next = (i: number) => polygon[(i + 1) % polygon.length]!;
  for (let i = 0; i < polygon.length; i++) {
    for (let j = i + 1; j < polygon.length; j++) {
      if (properlyCross(polygon[i]!, next(i), polygon[j]!, next(j))) return [i, j];
    }
  }
  return undefined;
}

/** The two corners nearer to each other than `tolerance`, by index, or undefined. */
export function equalCorners(
  polygon: readonly Point[],
  tolerance = 1e-6,
): readonly [number, number] | undefined {
  for (let i = 0; i < polygon.length; i++) {
    for (let j = i + 1; j < polygon.length; j++) {
      if (distance(polygon[i]!, polygon[j]!) <= tolerance) return [i, j];
    }
  }
  return undefined;
}

/** What makes a polygon unusable, or undefined when it is sound. */
export type PolygonFault =
  | { readonly kind: 'equal-corners'; readonly corners: readonly [number, number] }
  | { readonly kind: 'self-crossing'; readonly edges: readonly [number, number] }
  | { readonly kind: 'no-area' };

/** The first fault of a polygon with corners 0…1. */
export function polygonFault(polygon: readonly Point[]): PolygonFault | undefined {
  const corners = equalCorners(polygon);
  if (corners) return { kind: 'equal-corners', corners };
  const edges = crossingEdges(polygon);
  if (edges) return { kind: 'self-crossing', edges };
  return area(polygon) < 1e-6 ? { kind: 'no-area' } : undefined;
}
