import { abandonedObject } from './abandoned-object.ts';
import { absence } from './absence.ts';
import { cameraHealth } from './camera-health.ts';
import { crossing } from './crossing.ts';
import { dwell } from './dwell.ts';
import { intrusion } from './intrusion.ts';
import { objectCount } from './object-count.ts';
import { occupancy } from './occupancy.ts';
import { originDestination } from './origin-destination.ts';
import { parkingBays } from './parking-bays.ts';
import { queue } from './queue.ts';
import { removedObject } from './removed-object.ts';
import type { MeasureDefinition, RuleDefinition } from './rule.ts';
import { speed } from './speed.ts';
import { stoppedVehicle } from './stopped-vehicle.ts';
import { wrongWay } from './wrong-way.ts';

/** Every kind of rule: a new one is its file, its test and its line here. */
export const ruleCatalogue: readonly RuleDefinition[] = [
  intrusion,
  crossing,
  wrongWay,
  dwell,
  stoppedVehicle,
  occupancy,
  parkingBays,
  queue,
  speed,
  originDestination,
  objectCount,
  absence,
  abandonedObject,
  removedObject,
  cameraHealth,
];

/** The definition of a kind, or undefined when there is none. */
export function findRuleDefinition(kind: string): RuleDefinition | undefined {
  return ruleCatalogue.find((definition) => definition.kind === kind);
}

/** What rules of a kind measure; nothing for a kind that only tells, or that is not known. */
export function measuresOf(kind: string): readonly MeasureDefinition[] {
  return findRuleDefinition(kind)?.measures ?? [];
}
