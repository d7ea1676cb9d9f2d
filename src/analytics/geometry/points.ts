/** A point: x to the right, y downwards. Pixels or 0…1, as the function says. */
export type Point = readonly [x: number, y: number];

/** Distance between two points. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

/** The point in pixels of a picture, from 0…1. */
export function toPixels(point: Point, width: number, height: number): Point {
  return [point[0] * width, point[1] * height];
}
