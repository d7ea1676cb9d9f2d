import { crossing } from './crossing.ts';
import { intrusion } from './intrusion.ts';
import { occupancy } from './occupancy.ts';
import type { MeasureDefinition, RuleDefinition } from './rule.ts';

/** Every kind of rule: a new one is its file, its test and its line here. */
export const ruleCatalogue: readonly RuleDefinition[] = [intrusion, crossing, occupancy];

/** The definition of a kind, or undefined when there is none. */
export function findRuleDefinition(kind: string): RuleDefinition | undefined {
  return ruleCatalogue.find((definition) => definition.kind === kind);
}

/** What rules of a kind measure; nothing for a kind that only tells, or that is not known. */
export function measuresOf(kind: string): readonly MeasureDefinition[] {
  return findRuleDefinition(kind)?.measures ?? [];
}
