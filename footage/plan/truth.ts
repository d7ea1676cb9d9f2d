import { eventsOf } from '../events/oracle.ts';
import { cameraOffset } from './camera-offset.ts';
import type { GroundMark, RuleEvent, SeenObject } from './facts.ts';
import { groundHeight } from './ground-height.ts';
import { groundMarks } from './ground-marks.ts';
import { projectionOf } from './projection.ts';
import {
  type CameraPose,
  isVehicle,
  type Kind,
  type PicturePoint,
  type Plan,
  type SceneLine,
  type SceneRule,
  type SceneZone,
} from './scene.ts';
import { wayOf } from './thing-way.ts';

/** A true crossing of a line. */
export interface TrueCrossing {
  readonly line: string;
  readonly class: Kind;
  readonly direction: 'forward' | 'backward';
  readonly id: number;
  readonly frame: number;
  readonly visibility: number;
}

/** A row of a frame: id, box inside the picture (left, top, right, bottom, pixels), share seen 0…1. */
export type TruthRow = readonly [
  id: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
  visibility: number,
];

/** Everything that is true of a clip, as its file holds it. */
export interface Truth {
  readonly clip: string;
  readonly seed: number;
  readonly framesPerSecond: number;
  readonly width: number;
  readonly height: number;
  readonly camera: CameraPose;
  readonly lines: readonly SceneLine[];
  readonly zones: readonly SceneZone[];
  /** the rules at work, as a territory file writes them */
  readonly rules: readonly SceneRule[];
  /** four places or more, from the pose of the camera */
  readonly ground: readonly GroundMark[];
  /** for each rule what it must tell and what it must not */
  readonly events: readonly RuleEvent[];
  readonly objects: readonly { readonly id: number; readonly class: Kind; readonly name: string }[];
  readonly counts: readonly {
    readonly line: string;
    readonly class: Kind;
    readonly direction: 'forward' | 'backward';
    readonly count: number;
  }[];
  readonly crossings: readonly TrueCrossing[];
  readonly frames: readonly (readonly TruthRow[])[];
}

/** On which side of a line a point lies: above 0 to the right of someone walking from `from` to `to`. */
function sideOf({ from, to }: SceneLine, [x, y]: PicturePoint, aspect: number): number {
  return (x - from[0]) * aspect * -(to[1] - from[1]) + (y - from[1]) * (to[0] - from[0]) * aspect;
}

/** Whether the step between two points passes between the ends of a line. */
function passes(line: SceneLine, before: PicturePoint, after: PicturePoint, aspect: number): boolean {
  const step: SceneLine = { ...line, from: before, to: after };
  const [a, b] = [sideOf(line, before, aspect), sideOf(line, after, aspect)];
  const [c, d] = [sideOf(step, line.from, aspect), sideOf(step, line.to, aspect)];
  return a > 0 !== b > 0 && c > 0 !== d > 0;
}

/** Where an object is for a line, in a frame: undefined behind the camera. */
type Standing = (object: SeenObject, frame: number) => PicturePoint | undefined;

/**
 * A person is where the box ends below. A vehicle is where the middle of it stands on the ground: its box ends at its
 * near edge, half a lane nearer, which would be beyond the end of a line that a user draws across the lane.
 */
function standingOf(plan: Plan): Standing {
  const projection = projectionOf(plan.scene.camera, plan.width / plan.height);
  const vehicles = new Map(
    plan.actors.filter(({ kind }) => isVehicle(kind)).map((actor) => [actor.id, wayOf(actor, plan.actors)]),
  );
  return ({ id, edges }, frame) => {
    const way = vehicles.get(id);
    if (!way) return [(edges[0] + edges[2]) / 2 / plan.width, edges[3] / plan.height];
    const pose = way(frame / plan.framesPerSecond);
    return pose && projection.toPicture([pose.x, groundHeight(plan.scene.world, pose.z), pose.z]);
  };
}

/** Lines that one object passed between two points. */
function crossedBy(
  plan: Plan,
  was: PicturePoint | undefined,
  is: PicturePoint | undefined,
): Pick<TrueCrossing, 'line' | 'direction'>[] {
  if (!was || !is) return [];
  const aspect = plan.width / plan.height;
  return plan.scene.lines
    .filter((line) => passes(line, was, is, aspect))
    .map((line) => ({ line: line.name, direction: sideOf(line, is, aspect) > 0 ? 'forward' : 'backward' }));
}

/** Someone out of sight for no longer than this goes over a line all the same (s). */
const LONGEST_GAP = 0.5;

