import type { CameraPose, PicturePoint } from './scene.ts';

/** A place in the scene: x to the right, y up, z towards the camera (m). */
export type Place = readonly [x: number, y: number, z: number];

/** The camera as a pair of functions between the scene and the picture (0…1). */
export interface Projection {
  /** where a place appears; undefined when it lies behind the camera */
  toPicture(place: Place): PicturePoint | undefined;
  /** the place on the ground at a height that appears here; undefined above the horizon */
  toGround(point: PicturePoint, height?: number): Place | undefined;
}

const DEGREE = Math.PI / 180;
const NEAREST = 0.1;

/** The projection of a camera whose picture is `aspect` times as wide as high. */
export function projectionOf(camera: CameraPose, aspect: number): Projection {
  const [cx, cy, cz] = camera.position;
  const [sinYaw, cosYaw] = [Math.sin(camera.yaw * DEGREE), Math.cos(camera.yaw * DEGREE)];
  const [sinPitch, cosPitch] = [Math.sin(camera.pitch * DEGREE), Math.cos(camera.pitch * DEGREE)];
  const halfHeight = Math.tan((camera.fieldOfView / 2) * DEGREE);
  return {
    toPicture([x, y, z]) {
      const [dx, dy, dz] = [x - cx, y - cy, z - cz];
      const right = dx * cosYaw - dz * sinYaw;
      const back = dx * sinYaw + dz * cosYaw;
      const up = dy * cosPitch - back * sinPitch;
      const depth = -(dy * sinPitch + back * cosPitch);
      if (depth < NEAREST) return undefined;
      return [0.5 + right / (2 * depth * halfHeight * aspect), 0.5 - up / (2 * depth * halfHeight)];
    },
    toGround([px, py], height = 0) {
      const right = (px - 0.5) * 2 * halfHeight * aspect;
      const up = (0.5 - py) * 2 * halfHeight;
      const rise = up * cosPitch - sinPitch;
      if (rise >= 0) return undefined;
      const back = -(up * sinPitch + cosPitch);
      const far = (height - cy) / rise;
      return [
        cx + far * (right * cosYaw + back * sinYaw),
        height,
        cz + far * (back * cosYaw - right * sinYaw),
      ];
    },
  };
}
