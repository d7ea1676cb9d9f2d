import { footprint, touch } from './footprint.ts';
import { lookOf } from './looks.ts';
import { between, type Random, randomFrom } from './random.ts';
import type { Actor, Flow, Ground, Kind, Parked, Plan, Scene, Stage } from './scene.ts';
import { type Way, wayThrough } from './way.ts';

const FRAMES_PER_SECOND = 10;
const WIDTH = 768;
const HEIGHT = 432;
const LOOK_STEP = 0.2;
const DELAY_STEP = 0.3;

interface Candidate {
  readonly flow: Flow;
  readonly kind: Kind;
  readonly number: number;
  readonly wanted: number;
  readonly stages: readonly Stage[];
}

interface Booked {
  readonly kind: Kind;
  readonly start: number;
  readonly way: Way;
}

/** Moves a way aside, across its own direction, so that two members do not tread the same line. */
function aside(points: readonly Ground[], metres: number): Ground[] {
  return points.map(([x, z], index) => {
    const [ax, az] = points[Math.max(0, index - 1)] ?? [x, z];
    const [bx, bz] = points[Math.min(points.length - 1, index + 1)] ?? [x, z];
    const long = Math.hypot(bx - ax, bz - az) || 1;
    return [x + ((bz - az) / long) * metres, z - ((bx - ax) / long) * metres];
  });
}

function ownStages(flow: Flow, random: Random): Stage[] {
  const pace = between(random, flow.pace);
  const metres = between(random, [-flow.sway, flow.sway]);
  return flow.stages.map((stage) => {
    if ('wait' in stage) return { wait: stage.wait * between(random, [0.8, 1.2]) };
    return { ...stage, through: aside(stage.through, metres), speed: stage.speed * pace };
  });
}

function candidatesOf(flow: Flow, random: Random): Candidate[] {
  let clock = flow.first + between(random, [0, 1]);
  return flow.cast.map((kind, index) => {
    if (index > 0) clock += between(random, flow.every);
    return { flow, kind, number: index + 1, wanted: clock, stages: ownStages(flow, random) };
  });
}

function meets(candidate: Booked, other: Booked): boolean {
  const begins = Math.max(candidate.start, other.start);
  const ends = Math.min(candidate.start + candidate.way.seconds, other.start + other.way.seconds);
  for (let clock = begins; clock <= ends; clock += LOOK_STEP) {
    const here = candidate.way.at(clock - candidate.start);
    const there = other.way.at(clock - other.start);
    if (here && there && touch(footprint(candidate.kind, here), footprint(other.kind, there))) return true;
  }
  return false;
}

/** The first start at or after the wanted one at which nobody is run into; none when the clip is too short. */
function freeStart(candidate: Candidate, booked: readonly Booked[], seconds: number): Booked | undefined {
  const way = wayThrough(candidate.stages);
  for (let start = candidate.wanted; start + way.seconds <= seconds; start += DELAY_STEP) {
    const tried = { kind: candidate.kind, start, way };
    if (!booked.some((other) => meets(tried, other))) return tried;
  }
  return undefined;
}

function standing(parked: Parked, seconds: number): Stage[] {
  const turn = (parked.facing * Math.PI) / 180;
  const [x, z] = parked.at;
  const through: Ground[] = [
    [x - Math.sin(turn) * 0.01, z - Math.cos(turn) * 0.01],
    [x, z],
  ];
  return [{ through, speed: 1 }, { wait: seconds + 1 }];
}

/** Who is on the stage when: nobody touches anybody, and all who move have left before the end. */
export function planClip(clip: string, scene: Scene, seed: number, seconds = scene.seconds): Plan {
  const random = randomFrom(seed * 7919);
  const actors: Actor[] = [];
  const booked: Booked[] = [];
  const cast = (name: string, kind: Kind, start: number, stages: readonly Stage[]) => {
    const worn = actors
      .filter((actor) => actor.kind === kind)
      .slice(-3)
      .map((actor) => actor.look.colour);
    const look = lookOf(kind, random, worn);
    actors.push({ id: actors.length + 1, name, kind, look, start: Number(start.toFixed(3)), stages });
    booked.push({ kind, start, way: wayThrough(stages) });
  };
  for (const parked of scene.parked) cast(parked.name, parked.kind, -0.5, standing(parked, seconds));
  const candidates = scene.flows.flatMap((flow) => candidatesOf(flow, random));
  candidates.sort((a, b) => a.wanted - b.wanted);
  for (const candidate of candidates) {
    const found = freeStart(candidate, booked, seconds);
    if (!found) continue;
    cast(`${candidate.flow.name} ${candidate.number}`, candidate.kind, found.start, candidate.stages);
  }
  const frames = Math.round(seconds * FRAMES_PER_SECOND);
  return {
    clip,
    scene,
    seed,
    framesPerSecond: FRAMES_PER_SECOND,
    width: WIDTH,
    height: HEIGHT,
    frames,
    actors,
  };
}
