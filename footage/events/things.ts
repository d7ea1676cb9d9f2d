import type { RuleEvent } from '../plan/facts.ts';
import type { Hold, SceneRule } from '../plan/scene.ts';
import { depthIn, type Flat } from './geometry.ts';
import type { Moment, Story, Track } from './moments.ts';
import { event, numberIn, polygonOf } from './rule-values.ts';
import { lengthOf, type Run, runsOf, within } from './runs.ts';

const THINGS = ['suitcase', 'box', 'bin'];
/** An owner within this distance watches over the thing; one farther than the second has left it (m). */
const BESIDE = 2;
const LEFT = 3.2;
const MARGIN = 2;
const STANDS = 0.08;
const COVERS = 0.35;

/** A time during which a thing lies still, who put it there and whether it stood there from the beginning. */
interface Rest extends Run {
  readonly owner: Track | undefined;
  readonly isOld: boolean;
  readonly isTaken: boolean;
}

const isThing = ({ actor }: Track): boolean => THINGS.includes(actor.kind);

function restsOf(story: Story, { actor }: Track): Rest[] {
  const holds: readonly Hold[] = actor.holds ?? [];
  const ownerOf = (hold: Hold | undefined) => story.tracks.find((track) => track.actor.id === hold?.by);
  const rests: Rest[] = [];
  if (actor.stages.length > 0) {
    const taken = holds[0]?.from;
    rests.push({
      from: 0,
      to: taken ?? story.seconds,
      owner: undefined,
      isOld: true,
      isTaken: taken !== undefined,
    });
  }
  for (const [index, hold] of holds.entries()) {
    if (hold.to === null) continue;
    const taken = holds[index + 1]?.from;
    const to = taken ?? story.seconds;
    rests.push({ from: hold.to, to, owner: ownerOf(hold), isOld: false, isTaken: taken !== undefined });
  }
  return rests;
}

const at = ({ moments }: Track, second: number): Moment | undefined =>
  moments.find((one) => Math.abs(one.second - second) < 0.15);

/** How far its owner is from a thing; as far as can be once out of the picture. */
function ownerDistance({ owner }: Rest, thing: Track, second: number): number {
  const [here, there] = [at(thing, second), owner && at(owner, second)];
  return here && there ? Math.hypot(here.x - there.x, here.z - there.z) : Number.POSITIVE_INFINITY;
}

const isIn = (polygon: readonly Flat[], { foot }: Moment): boolean => depthIn(polygon, foot) > 0;

/** Others that keep still for as long: persons who stand, vehicles that park. */
function stillOthers(story: Story, rule: SceneRule, polygon: readonly Flat[], limit: number): RuleEvent[] {
  return story.tracks
    .filter((track) => !isThing(track))
    .flatMap((track) =>
      runsOf(track.moments, (one) => one.speed < STANDS && isIn(polygon, one), 0.3)
        .filter((run) => lengthOf(run) >= limit)
        .map((run) => event(rule, 'tempting', `a ${track.actor.kind} keeps still`, { ...run, track })),
    );
}

function leftBehind(rule: SceneRule, thing: Track, rest: Rest, limit: number): RuleEvent {
  const seconds = thing.moments
    .map(({ second }) => second)
    .filter((one) => one >= rest.from && one <= rest.to);
  const facts = { ...rest, track: thing };
  if (rest.isOld) return event(rule, 'tempting', 'stood there from the beginning', facts);
  const leftAt = seconds.find((one) => ownerDistance(rest, thing, one) > LEFT);
  const isWatched = seconds.every((one) => ownerDistance(rest, thing, one) < BESIDE);
  if (isWatched) return event(rule, 'tempting', 'its owner stays beside it', facts);
  if (lengthOf(rest) <= limit - MARGIN) return event(rule, 'tempting', 'is taken up again in time', facts);
  const from = Math.max(rest.from + limit, leftAt ?? Number.POSITIVE_INFINITY);
  if (from > rest.to - MARGIN) return event(rule, 'unclear', 'is left for about as long', facts);
  const about = rest.isTaken ? 'is left, and fetched later' : 'is left for good';
  return event(rule, 'true', about, { ...facts, from });
}

/** Abandoned object: a thing was put down, its owner left, and it has lain there for a time. */
export function abandoned(story: Story, rule: SceneRule): RuleEvent[] {
  const limit = numberIn(rule, 'seconds', 60);
  const polygon = polygonOf(story, rule.zone);
  const things = story.tracks.filter(isThing).flatMap((thing) =>
    restsOf(story, thing)
      .filter((rest) => within(thing.moments, rest).some((one) => isIn(polygon, one)))
      .filter((rest) => lengthOf(rest) > 1)
      .map((rest) => leftBehind(rule, thing, rest, limit)),
  );
  return [...things, ...stillOthers(story, rule, polygon, limit)];
}

function area([left, top, right, bottom]: Moment['box']): number {
  return Math.max(0, right - left) * Math.max(0, bottom - top);
}

function coverOf(box: Moment['box'], over: Moment['box']): number {
  const shared = [
    Math.max(box[0], over[0]),
    Math.max(box[1], over[1]),
    Math.min(box[2], over[2]),
    Math.min(box[3], over[3]),
  ] as const;
  return area(shared) / Math.max(1e-9, area(box));
}

/** Someone stands before a thing so that it cannot be seen. */
function hiding(story: Story, rule: SceneRule, thing: Track, rest: Run, limit: number): RuleEvent[] {
  return story.tracks
    .filter((track) => track.actor.kind === 'person')
    .flatMap((track) =>
      runsOf(
        within(track.moments, rest),
        ({ second, box, z }) => {
          const there = at(thing, second);
          return there !== undefined && z > there.z && coverOf(there.box, box) > COVERS;
        },
        0.5,
      )
        .filter((run) => lengthOf(run) >= Math.min(limit, 4))
        .map((run) =>
          event(rule, 'tempting', `someone stands before the ${thing.actor.kind}`, { ...run, track: thing }),
        ),
    );
}

function carriedOff(rule: SceneRule, story: Story, thing: Track, rest: Rest): RuleEvent {
  const limit = numberIn(rule, 'seconds', 60);
  const facts = { from: rest.to + limit, to: story.seconds, track: thing };
  if (rest.isOld)
    return event(rule, facts.from < story.seconds - MARGIN ? 'true' : 'unclear', 'is taken away', facts);
  const kind = lengthOf(rest) < limit ? 'tempting' : 'unclear';
  return event(rule, kind, 'was put there shortly before', { ...facts, from: rest.to });
}

/** Removed object: a thing that stood there is taken away. */
export function removed(story: Story, rule: SceneRule): RuleEvent[] {
  const limit = numberIn(rule, 'seconds', 60);
  const polygon = polygonOf(story, rule.zone);
  const things = story.tracks.filter((track) => isThing(track) || track.actor.kind === 'bicycle');
  return things.flatMap((thing) =>
    restsOf(story, thing)
      .filter((rest) => within(thing.moments, rest).some((one) => isIn(polygon, one)))
      .flatMap((rest) => [
        ...(rest.isOld ? hiding(story, rule, thing, rest, limit) : []),
        ...(rest.isTaken ? [carriedOff(rule, story, thing, rest)] : []),
      ]),
  );
}
