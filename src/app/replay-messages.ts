import type { TrialFindings } from '#features/replay/ports.ts';
import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import type { AnalysisInit } from '#features/video-analysis/messages-schema.ts';

/** Number of the rule on trial in the plan of a clip: none that is stored has it. */
export const trialRuleId = -1;

/** What the process that analyses one clip is told, once. */
export interface ReplayOrder {
  readonly init: AnalysisInit;
  /** the camera with the rule on trial alone, its source the clip */
  readonly plan: CameraPlan;
  readonly holidays: readonly string[];
  readonly startMs: number;
}

/** What it answers. */
export type ReplayAnswer =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly findings: TrialFindings }
  | { readonly kind: 'failed'; readonly message: string; readonly fix?: string };
