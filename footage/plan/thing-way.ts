import type { Actor, Hold, Kind } from './scene.ts';
import { type Pose, wayThrough } from './way.ts';

/** Seconds a thing takes from the hand to the ground. */
const LOWERING = 0.8;
/** Second of its own clock at which a thing that stands there has come to its place. */
const FIRST_LOOK = 0.5;

interface Grip {
  /** metres to the right of the bearer and before them, and above the ground */
  readonly side: number;
  readonly before: number;
  readonly lift: number;
}

const SIDE: Grip = { side: 0.36, before: 0.02, lift: 0.24 };
const BEFORE: Grip = { side: 0, before: 0.42, lift: 0.72 };
const GRIPS: Readonly<Partial<Record<Kind, Grip>>> = {
  box: BEFORE,
  bin: BEFORE,
  bicycle: { side: 0.5, before: 0.1, lift: 0 },
};

const smooth = (share: number): number => {
  const inside = Math.min(1, Math.max(0, share));
  return inside * inside * (3 - 2 * inside);
};

/** Where a thing is when its bearer stands so; `lifted` 0 is on the ground beside or before them. */
function inHand(bearer: Pose, { side, before, lift }: Grip, lifted: number): Pose {
  const reach = before + 0.25 * (1 - lifted);
  const [sin, cos] = [Math.sin(bearer.yaw), Math.cos(bearer.yaw)];
  return {
    x: bearer.x - cos * side + sin * reach,
    z: bearer.z + sin * side + cos * reach,
    yaw: bearer.yaw,
    metres: 0,
    moving: bearer.moving * lifted,
    lift: lift * lifted,
  };
}

function blend(from: Pose, to: Pose, share: number): Pose {
  const between = (a: number, b: number) => a + (b - a) * share;
  const turn = Math.atan2(Math.sin(to.yaw - from.yaw), Math.cos(to.yaw - from.yaw));
  return {
    ...to,
    x: between(from.x, to.x),
    z: between(from.z, to.z),
    yaw: from.yaw + turn * share,
    lift: between(from.lift ?? 0, to.lift ?? 0),
  };
}

/** Where someone is at a second of the clip; undefined while not on the stage. */
export type Whereabouts = (second: number) => Pose | undefined;

function bearerWays(holds: readonly Hold[], actors: readonly Actor[]): Map<number, Whereabouts> {
  return new Map(
    holds.map(({ by }) => {
      const bearer = actors.find(({ id }) => id === by);
      const way = wayThrough(bearer?.stages ?? []);
      return [by, (second: number) => way.at(second - (bearer?.start ?? 0))];
    }),
  );
}

/** A thing that is carried, put down and taken up. */
function carried({ kind, stages }: Actor, holds: readonly Hold[], actors: readonly Actor[]): Whereabouts {
  const bearers = bearerWays(holds, actors);
  const grip = GRIPS[kind] ?? SIDE;
  const first = wayThrough(stages);
  const lying = (holdsBefore: number): Pose | undefined => {
    const last = holds[holdsBefore - 1];
    if (!last) return first.at(FIRST_LOOK);
    const bearer = last.to === null ? undefined : bearers.get(last.by)?.(last.to);
    return bearer && inHand(bearer, grip, 0);
  };
  return (second) => {
    const after = holds.findIndex(({ from }) => from > second);
    const current = (after === -1 ? holds.length : after) - 1;
    const hold = holds[current];
    if (!hold || (hold.to !== null && second >= hold.to)) return lying(current + 1);
    const bearer = bearers.get(hold.by)?.(second);
    if (!bearer) return undefined;
    const hand = inHand(bearer, grip, hold.to === null ? 1 : smooth((hold.to - second) / LOWERING));
    const rest = lying(current);
    return rest ? blend(rest, hand, smooth((second - hold.from) / LOWERING)) : hand;
  };
}

/** Where one of the cast is at a second of the clip. */
export function wayOf(actor: Actor, actors: readonly Actor[]): Whereabouts {
  if (actor.holds) return carried(actor, actor.holds, actors);
  const way = wayThrough(actor.stages);
  return (second) => way.at(second - actor.start);
}
