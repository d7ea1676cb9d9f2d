import type { Scene } from './scene.ts';

/** Height of a kerb: both pavements of the street lie this high (m). */
export const PAVEMENT_HEIGHT = 0.12;

/** Height of the ground at a distance from the camera (m). */
export function groundHeight(world: Scene['world'], z: number): number {
  return world === 'street' && (z > -13.1 || z < -21.3) ? PAVEMENT_HEIGHT : 0;
}
