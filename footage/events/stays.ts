import type { RuleEvent } from '../plan/facts.ts';
import type { SceneRule } from '../plan/scene.ts';
import type { Story } from './moments.ts';
import { type Presence, type Visitor, visitorsOf } from './presence.ts';
import { event, numberIn, watches } from './rule-values.ts';
import { lengthOf, type Run, runsOf, within } from './runs.ts';

/** Someone who goes away and comes back within this time may be told once or twice. */
const ONE_VISIT = 8;
const NEAR = 0.05;
const A_WHILE = 1;
const CLEAR_MARGIN = 1;
/** Slower than this stands (m/s). */
const STANDS = 0.08;

const isThere = ({ is }: Presence): boolean => is !== 'out';
const isIn = ({ is }: Presence): boolean => is === 'in';
const stands = ({ speed }: Presence): boolean => speed < STANDS;

function visitsOf(
  presences: readonly Presence[],
  gap: number,
): { run: Run; sure: Run | undefined; frames: number }[] {
  return runsOf(presences, isThere, gap).map((run) => {
    const inside = within(presences, run).filter(isIn);
    const [first, last] = [inside[0], inside.at(-1)];
    return {
      run,
      sure: first && last ? { from: first.second, to: last.second } : undefined,
      frames: inside.length,
    };
  });
}

/** Someone who was never in, though a careless look would have them in. */
function nearMiss(rule: SceneRule, { track, presences }: Visitor, about: string): RuleEvent[] {
  if (presences.some(isThere)) return [];
  const near = runsOf(presences, ({ depth }) => depth > -NEAR, 1).filter((run) => lengthOf(run) >= A_WHILE);
  return near.slice(0, 1).map((run) => event(rule, 'tempting', about, { ...run, track }));
}

/** Intrusion: someone stands or walks in the zone. */
export function intrusions(story: Story, rule: SceneRule): RuleEvent[] {
  return visitorsOf(story, rule.zone).flatMap((visitor) => {
    const { track, presences } = visitor;
    const isWanted = watches(rule, track);
    if (!isWanted) {
      const inside = runsOf(presences, isIn, 1).filter((run) => lengthOf(run) >= A_WHILE);
      const about = `a ${track.actor.kind} in the zone, which the rule does not watch`;
      return inside.slice(0, 1).map((run) => event(rule, 'tempting', about, { ...run, track }));
    }
    const visits = visitsOf(presences, ONE_VISIT).map(({ run, frames }) => {
      const isTrue = frames >= Math.round(0.8 / story.step);
      return event(rule, isTrue ? 'true' : 'unclear', isTrue ? 'goes into the zone' : 'cuts a corner', {
        ...run,
        track,
      });
    });
    return visits.length > 0 ? visits : nearMiss(rule, visitor, 'passes close by the zone');
  });
}

/** Dwell: someone stays in the zone for longer than a time; without a limit each stay is measured. */
export function dwells(story: Story, rule: SceneRule): RuleEvent[] {
  const limit = numberIn(rule, 'longerThan');
  return visitorsOf(story, rule.zone)
    .filter(({ track }) => watches(rule, track))
    .flatMap(({ track, presences }) =>
      visitsOf(presences, 1).flatMap(({ run, sure }) => {
        const facts = { ...run, track, value: lengthOf(run) };
        if (Number.isNaN(limit)) return measured(rule, story, facts, sure ? lengthOf(sure) : 0);
        return tooLong(rule, limit, facts, sure);
      }),
    );
}

interface StayFacts extends Run {
  readonly track: Visitor['track'];
  readonly value: number;
}

function tooLong(rule: SceneRule, limit: number, facts: StayFacts, sure: Run | undefined): RuleEvent[] {
  if (facts.from < A_WHILE) return [event(rule, 'unclear', 'was there from the beginning', facts)];
  if (sure && lengthOf(sure) >= limit + CLEAR_MARGIN)
    return [event(rule, 'true', 'stays too long', { ...facts, from: facts.from + limit })];
  if (facts.value > limit - CLEAR_MARGIN) return [event(rule, 'unclear', 'stays about as long', facts)];
  return facts.value >= A_WHILE ? [event(rule, 'tempting', 'leaves in time', facts)] : [];
}

function measured(rule: SceneRule, { seconds }: Story, facts: StayFacts, least: number): RuleEvent[] {
  if (facts.from < A_WHILE || facts.to > seconds - A_WHILE || least < A_WHILE) return [];
  const isClear = facts.value - least < Math.max(A_WHILE, 0.2 * facts.value);
  return [event(rule, isClear ? 'true' : 'unclear', 'a stay', facts)];
}

/** How one stop is judged. */
function stopped(rule: SceneRule, track: Visitor['track'], run: Run): RuleEvent {
  const limit = numberIn(rule, 'seconds', 30);
  const long = lengthOf(run);
  const facts = { ...run, track, value: long };
  if (run.from < A_WHILE) return event(rule, 'tempting', 'stood there from the beginning', facts);
  if (long >= limit + 1.5) return event(rule, 'true', 'stops', { ...facts, from: run.from + limit });
  return event(rule, long <= limit - 1.5 ? 'tempting' : 'unclear', 'stops for a shorter time', facts);
}

/** Stopped vehicle: one that came stands in the zone for a time. */
export function stops(story: Story, rule: SceneRule): RuleEvent[] {
  return visitorsOf(story, rule.zone).flatMap((visitor) => {
    const { track, presences } = visitor;
    const still = runsOf(presences, (one) => isIn(one) && stands(one), 0.5).filter(
      (run) => lengthOf(run) >= A_WHILE,
    );
    if (!watches(rule, track))
      return still
        .filter((run) => lengthOf(run) >= numberIn(rule, 'seconds', 30))
        .map((run) => event(rule, 'tempting', `a ${track.actor.kind} stands in the zone`, { ...run, track }));
    return still.length === 0 ? movesThrough(rule, visitor) : still.map((run) => stopped(rule, track, run));
  });
}

function movesThrough(rule: SceneRule, visitor: Visitor): RuleEvent[] {
  const { track, presences } = visitor;
  const moving = runsOf(presences, isIn, 0.5).filter((run) => lengthOf(run) >= A_WHILE);
  if (moving.length > 0)
    return moving.map((run) => event(rule, 'tempting', 'drives through without stopping', { ...run, track }));
  const beside = runsOf(presences, (one) => !isThere(one) && one.depth > -2 * NEAR && stands(one), 0.5);
  return beside
    .filter((run) => lengthOf(run) >= numberIn(rule, 'seconds', 30))
    .map((run) => event(rule, 'tempting', 'stands beside the zone', { ...run, track }));
}
