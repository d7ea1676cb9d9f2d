import type { Point } from '#analytics/geometry/points.ts';
import type { LegalFacts } from '#foundation/legal-gate.ts';
import type { StopSignal } from '#foundation/stop-signal.ts';

/** What a replay must know of the camera and of the rule on trial; who runs it knows more. */
export interface Trial {
  readonly camera: {
    readonly id: number;
    readonly name: string;
    readonly legal: LegalFacts;
    readonly zones: readonly { readonly id: number; readonly name: string }[];
    readonly lines: readonly {
      readonly id: number;
      readonly name: string;
      readonly forward: string;
      readonly backward: string;
    }[];
  };
  readonly rule: {
    readonly kind: string;
    readonly name: string;
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly cooldownSeconds: number;
  };
  /** the camera is switched on: its pictures can be watched live */
  readonly isWatched: boolean;
}

/** Something the rule saw. */
export interface TrialEvent {
  readonly timeMs: number;
  readonly class: string | null;
  readonly confidence: number | null;
  readonly point: Point | null;
  readonly zoneId?: number;
  readonly lineId?: number;
  readonly direction?: 'forward' | 'backward';
  readonly value?: number;
}

/** Crossings of a line of the camera. */
export interface TrialCount {
  readonly lineId: number;
  readonly class: string;
  readonly direction: 'forward' | 'backward';
  readonly count: number;
}

/** Values that the rule measured in a quarter hour. */
export interface TrialMeasure {
  readonly measure: string;
  readonly class: string | null;
  readonly part: string;
  readonly bucketStartMs: number;
  readonly weight: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** What a trial found, whole or since the last time it told. */
export interface TrialFindings {
  readonly events: readonly TrialEvent[];
  readonly counts: readonly TrialCount[];
  readonly measures: readonly TrialMeasure[];
  readonly coverage: readonly { readonly bucketStartMs: number; readonly analysedMs: number }[];
}

/** Runs the pipeline on a clip; throws VigieErrors in plain words. */
export type RunClip<T extends Trial> = (request: {
  readonly trial: T;
  readonly file: string;
  /** event time of the first picture */
  readonly startMs: number;
  /** share of the clip that is analysed, 0…1 */
  readonly onProgress: (share: number) => void;
  readonly signal: StopSignal;
}) => Promise<TrialFindings>;

/** Puts a rule on trial beside the camera's own; the function that is returned takes it away again. */
export type StartLive<T extends Trial> = (request: {
  readonly trial: T;
  /** number of the replay */
  readonly number: number;
  readonly onFindings: (findings: TrialFindings) => void;
  /** the camera is not watched any longer */
  readonly onGone: () => void;
}) => () => Promise<void>;

/** Where uploaded clips wait; each is removed once it was analysed. */
export interface ClipFiles {
  /** Writes a clip; throws `invalid` beyond the limit, and keeps nothing of it. */
  receive(content: AsyncIterable<Uint8Array>): Promise<string>;
  remove(file: string): Promise<void>;
}
