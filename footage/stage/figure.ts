import type { Group, Object3D } from 'three';
import type { Pose } from '../plan/way.ts';

/** Something on the stage: its body and how it moves with the way it has come. */
export interface Figure {
  readonly body: Group;
  /** width and depth of its contact shade (m) */
  readonly shade: readonly [width: number, depth: number];
  /** brings limbs or wheels into the position of this moment */
  move(pose: Pose): void;
}

/** Turns wheels by the metres they have rolled. */
export function roll(wheels: readonly { hub: Object3D; radius: number }[], metres: number): void {
  for (const { hub, radius } of wheels) hub.rotation.x = metres / radius;
}
