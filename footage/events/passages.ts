import type { RuleEvent } from '../plan/facts.ts';
import { isVehicle, type SceneRule } from '../plan/scene.ts';
import { distanceToStretch, type Flat, sideOf } from './geometry.ts';
import type { Moment, Story, Track } from './moments.ts';
import { endsOf, event, numberIn, watches } from './rule-values.ts';
import { lengthOf, runsOf } from './runs.ts';

type Direction = 'forward' | 'backward';

/** Someone goes over a line. */
interface Passage {
  readonly track: Track;
  readonly line: string;
  readonly second: number;
  readonly direction: Direction;
  /** seen well enough, and by their feet as by their box */
  readonly isClear: boolean;
}

const SEEN = 0.5;
const NEAR = 0.09;
/** A vehicle whose middle passes so near the end of a line is over it with one of its sides only: none can tell. */
const AT_END = 0.02;
/** Time after a passage in which it may be told: a tracker wants to be sure. */
const PATIENCE = 2.5;

function stepOver([from, to]: readonly [Flat, Flat], before: Flat, after: Flat): Direction | undefined {
  const [a, b] = [sideOf(before, from, to), sideOf(after, from, to)];
  const [c, d] = [sideOf(from, before, after), sideOf(to, before, after)];
  if (a > 0 === b > 0 || c > 0 === d > 0) return undefined;
  return b > 0 ? 'forward' : 'backward';
}

function stepsOver(ends: readonly [Flat, Flat], moments: readonly Moment[], point: (one: Moment) => Flat) {
  return moments.flatMap((after, index) => {
    const before = moments[index - 1];
    const direction = before && stepOver(ends, point(before), point(after));
    return before && direction
      ? [{ second: after.second, direction, visibility: Math.min(before.visibility, after.visibility) }]
      : [];
  });
}

/**
 * Every passage of someone over a line; there and back at once cannot be told from trembling. A vehicle goes over it
 * with the middle of the ground it stands on: its box ends half a lane nearer, beyond the end of a line across its own
 * lane or over the end of one across the next.
 */
function passagesOf(story: Story, track: Track, line: string): Passage[] {
  const ends = endsOf(story, line);
  const sureEnds = isVehicle(track.actor.kind) ? lengthened(ends, -AT_END) : ends;
  const byFoot = stepsOver(sureEnds, track.moments, ({ foot }) => foot);
  const pastEnds = stepsOver(lengthened(ends, AT_END), track.moments, ({ foot }) => foot);
  const steps = isVehicle(track.actor.kind)
    ? pastEnds
    : stepsOver(ends, track.moments, ({ anchor }) => anchor);
  const groups: (typeof steps)[] = [];
  for (const step of steps) {
    const last = groups.at(-1)?.at(-1);
    if (last && step.second - last.second < 1.5) groups.at(-1)?.push(step);
    else groups.push([step]);
  }
  return groups.map((group) => {
    const last = group.at(-1) ?? { second: 0, direction: 'forward' as const, visibility: 0 };
    const feet = byFoot.filter((one) => Math.abs(one.second - last.second) < 1.5);
    const isSame =
      track.actor.kind === 'bicycle' || (feet.length % 2 === 1 && feet.at(-1)?.direction === last.direction);
    const isClear = group.length % 2 === 1 && isSame && last.visibility >= SEEN;
    return { track, line, second: last.second, direction: last.direction, isClear };
  });
}

/** The line with so much more at both ends, or less. */
function lengthened([from, to]: readonly [Flat, Flat], by: number): readonly [Flat, Flat] {
  const [x, y] = [to[0] - from[0], to[1] - from[1]];
  const share = by / Math.hypot(x, y);
  return [
    [from[0] - x * share, from[1] - y * share],
    [to[0] + x * share, to[1] + y * share],
  ];
}

function linesOf(rule: SceneRule): string[] {
  return typeof rule.line === 'string' ? [rule.line] : ((rule.lines as string[] | undefined) ?? []);
}

/** Someone who comes close to the line and does not go over it. */
function nearMiss(story: Story, rule: SceneRule, track: Track, line: string): RuleEvent[] {
  const [from, to] = endsOf(story, line);
  const near = runsOf(
    track.moments,
    ({ foot, anchor, visibility }) =>
      visibility >= SEEN &&
      Math.min(distanceToStretch(foot, from, to), distanceToStretch(anchor, from, to)) < NEAR,
    1,
  ).filter((run) => lengthOf(run) >= 0.6);
  return near.slice(0, 1).map((run) => event(rule, 'tempting', 'comes close to the line', { ...run, track }));
}

function judged(rule: SceneRule, { track, second, direction, isClear }: Passage): RuleEvent {
  const facts = { from: second, to: second + PATIENCE, track };
  if (!watches(rule, track))
    return event(rule, 'tempting', `a ${track.actor.kind} crosses, which the rule does not watch`, facts);
  if (!isClear) return event(rule, 'unclear', 'is hidden at the line, or trembles on it', facts);
  const wanted = rule.direction ?? 'both';
  return wanted === 'both' || wanted === direction
    ? event(rule, 'true', 'crosses', facts)
    : event(rule, 'tempting', 'crosses the other way', facts);
}

/** Crossing and wrong way: someone goes over the line in the direction that is watched. */
export function crossings(story: Story, rule: SceneRule): RuleEvent[] {
  const line = String(rule.line);
  return story.tracks.flatMap((track) => {
    const passages = passagesOf(story, track, line);
    if (passages.length > 0) return passages.map((passage) => judged(rule, passage));
    return watches(rule, track) ? nearMiss(story, rule, track, line) : [];
  });
}

/** Object count: more than a number went over the line within the time. */
export function counts(story: Story, rule: SceneRule): RuleEvent[] {
  const wanted = rule.direction ?? 'both';
  const passages = story.tracks
    .filter((track) => watches(rule, track))
    .flatMap((track) => passagesOf(story, track, String(rule.line)))
    .filter(({ direction }) => wanted === 'both' || direction === wanted)
    .sort((a, b) => a.second - b.second);
  const clear = passages.filter(({ isClear }) => isClear);
  const number = numberIn(rule, 'moreThan');
  const facts = { from: passages[number]?.second ?? 0, to: story.seconds, value: clear.length };
  if (clear.length > number) return [event(rule, 'true', `more than ${number} pass`, facts)];
  return [
    event(rule, passages.length > number ? 'unclear' : 'tempting', `${clear.length} pass, no more`, facts),
  ];
}

/** Origin and destination: ways from one line to another. */
export function trips(story: Story, rule: SceneRule): RuleEvent[] {
  const lines = linesOf(rule);
  return story.tracks
    .filter((track) => watches(rule, track))
    .flatMap((track) => {
      const passages = lines
        .flatMap((line) => passagesOf(story, track, line))
        .sort((a, b) => a.second - b.second);
      const ways = passages.flatMap((to, index): RuleEvent[] => {
        const from = passages[index - 1];
        if (!from || from.line === to.line) return [];
        const kind = from.isClear && to.isClear ? 'true' : 'unclear';
        const times = { from: to.second, to: to.second + PATIENCE, value: to.second - from.second };
        return [
          event(rule, kind, 'goes from line to line', { ...times, track, place: `${from.line}>${to.line}` }),
        ];
      });
      if (ways.length > 0) return ways;
      const last = passages.at(-1);
      if (!last) return lines.flatMap((line) => nearMiss(story, rule, track, line)).slice(0, 1);
      return [
        event(rule, 'tempting', 'crosses one line only', {
          from: last.second,
          to: last.second + PATIENCE,
          track,
        }),
      ];
    });
}
