import { footprint, touch } from './footprint.ts';
import { lookOf } from './looks.ts';
import { between, type Random, randomFrom } from './random.ts';
import type {
  Actor,
  Flow,
  Format,
  Ground,
  Hold,
  Kind,
  Parked,
  Plan,
  Role,
  Scene,
  Stage,
  Wait,
} from './scene.ts';
import { deepestBend, type Way, wayThrough } from './way.ts';

const FORMAT: Format = { width: 768, height: 432, framesPerSecond: 10 };
/** They may be walked up to; ways keep clear of them. */
const THINGS: readonly Kind[] = ['suitcase', 'box', 'bin'];
const LOOK_STEP = 0.2;
const DELAY_STEP = 0.3;

interface Candidate {
  readonly flow: Flow;
  readonly role: Role;
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
    if ('wait' in stage) return { ...stage, wait: stage.wait * between(random, [0.8, 1.2]) };
    return { ...stage, through: aside(stage.through, metres), speed: stage.speed * pace };
  });
}

function candidatesOf(flow: Flow, random: Random): Candidate[] {
  let clock = flow.first + between(random, [0, 1]);
  return flow.cast.map((role, index) => {
    if (index > 0) clock += between(random, flow.every);
    return { flow, role, number: index + 1, wanted: clock, stages: ownStages(flow, random) };
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

const bodyOf = (role: Role): Kind => (role === 'cyclist' ? 'bicycle' : role);

/** The first start at or after the wanted one at which nobody is run into; none when the clip is too short. */
function freeStart(candidate: Candidate, booked: readonly Booked[], seconds: number): Booked | undefined {
  const way = wayThrough(candidate.stages);
  const last = candidate.stages.at(-1);
  const stands = candidate.flow.stays && last && 'wait' in last ? last.wait : 0;
  const latest = seconds - way.seconds + stands;
  for (let start = candidate.wanted; start <= latest; start += DELAY_STEP) {
    const tried = { kind: bodyOf(candidate.role), start, way };
    if (!booked.some((other) => meets(tried, other))) return tried;
  }
  return undefined;
}

function standing(parked: Pick<Parked, 'at' | 'facing'>, seconds: number): Stage[] {
  const turn = (parked.facing * Math.PI) / 180;
  const [x, z] = parked.at;
  const through: Ground[] = [
    [x - Math.sin(turn) * 0.01, z - Math.cos(turn) * 0.01],
    [x, z],
  ];
  return [{ through, speed: 1 }, { wait: seconds + 1 }];
}

type Extra = Pick<Actor, 'holds'>;

/** Collects the cast, each with a number and a look of its own. */
class Casting {
  readonly actors: Actor[] = [];
  readonly booked: Booked[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  add(name: string, kind: Kind, start: number, stages: readonly Stage[], more: Extra = {}): Actor {
    const worn = this.actors
      .filter((actor) => actor.kind === kind)
      .slice(-3)
      .map((actor) => actor.look.colour);
    const look = lookOf(kind, this.#random, worn);
    const begins = Number(start.toFixed(3));
    const actor = { id: this.actors.length + 1, name, kind, start: begins, stages, look, ...more };
    this.actors.push(actor);
    return actor;
  }

  book(kind: Kind, start: number, stages: readonly Stage[]): void {
    this.booked.push({ kind, start, way: wayThrough(stages) });
  }

  /** Someone of a flow, with the bicycle under them or the thing in their hand. */
  enter({ flow, role, number, stages }: Candidate, start: number): void {
    const name = `${flow.name} ${number}`;
    const actor = this.add(name, bodyOf(role), start, stages);
    this.book(actor.kind, start, stages);
    if (role === 'cyclist') this.#mount(actor);
    if (flow.carries) this.add(`${name} ${flow.carries}`, flow.carries, 0, [], { holds: firstHold(actor) });
  }

  #mount({ name, start, stages }: Actor): void {
    const rider = this.add(`${name} rider`, 'person', start, stages);
    this.actors[rider.id - 1] = { ...rider, look: { ...rider.look, posture: 'rider' } };
  }
}

/** Second of the clip at which someone bends down in each stage that a test picks. */
function bends({ start, stages }: Actor, wanted: (stage: Wait) => boolean): number[] {
  const { times } = wayThrough(stages);
  return stages.flatMap((stage, index) =>
    'wait' in stage && wanted(stage) ? [start + (times[index]?.[0] ?? 0) + deepestBend(stage)] : [],
  );
}

const putsDown = (actor: Actor, after: number): number | null =>
  bends(actor, ({ puts }) => puts === true).find((second) => second > after) ?? null;

const firstHold = (actor: Actor): Hold[] => [{ by: actor.id, from: actor.start, to: putsDown(actor, 0) }];

/** Everything that happens to a thing, in the order of the clock. */
function withHolds(thing: Actor, actors: readonly Actor[]): Actor {
  const taken = actors.flatMap((actor) =>
    bends(actor, ({ takes }) => takes === thing.name).map((from): Hold => {
      return { by: actor.id, from, to: putsDown(actor, from) };
    }),
  );
  const holds = [...(thing.holds ?? []), ...taken].sort((a, b) => a.from - b.from);
  return holds.length > 0 ? { ...thing, holds } : thing;
}

/** Who is on the stage when: nobody touches anybody, and all who move have left before the end. */
export function planClip(clip: string, scene: Scene, seed: number, seconds = scene.seconds): Plan {
  const random = randomFrom(seed * 7919);
  const casting = new Casting(random);
  for (const { name, kind, at, facing } of scene.parked) {
    const stages = standing({ at, facing }, seconds);
    casting.add(name, kind, -0.5, stages);
    if (!THINGS.includes(kind)) casting.book(kind, -0.5, stages);
  }
  const candidates = scene.flows.flatMap((flow) => candidatesOf(flow, random));
  candidates.sort((a, b) => a.wanted - b.wanted);
  for (const candidate of candidates) {
    const found = freeStart(candidate, casting.booked, seconds);
    if (found) casting.enter(candidate, found.start);
  }
  const format = scene.format ?? FORMAT;
  const frames = Math.round(seconds * format.framesPerSecond);
  const actors = casting.actors.map((actor) => withHolds(actor, casting.actors));
  return { clip, scene, seed, ...format, frames, actors };
}
