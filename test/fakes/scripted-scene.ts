import type { Detections } from '#analytics/detection/detections.ts';
import { type GroundPlane, groundPlaneOf } from '#analytics/geometry/ground-plane.ts';
import { type Point, toPixels } from '#analytics/geometry/points.ts';
import { calmPixels, type PixelFacts } from '#analytics/motion/pixel-facts.ts';
import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import { type RuleSetting, type Sighting, storedName, type Yield } from '#analytics/rules/rule.ts';
import { RuleRunner } from '#analytics/rules/rule-runner.ts';
import type { Track } from '#analytics/tracking/track.ts';
import { Tracker } from '#analytics/tracking/tracker.ts';
import { type SceneGeometry, SceneObserver, type SceneTrack } from '#analytics/zones/scene.ts';

/** One object of a scripted scene. */
export interface ScriptedObject {
  readonly class: string;
  /** where its foot is: second, x, y; straight ways between; seen from the first to the last */
  readonly way: readonly (readonly [second: number, x: number, y: number])[];
  /** width and height in pixels */
  readonly size?: readonly [width: number, height: number];
  /** spans of seconds in which the detector does not see it */
  readonly missed?: readonly (readonly [from: number, to: number])[];
}

/** A scene of 1000 × 500 pixels. */
export interface Script extends Partial<SceneGeometry> {
  readonly objects: readonly ScriptedObject[];
  readonly seconds: number;
  readonly framesPerSecond?: number;
  /** boxes tremble by up to this many pixels */
  readonly jitter?: number;
  readonly ground?: readonly { readonly at: Point; readonly metres: Point }[];
  /** spans of seconds in which the rule's period is on; always, unless given */
  readonly active?: readonly (readonly [from: number, to: number])[];
  /** seconds at which the picture jumps and the tracker begins anew */
  readonly jumps?: readonly number[];
  /** seconds at which the analysis starts anew, with its memory */
  readonly restarts?: readonly number[];
  /** clock of the stream, milliseconds, from the second of the scene */
  readonly clock?: (second: number) => number;
  readonly pixels?: (second: number) => PixelFacts;
  readonly cooldownSeconds?: number;
}

/** A fact the rule told, with the second at which it did. */
export type Told = Sighting & { readonly second: number };

/** What a rule made of a scene. */
export interface Outcome {
  readonly told: readonly Told[];
  readonly measurements: readonly NonNullable<Yield['measurements']>[number][];
  readonly stays: readonly NonNullable<Yield['stays']>[number][];
}

const width = 1000;
const height = 500;
const labels = ['person', 'bicycle', 'car', 'truck', 'bus', 'suitcase'];
const usualSizes: Readonly<Record<string, readonly [number, number]>> = {
  person: [24, 70],
  bicycle: [50, 50],
  car: [100, 60],
  truck: [160, 100],
  bus: [200, 110],
  suitcase: [24, 30],
};

/** Runs a rule on a scene through the real tracker, zones and lines. */
export function runRule(kind: string, values: Readonly<Record<string, unknown>>, script: Script): Outcome {
  const framesPerSecond = script.framesPerSecond ?? 5;
  const clock = script.clock ?? ((second) => second * 1000);
  const restarts = new Set(script.restarts?.map((second) => Math.round(second * framesPerSecond)));
  const jumps = new Set(script.jumps?.map((second) => Math.round(second * framesPerSecond)));
  const random = noise(7);
  const told: Told[] = [];
  const measured: Yield[] = [];
  let parts = assemble(kind, values, script);
  for (let frame = 0; frame <= script.seconds * framesPerSecond; frame++) {
    const second = frame / framesPerSecond;
    if (restarts.has(frame)) {
      const saved: unknown = JSON.parse(JSON.stringify(parts.runner.save()));
      parts = assemble(kind, values, script);
      parts.runner.restore(saved);
    }
    if (jumps.has(frame)) {
      parts.tracker.reset();
      parts.observer.reset();
      parts.runner.reset();
    }
    const timeMs = clock(second);
    const tracks = parts.tracker.update(detect(script, second, random), timeMs, { width, height });
    const pixels = script.pixels?.(second) ?? calmPixels;
    const scene = parts.observer.update(seen(tracks, 'confirmed'), timeMs, {
      tentative: seen(tracks, 'tentative'),
      lost: seen(tracks, 'lost'),
      pixels,
    });
    const isActive = script.active?.some(([from, to]) => second >= from && second < to) ?? true;
    told.push(...parts.runner.update(scene, isActive).map((sighting) => ({ ...sighting, second })));
    measured.push(parts.runner.take());
  }
  return {
    told,
    measurements: measured.flatMap(({ measurements = [] }) => measurements),
    stays: measured.flatMap(({ stays = [] }) => stays),
  };
}

