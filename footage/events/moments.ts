import type { SeenObject } from '../plan/facts.ts';
import { groundHeight } from '../plan/ground-height.ts';
import { projectionOf } from '../plan/projection.ts';
import type { Actor, Plan } from '../plan/scene.ts';
import { wayOf } from '../plan/thing-way.ts';
import { type Flat, flatten } from './geometry.ts';

/** One of the cast in one frame. */
export interface Moment {
  readonly second: number;
  /** place on the ground (m) and speed (m/s) */
  readonly x: number;
  readonly z: number;
  readonly speed: number;
  /** middle of the ground it stands on, and middle of the lower edge of its box */
  readonly foot: Flat;
  readonly anchor: Flat;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  /** share that nothing hides and the picture holds */
  readonly visibility: number;
}

/** One of the cast through the clip; only the frames that show it. */
export interface Track {
  readonly actor: Actor;
  readonly moments: readonly Moment[];
}

/** What the oracle knows of a clip. */
export interface Story {
  readonly plan: Plan;
  readonly tracks: readonly Track[];
  readonly seconds: number;
  /** seconds between two frames */
  readonly step: number;
  readonly aspect: number;
}

/** The part of a box that the picture holds, in heights of the picture. */
function boxInside({ edges }: SeenObject, { width, height }: Plan): Moment['box'] {
  const inside = (edge: number, end: number) => Math.min(end, Math.max(0, edge)) / height;
  return [
    inside(edges[0], width),
    inside(edges[1], height),
    inside(edges[2], width),
    inside(edges[3], height),
  ];
}

const SPEED_WINDOW = 0.1;

/** Everyone's way through the clip, exact, from the plan and from what the stage saw. */
export function storyOf(plan: Plan, frames: readonly (readonly SeenObject[])[]): Story {
  const step = 1 / plan.framesPerSecond;
  const aspect = plan.width / plan.height;
  const projection = projectionOf(plan.scene.camera, aspect);
  const tracks = plan.actors.map((actor): Track => {
    const at = wayOf(actor, plan.actors);
    const moments = frames.flatMap((objects, frame): Moment[] => {
      const seen = objects.find(({ id }) => id === actor.id);
      const second = frame * step;
      const pose = at(second);
      if (!seen || !pose || seen.visibility <= 0.01) return [];
      const [left, top, right, bottom] = boxInside(seen, plan);
      const ground = projection.toPicture([pose.x, groundHeight(plan.scene.world, pose.z), pose.z]) ?? [0, 0];
      const [before, after] = [at(second - SPEED_WINDOW) ?? pose, at(second + SPEED_WINDOW) ?? pose];
      const isWhole = before !== pose && after !== pose;
      const speed = Math.hypot(after.x - before.x, after.z - before.z) / (SPEED_WINDOW * (isWhole ? 2 : 1));
      const anchor: Flat = [(left + right) / 2, bottom];
      const { x, z } = pose;
      const box = [left, top, right, bottom] as const;
      const { visibility } = seen;
      return [{ second, x, z, speed, foot: flatten(ground, aspect), anchor, box, visibility }];
    });
    return { actor, moments };
  });
  return { plan, tracks, seconds: plan.frames * step, step, aspect };
}
