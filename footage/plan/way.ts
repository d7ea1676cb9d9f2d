import { type Curve, curveThrough } from './curve.ts';
import type { Stage, Wait } from './scene.ts';

/** Seconds it takes to bend down and rise again. */
const BENDING = 1.8;

/** Where someone is, which way they look, how far they have come, and whether they move (0…1). */
export interface Pose {
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
  readonly metres: number;
  readonly moving: number;
  /** how far the back is bent to the ground (0…1) */
  readonly bend?: number;
  /** height above the ground (m) */
  readonly lift?: number;
}

/** A way with its timing: the pose at each second since its start, nothing outside it. */
export interface Way {
  readonly seconds: number;
  /** when each stage begins and ends */
  readonly times: readonly (readonly [begins: number, ends: number])[];
  at(second: number): Pose | undefined;
}

interface TimedStage {
  readonly begins: number;
  readonly ends: number;
  readonly curve: Curve | undefined;
  readonly reverse: boolean;
  readonly metresBefore: number;
  /** starts from rest, comes to rest */
  readonly ease: readonly [boolean, boolean];
}

const isWait = (stage: Stage | undefined): boolean => stage !== undefined && 'wait' in stage;
const isTurn = (a: Stage | undefined, b: Stage | undefined): boolean =>
  a !== undefined && b !== undefined && 'through' in a && 'through' in b && a.reverse !== b.reverse;

function timeStages(stages: readonly Stage[]): TimedStage[] {
  const timed: TimedStage[] = [];
  let clock = 0;
  let metres = 0;
  for (const [index, stage] of stages.entries()) {
    const curve = 'through' in stage ? curveThrough(stage.through) : undefined;
    const rest = (other: Stage | undefined) => isWait(other) || isTurn(stage, other);
    const ease: [boolean, boolean] = [rest(stages[index - 1]), rest(stages[index + 1])];
    const slower = 1 + 0.25 * (Number(ease[0]) + Number(ease[1]));
    const lasts = 'through' in stage ? ((curve?.length ?? 0) / stage.speed) * slower : stage.wait;
    const reverse = 'through' in stage && stage.reverse === true;
    timed.push({ begins: clock, ends: clock + lasts, curve, reverse, metresBefore: metres, ease });
    clock += lasts;
    metres += (curve?.length ?? 0) * (reverse ? -1 : 1);
  }
  return timed;
}

/** Speed rises or falls over a share of the stage, so that nothing starts or stops with a jerk. */
function eased(share: number, [fromRest, toRest]: readonly [boolean, boolean]): number {
  if (fromRest && toRest) return share * share * (3 - 2 * share);
  if (fromRest) return share ** 1.25 * (0.75 + 0.25 * share);
  if (toRest) return 1 - eased(1 - share, [true, false]);
  return share;
}

/** The way through the stages, each at its own speed. */
export function wayThrough(stages: readonly Stage[]): Way {
  const timed = timeStages(stages);
  const seconds = timed.at(-1)?.ends ?? 0;
  const standing = (index: number): Pose => {
    for (let before = index - 1; before >= 0; before--) {
      const stage = timed[before];
      if (stage?.curve) return { ...poseOn(stage, 1), moving: 0 };
    }
    const next = timed.find((stage) => stage.curve);
    return next ? { ...poseOn(next, 0), moving: 0 } : { x: 0, z: 0, yaw: 0, metres: 0, moving: 0 };
  };
  return {
    seconds,
    times: timed.map(({ begins, ends }) => [begins, ends]),
    at(second) {
      if (second < 0 || second > seconds) return undefined;
      const index = timed.findIndex((stage) => second <= stage.ends);
      const stage = timed[index];
      if (!stage) return undefined;
      if (!stage.curve) return { ...standing(index), bend: bendOf(stages[index], second - stage.begins) };
      return poseOn(stage, (second - stage.begins) / Math.max(1e-6, stage.ends - stage.begins));
    },
  };
}

/** Second of a wait at which a thing touches the ground or leaves it: that of the deepest bend. */
export const deepestBend = ({ wait }: Wait): number => Math.min(wait / 2, BENDING / 2);

function bendOf(stage: Stage | undefined, second: number): number {
  if (!stage || !('wait' in stage) || !(stage.puts || stage.takes !== undefined)) return 0;
  return Math.max(0, 1 - Math.abs(second - deepestBend(stage)) / deepestBend(stage)) ** 0.7;
}

function poseOn(stage: TimedStage, share: number): Pose {
  const along = eased(share, stage.ease) * (stage.curve?.length ?? 0);
  const place = stage.curve?.at(along) ?? { x: 0, z: 0, yaw: 0 };
  return {
    x: place.x,
    z: place.z,
    yaw: place.yaw + (stage.reverse ? Math.PI : 0),
    metres: stage.metresBefore + (stage.reverse ? -along : along),
    moving: 1,
  };
}