function assemble(kind: string, values: Readonly<Record<string, unknown>>, script: Script) {
  const definition = findRuleDefinition(kind);
  if (!definition) throw new Error(`no rule ${kind}`);
  const defaults = Object.fromEntries(
    definition.parameters.map((parameter) => [storedName(parameter), parameter.default]),
  );
  const { zones = [], lines = [] } = script;
  const evaluator = definition.create({ ...defaults, ...values }, settingOf(script));
  return {
    runner: new RuleRunner(evaluator, script.cooldownSeconds ?? 60),
    tracker: new Tracker({ labels }),
    observer: new SceneObserver({ zones, lines }, width, height),
  };
}

function settingOf({ zones = [], lines = [], ground, framesPerSecond = 5 }: Script): RuleSetting {
  const scaled = (point: Point) => toPixels(point, width, height);
  const plane: GroundPlane | undefined = ground && groundPlaneOf(ground, width, height);
  return {
    ground: plane,
    zones: new Map(zones.map(({ id, polygon }) => [id, polygon.map(scaled)])),
    lines: new Map(lines.map(({ id, from, to }) => [id, { from: scaled(from), to: scaled(to) }])),
    framesPerSecond,
  };
}

function detect({ objects, jitter = 0 }: Script, second: number, random: () => number): Detections {
  const found = objects.flatMap((object) => {
    const foot = footAt(object, second);
    const isMissed = object.missed?.some(([from, to]) => second >= from && second < to);
    if (!foot || isMissed) return [];
    const [wide, high] = object.size ?? usualSizes[object.class] ?? [50, 50];
    const tremble = () => (random() * 2 - 1) * jitter;
    const [x, y] = foot;
    const left = Math.max(0, x - wide / 2 + tremble());
    const right = Math.min(width, x + wide / 2 + tremble());
    const box = [left, Math.max(0, y - high + tremble()), right, Math.min(height, y + tremble())];
    const isOutside = right <= left + wide * 0.2;
    return isOutside ? [] : [{ box, classId: labels.indexOf(object.class) }];
  });
  return {
    count: found.length,
    boxesXyxy: Float32Array.from(found.flatMap(({ box }) => box)),
    scores: Float32Array.from(found, () => 0.8),
    classIds: Uint16Array.from(found, ({ classId }) => classId),
  };
}

function footAt({ way }: ScriptedObject, second: number): Point | undefined {
  const next = way.findIndex(([at]) => at >= second);
  const to = way[next];
  if (!to) return undefined;
  const from = way[next - 1];
  if (!from) return to[0] === second ? [to[1], to[2]] : undefined;
  const share = (second - from[0]) / (to[0] - from[0]);
  return [from[1] + (to[1] - from[1]) * share, from[2] + (to[2] - from[2]) * share];
}

function seen(tracks: readonly Track[], state: Track['state']): SceneTrack[] {
  return tracks
    .filter((track) => track.state === state)
    .map(({ classId, ...track }) => ({ ...track, class: labels[classId] ?? '' }));
}

/** Numbers 0…1, always the same ones. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
