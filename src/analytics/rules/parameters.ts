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

/** Road vehicles with an engine. */
export const vehicles: readonly string[] = ['car', 'truck', 'bus', 'motorcycle'];

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

/** How many there must be more than. */
export const moreThanParameter: RuleParameter = {
  name: 'moreThan',
  type: 'number',
  title: { en: 'More than', fr: 'Plus de' },
  required: true,
  minimum: 0,
  maximum: 1000,
};

/** How long a state must last before it is told. */
export function secondsParameter(seconds: number): RuleParameter {
  return {
    name: 'seconds',
    type: 'seconds',
    title: { en: 'For (seconds)', fr: 'Pendant (secondes)' },
    required: false,
    default: seconds,
    minimum: 0,
    maximum: 86_400,
  };
}
