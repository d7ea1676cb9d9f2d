import type { RuleEvent } from '../plan/facts.ts';
import type { SceneRule } from '../plan/scene.ts';
import type { Story } from './moments.ts';
import { type Level, levelsOf, type Presence } from './presence.ts';
import { event, numberIn } from './rule-values.ts';
import { lengthOf, type Run, runsOf, within } from './runs.ts';

const TOLERANCE = 1;
const MARGIN = 1;
/** A rule tells the same fact again only once it was out of its sight for so long (s): its shortest cool-down. */
const COOL_DOWN = 5;
/** Slower than this waits in a queue; who was never slower than the second of late does not (m/s). */
const CREEPS = 1;
const DRIVES = 2.8;

const isIn = ({ is }: Presence): boolean => is === 'in';
const isThere = ({ is }: Presence): boolean => is !== 'out';

const longest = (runs: readonly Run[]): Run | undefined =>
  runs.reduce<Run | undefined>(
    (best, run) => (best && lengthOf(best) >= lengthOf(run) ? best : run),
    undefined,
  );

/**
 * Whether a run is clearly told apart from the one before. A break about as long as the tolerance may be none, and
 * what is back within the cool-down is the same fact going on.
 */
function isToldAnew(run: Run, before: Run | undefined, hold: number): boolean {
  if (before === undefined || lengthOf(before) < hold - MARGIN) return true;
  const isBreak = run.from - before.to >= TOLERANCE + MARGIN;
  return isBreak && run.from + hold - before.to >= COOL_DOWN + 2 * MARGIN;
}

/** Times during which more than a number are there, long enough, too short, or just not more. */
function aboveNumber(
  rule: SceneRule,
  levels: readonly Level[],
  usualSeconds: number,
  what: string,
): RuleEvent[] {
  const number = numberIn(rule, 'moreThan');
  const hold = numberIn(rule, 'seconds', usualSeconds);
  const above = runsOf(levels, ({ maybe }) => maybe > number, TOLERANCE).map((run, index, runs) => {
    const value = Math.max(...within(levels, run).map(({ maybe }) => maybe));
    const sure = longest(runsOf(within(levels, run), (level) => level.sure > number, 0.25));
    const facts = { ...run, value };
    const told = { ...facts, from: run.from + hold };
    if (sure && lengthOf(sure) >= hold + MARGIN) {
      const isAnew = isToldAnew(run, runs[index - 1], hold);
      return event(rule, isAnew ? 'true' : 'unclear', `more than ${number} ${what}`, told);
    }
    const isShort = lengthOf(run) <= hold - MARGIN;
    return event(rule, isShort ? 'tempting' : 'unclear', `more than ${number} ${what}, not for long`, facts);
  });
  const just = runsOf(levels, ({ maybe }) => maybe === number && number > 0, TOLERANCE)
    .filter(
      (run) =>
        lengthOf(run) >= hold && !above.some((one) => one.fromSecond < run.to && one.toSecond > run.from),
    )
    .map((run) => event(rule, 'tempting', `just ${number} ${what}`, { ...run, value: number }));
  return [...above, ...just];
}

/** Occupancy: more than a number in the zone for a time. */
export const occupancies = (story: Story, rule: SceneRule): RuleEvent[] =>
  aboveNumber(rule, levelsOf(story, rule, { sure: isIn, maybe: isThere }), 10, 'are there');

/** Queue: more than a number stand or creep in the zone for a time. */
export function queues(story: Story, rule: SceneRule): RuleEvent[] {
  const levels = levelsOf(story, rule, {
    sure: (one) => isIn(one) && one.speed < CREEPS,
    maybe: (one) => isThere(one) && one.slowest < DRIVES,
  });
  const told = aboveNumber(rule, levels, 30, 'wait');
  const number = numberIn(rule, 'moreThan');
  const there = levelsOf(story, rule, { sure: isIn, maybe: isThere });
  const moving = runsOf(there, ({ sure }) => sure > number, TOLERANCE)
    .filter((run) => lengthOf(run) >= MARGIN)
    .filter((run) => !told.some((one) => one.fromSecond < run.to + 5 && one.toSecond > run.from - 5))
    .map((run) => event(rule, 'tempting', `more than ${number} drive by`, run));
  return [...told, ...moving];
}

/** Absence: nobody there for a time. */
export function absences(story: Story, rule: SceneRule): RuleEvent[] {
  const limit = numberIn(rule, 'minutes') * 60;
  const levels = levelsOf(story, rule, { sure: isIn, maybe: isThere });
  const empty = runsOf(levels, ({ sure }) => sure === 0, story.step * 1.5).flatMap((run): RuleEvent[] => {
    const certain = longest(runsOf(within(levels, run), ({ maybe }) => maybe === 0, story.step * 1.5));
    if (certain && lengthOf(certain) >= limit + 1.5)
      return [
        event(rule, 'true', 'nobody is there', {
          from: run.from + limit,
          to: run.to,
          value: lengthOf(run),
        }),
      ];
    if (lengthOf(run) > limit - 1.5) return [event(rule, 'unclear', 'nobody for about as long', run)];
    return lengthOf(run) >= 1 ? [event(rule, 'tempting', 'nobody for a shorter time', run)] : [];
  });
  const still = levelsOf(story, rule, { sure: (one) => isIn(one) && one.speed > 0.2, maybe: isIn });
  const motionless = runsOf(still, ({ sure, maybe }) => sure === 0 && maybe > 0, story.step * 1.5)
    .filter((run) => lengthOf(run) >= limit)
    .map((run) => event(rule, 'tempting', 'someone is there and does not move', run));
  return [...empty, ...motionless];
}
