import type { RuleEvent } from '../plan/facts.ts';
import type { SceneRule } from '../plan/scene.ts';
import { coveredBy, depthIn, type Flat } from './geometry.ts';
import type { Moment, Story, Track } from './moments.ts';
import { event, numberIn, polygonOf, watches } from './rule-values.ts';
import { lengthOf, runsOf } from './runs.ts';

/** A bay is taken by a vehicle whose middle stands in it. */
const STANDS = 0.08;
/** A rule may take its time to be sure of a bay. */
const SETTLES = 10;
/** A vehicle that stands in a bay for no longer has not parked (s). */
const PAUSES = 3;
const COVERED = 0.25;

interface BayFrame {
  readonly second: number;
  /** bays with a vehicle that stands in them, and those with one that moves in them */
  readonly taken: number;
  readonly touched: number;
}

const isInBay = (polygon: readonly Flat[], { foot }: Moment): boolean => depthIn(polygon, foot) > 0;

function framesOf(story: Story, bays: readonly (readonly Flat[])[], vehicles: readonly Track[]): BayFrame[] {
  return Array.from({ length: story.plan.frames }, (_, frame) => {
    const second = frame * story.step;
    const here = vehicles.flatMap(({ moments }) =>
      moments.filter((one) => Math.abs(one.second - second) < story.step / 2),
    );
    const taken = bays.filter((bay) => here.some((one) => one.speed < STANDS && isInBay(bay, one)));
    const touched = bays.filter((bay) => here.some((one) => isInBay(bay, one)));
    return { second, taken: taken.length, touched: touched.length };
  });
}

/** Someone whose box lies over a free bay, without standing in it. */
function overFreeBays(
  story: Story,
  rule: SceneRule,
  names: readonly string[],
  frames: readonly BayFrame[],
): RuleEvent[] {
  if (names.length > 1) return [];
  const polygon = polygonOf(story, names[0]);
  return story.tracks.flatMap((track) => {
    const over = runsOf(
      track.moments,
      ({ second, box, visibility }) =>
        visibility > 0.5 &&
        frames[Math.round(second / story.step)]?.touched === 0 &&
        coveredBy(polygon, box) > COVERED,
      1,
    ).filter((run) => lengthOf(run) >= 0.6);
    return over.map((run) =>
      event(rule, 'tempting', `a ${track.actor.kind} before a free bay`, { ...run, track }),
    );
  });
}

/** Parking bays: no more than a number are free. */
export function bayShortages(story: Story, rule: SceneRule): RuleEvent[] {
  const names = (rule.bays as string[] | undefined) ?? [];
  const left = numberIn(rule, 'freeAtMost');
  const vehicles = story.tracks.filter((track) => watches(rule, track));
  const frames = framesOf(
    story,
    names.map((name) => polygonOf(story, name)),
    vehicles,
  );
  const few = runsOf(frames, ({ taken }) => names.length - taken <= left, 1).map((run) => {
    const about = `at most ${left} of ${names.length} free`;
    const facts = { ...run, value: left };
    if (lengthOf(run) >= SETTLES + 2) return event(rule, 'true', about, facts);
    return event(rule, lengthOf(run) <= PAUSES ? 'tempting' : 'unclear', about, facts);
  });
  return [...few, ...overFreeBays(story, rule, names, frames)];
}
