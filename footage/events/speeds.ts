import type { RuleEvent } from '../plan/facts.ts';
import type { SceneRule } from '../plan/scene.ts';
import type { Story, Track } from './moments.ts';
import { type Presence, visitorsOf } from './presence.ts';
import { event, numberIn, watches } from './rule-values.ts';
import { lengthOf, type Run, runsOf, within } from './runs.ts';

const KMH = 3.6;
const SHORTEST = 0.8;
const SURELY_FASTER = 1.12;
const SURELY_SLOWER = 0.95;
/** One whose speed varies by more than this share has no one speed. */
const STEADY = 0.2;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Speed: how fast vehicles go through the zone; without a limit each is measured. */
export function speeds(story: Story, rule: SceneRule): RuleEvent[] {
  return visitorsOf(story, rule.zone)
    .filter(({ track }) => watches(rule, track))
    .flatMap(({ track, presences }) => {
      const surely = long(runsOf(presences, ({ is }) => is === 'in', 1.5));
      const perhaps = long(runsOf(presences, ({ is }) => is !== 'out', 1.5));
      return [
        ...surely.map((run) => driven(rule, track, presences, run)),
        ...perhaps
          .filter((run) => !surely.some(({ from, to }) => from <= run.to && to >= run.from))
          .map((run) => event(rule, 'unclear', 'drives along the edge', { ...run, to: run.to + 1.5, track })),
      ];
    });
}

const long = (runs: readonly Run[]): Run[] => runs.filter((run) => lengthOf(run) >= SHORTEST);

function driven(rule: SceneRule, track: Track, presences: readonly Presence[], run: Run): RuleEvent {
  const limit = numberIn(rule, 'fasterThan');
  const all = within(presences, run).map(({ speed }) => speed * KMH);
  const value = median(all);
  const isSteady = Math.max(...all) - Math.min(...all) <= STEADY * value;
  const facts = { ...run, to: run.to + 1.5, track, value };
  if (!isSteady) return event(rule, 'unclear', 'changes its speed', facts);
  if (Number.isNaN(limit)) return event(rule, 'true', 'drives through', facts);
  if (value >= limit * SURELY_FASTER) return event(rule, 'true', 'drives too fast', facts);
  return event(rule, value <= limit * SURELY_SLOWER ? 'tempting' : 'unclear', 'keeps below the limit', facts);
}
