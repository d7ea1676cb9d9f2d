import { projectionOf } from '../plan/projection.ts';
import type { CameraPose, Ground, PicturePoint, SceneLine, SceneZone } from '../plan/scene.ts';

const ASPECT = 16 / 9;

/** What a camera sees of a ground at this height, as points of its picture. */
export interface OnGround {
  point(place: Ground): PicturePoint;
  zone(name: string, corners: readonly Ground[]): SceneZone;
  /** a line whose `forward` lies to the right of someone walking from its first end to its second on the picture */
  line(name: string, ends: readonly Ground[], sides: readonly [forward: string, backward: string]): SceneLine;
}

const rounded = (value: number): number => Number(Math.min(1, Math.max(0, value)).toFixed(4));

/** Lays zones and lines out in metres on the ground, for a camera. */
export function onGround(camera: CameraPose, height = 0): OnGround {
  const projection = projectionOf(camera, ASPECT);
  const point = ([x, z]: Ground): PicturePoint => {
    const seen = projection.toPicture([x, height, z]);
    if (!seen) throw new RangeError(`${x}, ${z} lies behind the camera`);
    return [rounded(seen[0]), rounded(seen[1])];
  };
  return {
    point,
    zone: (name, corners) => ({ name, polygon: corners.map(point) }),
    line: (name, [from = [0, 0], to = [0, 0]], [forward, backward]) => {
      return { name, from: point(from), to: point(to), forward, backward };
    },
  };
}

/** The corners of a rectangle on the ground. */
export const rectangle = (left: number, right: number, near: number, far: number): Ground[] => [
  [left, far],
  [right, far],
  [right, near],
  [left, near],
];
