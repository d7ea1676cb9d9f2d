import type { PlanRule } from './analysis-plan.ts';
import type {
  CountIncrement,
  CoverageIncrement,
  MeasureIncrement,
  PresenceIncrement,
  RuleEvent,
  StayRecord,
} from './report.ts';

/** All that was seen in the file. */
export interface OfflineResult {
  readonly pictures: number;
  readonly width: number;
  readonly height: number;
  /** event time of the first and the last analysed picture */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly damagedPackets: number;
  readonly events: readonly RuleEvent[];
  readonly counts: readonly CountIncrement[];
  readonly presence: readonly PresenceIncrement[];
  readonly coverage: readonly CoverageIncrement[];
  readonly measures: readonly MeasureIncrement[];
  readonly stays: readonly StayRecord[];
  /** rules whose alerts the legal gate refuses at this place */
  readonly refusedRules: readonly PlanRule[];
}
