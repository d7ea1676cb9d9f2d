import type { RuleParameter } from './rule.ts';

/** The zone a rule watches. */
export const zoneParameter: RuleParameter = {
  name: 'zone',
  type: 'zone',
  title: { en: 'Zone', fr: 'Zone' },
  required: true,
};

/** The line a rule watches. */
export const lineParameter: RuleParameter = {
  name: 'line',
  type: 'line',
  title: { en: 'Line', fr: 'Ligne' },
  required: true,
};

/** The classes of objects a rule looks for. */
export function classesParameter(defaults: readonly string[]): RuleParameter {
  return {
    name: 'classes',
    type: 'classes',
    title: { en: 'Objects', fr: 'Objets' },
    required: false,
    default: defaults,
  };
}
