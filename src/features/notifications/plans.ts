import type { ToldAlert } from './ports.ts';

/** The part of a plan that says of which alerts it is. */
export interface PlanScope {
  readonly enabled: boolean;
  readonly ruleIds: readonly number[];
  readonly leastSeverity: ToldAlert['severity'];
}

const ranks = { information: 0, warning: 1, critical: 2 } as const;

/** The plans that an alert falls under: those for its rule, or for every rule, that it is serious enough for. */
export function plansFor<Plan extends PlanScope>(plans: readonly Plan[], alert: ToldAlert): readonly Plan[] {
  return plans.filter(
    ({ enabled, ruleIds, leastSeverity }) =>
      enabled &&
      ranks[alert.severity] >= ranks[leastSeverity] &&
      (ruleIds.length === 0 || (alert.ruleId !== null && ruleIds.includes(alert.ruleId))),
  );
}
