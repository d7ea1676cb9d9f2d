import { Group } from 'three';
import type { Look } from '../plan/scene.ts';
import { bake } from './bake.ts';
import type { Figure } from './figure.ts';
import { buildBody, type Skeleton } from './person-body.ts';

const BODY_HEIGHT = 1.78;
const METRES_PER_CYCLE = 1.5;

/** Arms and legs at a point of the walk (radians of its cycle); 0 `swing` stands still. */
function step({ root, chest, limbs }: Skeleton, cycle: number, swing: number): void {
  for (const { side, thigh, shin, arm, forearm } of limbs) {
    const phase = cycle + (side === 1 ? 0 : Math.PI);
    const bend = Math.max(0, Math.cos(phase - 0.3)) ** 2;
    thigh.rotation.x = -0.5 * swing * Math.sin(phase);
    shin.rotation.x = swing * (0.08 + 0.85 * bend);
    arm.rotation.x = 0.5 * swing * Math.sin(phase);
    forearm.rotation.x = -0.28 * swing - 0.1;
  }
  root.position.y = -0.03 * swing * Math.abs(Math.sin(cycle));
  chest.rotation.y = 0.08 * swing * Math.sin(cycle);
  chest.rotation.x = 0.05 * swing;
}

/** A person who walks as far as the way tells. */
export function buildPerson(look: Look): Figure {
  const skeleton = buildBody(look);
  const scale = look.size / BODY_HEIGHT;
  const body = new Group();
  body.add(skeleton.root);
  bake(body);
  skeleton.root.scale.setScalar(scale);
  return {
    body,
    shade: [0.75, 0.6],
    move: ({ metres, moving }) => step(skeleton, (metres / (METRES_PER_CYCLE * scale)) * 2 * Math.PI, moving),
  };
}
