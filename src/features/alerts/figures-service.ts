import type { CameraScope } from '#foundation/camera-scope.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { AlertCounts, RuleTimes, RuleTuning } from './desk-schema.ts';
import type { FiguresRequest, FiguresStore } from './figures-store.ts';
import { suggestTuning } from './tuning.ts';

/** What alerts tell of rules: never of those who decide. */
export interface FiguresService {
  counts(cameraIds: CameraScope): Promise<AlertCounts>;
  /**
   * How soon the alerts of each rule were seen and decided on. Throws `invalid` for less than a week: over one
   * shift the figures of a rule would be those of a person.
   */
  times(request: FiguresRequest): Promise<RuleTimes[]>;
  /** What could be changed in a rule, by its verdicts of the last weeks. */
  tuning(ruleId: number): Promise<RuleTuning>;
}

interface Parts {
  readonly reader: Tx;
  readonly store: FiguresStore;
  readonly clock: Clock;
}

const dayMs = 24 * 3_600_000;
const leastDays = 7;
/** Fewer alerts than this give no figure: a single one would tell of the person who saw it. */
const fewestAlerts = 5;
const judgedDays = 60;

/** Makes the use cases of figures about alerts. */
export function createFiguresService({ reader, store, clock }: Parts): FiguresService {
  return {
    counts: (cameraIds) => store.counts(reader, cameraIds),
    async times(request) {
      if (Date.parse(request.to) - Date.parse(request.from) < leastDays * dayMs)
        throw invalidField('to', `is less than ${leastDays} days after \`from\``, 'ask for a week or more');
      const rows = await store.times(reader, request);
      return rows.map(({ seen, judged, sightMedian, sightP90, decisionMedian, decisionP90, ...rule }) => ({
        ...rule,
        secondsToSight: figure(seen, sightMedian, sightP90),
        secondsToDecision: figure(judged, decisionMedian, decisionP90),
      }));
    },
    async tuning(ruleId) {
      const rule = await store.findRule(reader, ruleId);
      if (rule === undefined) throw new VigieError('not-found', `There is no rule ${ruleId}`);
      const judged = await store.judged(reader, ruleId, clock() - judgedDays * dayMs);
      const count = (verdict: string): number => judged.filter((alert) => alert.verdict === verdict).length;
      return {
        ruleId,
        cameraId: rule.cameraId,
        rejected: count('rejected'),
        confirmed: count('confirmed'),
        suggestions: suggestTuning(rule, judged),
      };
    },
  };
}

function figure(alerts: number, median: number | null, p90: number | null): RuleTimes['secondsToSight'] {
  return alerts < fewestAlerts || median === null || p90 === null ? null : { median, p90 };
}
