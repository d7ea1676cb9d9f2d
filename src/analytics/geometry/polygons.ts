import { distance, type Point } from './points.ts';
import { properlyCross } from './segments.ts';

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

/** Area of the polygon, without sign, in the square of its unit. */
export function area(polygon: readonly Point[]): number {
  let twice = 0;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    twice += polygon[j]![0] * polygon[i]![1] - polygon[i]![0] * polygon[j]![1];
  }
  return Math.abs(twice) / 2;
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
