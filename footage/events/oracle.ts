import type { RuleEvent, SeenObject } from '../plan/facts.ts';
import type { Plan, SceneRule } from '../plan/scene.ts';
import { bayShortages } from './bays.ts';
import { cameraFaults } from './camera-faults.ts';
import { absences, occupancies, queues } from './levels.ts';
import { type Story, storyOf } from './moments.ts';
import { counts, crossings, trips } from './passages.ts';
import { speeds } from './speeds.ts';
import { dwells, intrusions, stops } from './stays.ts';
import { abandoned, removed } from './things.ts';

type Oracle = (story: Story, rule: SceneRule) => RuleEvent[];

const ORACLES: Readonly<Record<string, Oracle>> = {
  intrusion: intrusions,
  crossing: crossings,
  'wrong-way': crossings,
  dwell: dwells,
  'stopped-vehicle': stops,
  occupancy: occupancies,
  'parking-bays': bayShortages,
  queue: queues,
  'abandoned-object': abandoned,
  'removed-object': removed,
  speed: speeds,
  'origin-destination': trips,
  'object-count': counts,
  absence: absences,
  'camera-health': cameraFaults,
};

/** What each rule of a clip must tell and what it must not, by the exact ways on the ground. */
export function eventsOf(plan: Plan, frames: readonly (readonly SeenObject[])[]): RuleEvent[] {
  const story = storyOf(plan, frames);
  return (plan.scene.rules ?? []).flatMap((rule) => {
    const oracle = ORACLES[rule.kind];
    if (!oracle) throw new RangeError(`${plan.scene.name}: no oracle for a rule of kind "${rule.kind}"`);
    return oracle(story, rule).sort((a, b) => a.fromSecond - b.fromSecond);
  });
}