function crossingsOf(plan: Plan, frames: readonly (readonly SeenObject[])[]): TrueCrossing[] {
  const kinds = new Map(plan.actors.map((actor) => [actor.id, actor.kind]));
  const standsAt = standingOf(plan);
  const lastSeen = new Map<number, { readonly object: SeenObject; readonly frame: number }>();
  return frames.flatMap((objects, frame) =>
    objects.flatMap((object) => {
      const { id } = object;
      const last = lastSeen.get(id);
      lastSeen.set(id, { object, frame });
      const kind = kinds.get(id);
      if (!last || !kind || frame - last.frame > LONGEST_GAP * plan.framesPerSecond) return [];
      const visibility = Number(object.visibility.toFixed(2));
      return crossedBy(plan, standsAt(last.object, last.frame), standsAt(object, frame)).map(
        ({ line, direction }) => ({ line, class: kind, direction, id, frame, visibility }),
      );
    }),
  );
}

function countsOf(crossings: readonly TrueCrossing[]): Truth['counts'] {
  const counts = new Map<string, Truth['counts'][number]>();
  for (const { line, class: kind, direction } of crossings) {
    const key = `${line}\u0000${kind}\u0000${direction}`;
    counts.set(key, { line, class: kind, direction, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.keys()].sort().flatMap((key) => counts.get(key) ?? []);
}

function rowOf({ id, edges, visibility }: SeenObject, { width, height }: Plan): TruthRow {
  const inside = (value: number, end: number) => Number(Math.min(end, Math.max(0, value)).toFixed(1));
  const [left, top, right, bottom] = edges;
  return [
    id,
    inside(left, width),
    inside(top, height),
    inside(right, width),
    inside(bottom, height),
    Number(visibility.toFixed(2)),
  ];
}

/** What can be seen of anybody while the camera fails: too little to be expected. */
const HARDLY_SEEN = 0.02;

/** Where everyone is seen by a camera that wind or a hand puts aside, and that fails now and then. */
function throughTheCamera(plan: Plan, drawn: readonly (readonly SeenObject[])[]): SeenObject[][] {
  return drawn.map((objects, frame) => {
    const [x, y] = cameraOffset(plan, frame);
    const second = frame / plan.framesPerSecond;
    const fails = plan.mishaps?.some(({ from, to, isFault }) => isFault && second >= from && second < to);
    return objects.map(({ id, edges, visibility }) => {
      const [left, top, right, bottom] = edges;
      const seen = fails ? Math.min(visibility, HARDLY_SEEN) : visibility;
      return { id, edges: [left + x, top + y, right + x, bottom + y], visibility: seen };
    });
  });
}

function tell(plan: Plan, frames: readonly (readonly SeenObject[])[]): Truth {
  const crossings = crossingsOf(plan, frames);
  const { scene, clip, seed, framesPerSecond, width, height } = plan;
  return {
    clip,
    seed,
    framesPerSecond,
    width,
    height,
    camera: scene.camera,
    lines: scene.lines,
    zones: scene.zones,
    rules: scene.rules ?? [],
    ground: groundMarks(plan),
    events: eventsOf(plan, frames),
    objects: plan.actors.map(({ id, kind, name }) => ({ id, class: kind, name })),
    counts: countsOf(crossings),
    crossings,
    frames: frames.map((objects) =>
      objects.filter(({ visibility }) => visibility > 0.01).map((object) => rowOf(object, plan)),
    ),
  };
}

/** The truth of a clip from what was drawn in each frame; what is hidden altogether is left out. */
export const truthOf = (plan: Plan, drawn: readonly (readonly SeenObject[])[]): Truth =>
  tell(plan, throughTheCamera(plan, drawn));

/** The truth of a clip whose lines, zones or rules have changed, from the boxes that are kept. */
export function retold(plan: Plan, truth: Truth): Truth {
  const { frames } = truth;
  const seen = frames.map((rows) =>
    rows.map(([id, left, top, right, bottom, visibility]): SeenObject => {
      return { id, edges: [left, top, right, bottom], visibility };
    }),
  );
  const told = tell(plan, seen);
  const isSame = JSON.stringify(truth.lines) === JSON.stringify(plan.scene.lines);
  if (!isSame) return { ...told, frames };
  // Kept boxes are cut at the border; where a vehicle stands is known without them.
  const crossings = [
    ...truth.crossings.filter((one) => !isVehicle(one.class)),
    ...told.crossings.filter((one) => isVehicle(one.class)),
  ].sort((a, b) => a.frame - b.frame || a.id - b.id);
  return { ...told, frames, crossings, counts: countsOf(crossings) };
}

/** The truth as text: one object, crossing or frame a line, so that a change can be read. */
export function truthText(truth: Truth): string {
  const { rules, ground, events, objects, counts, crossings, frames, ...head } = truth;
  const list = (rows: readonly unknown[]) => `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
  const lists = { rules, ground, events, objects, counts, crossings, frames };
  const fields = Object.entries(head).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  for (const [name, rows] of Object.entries(lists)) fields.push(`${JSON.stringify(name)}: ${list(rows)}`);
  return `{\n${fields.join(',\n')}\n}\n`;
}
