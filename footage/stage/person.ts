import { Group } from 'three';
import type { Look } from '../plan/scene.ts';
import { bake } from './bake.ts';
import type { Figure } from './figure.ts';
import { buildBody, type Skeleton } from './person-body.ts';

const BODY_HEIGHT = 1.78;
const METRES_PER_CYCLE = 1.5;
const METRES_PER_TURN = 4.5;

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

/** Bends the back and the knees towards the ground, one arm reaching down. */
function stoop({ root, chest, limbs }: Skeleton, bend: number): void {
  chest.rotation.x = 1.05 * bend;
  root.position.y = -0.16 * bend;
  for (const { thigh, shin, arm } of limbs) {
    thigh.rotation.x = -0.75 * bend;
    shin.rotation.x = 1.1 * bend;
    arm.rotation.x = -0.9 * bend;
  }
}

/** Sits on a saddle, hands on the handlebar, feet going round with the way. */
function pedal({ root, chest, limbs }: Skeleton, metres: number): void {
  const cycle = (metres / METRES_PER_TURN) * 2 * Math.PI;
  root.position.set(0, 0.2, -0.2);
  chest.rotation.x = 0.42;
  for (const { side, thigh, shin, arm, forearm } of limbs) {
    const phase = cycle + (side === 1 ? 0 : Math.PI);
    thigh.rotation.x = -0.95 + 0.42 * Math.sin(phase);
    shin.rotation.x = 1.25 + 0.4 * Math.cos(phase);
    arm.rotation.x = -1.15;
    forearm.rotation.x = -0.25;
  }
}

/** A person who walks as far as the way tells, stoops to the ground, or rides. */
export function buildPerson(look: Look): Figure {
  const skeleton = buildBody(look);
  const scale = look.size / BODY_HEIGHT;
  const body = new Group();
  body.add(skeleton.root);
  bake(body);
  skeleton.root.scale.setScalar(scale);
  const move: Figure['move'] = ({ metres, moving, bend = 0 }) => {
    if (look.posture === 'rider') return pedal(skeleton, metres);
    step(skeleton, (metres / (METRES_PER_CYCLE * scale)) * 2 * Math.PI, moving);
    if (bend > 0) stoop(skeleton, bend);
  };
  return { body, shade: [0.75, 0.6], move };
}
