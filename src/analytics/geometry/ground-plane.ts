import type { Point } from './points.ts';

/** A point of the picture (0…1) and where it lies on the ground (metres, any origin). */
export interface GroundPoint {
  readonly at: Point;
  readonly metres: Point;
}

/** From pixels of the source to metres on the ground. */
export interface GroundPlane {
  toMetres(pixel: Point): Point;
  /** metres by which a place is wrong when its pixel is wrong by `pixels` */
  errorAt(pixel: Point, pixels: number): number;
}
