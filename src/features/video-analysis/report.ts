import type { PlanPoint } from './analysis-plan.ts';

/** What a rule saw. No image, no track number. */
export interface RuleEvent {
  readonly ruleId: number;
  readonly kind: string;
  /** event time on the stream's clock, milliseconds since 1970 */
  readonly timeMs: number;
  /** time the picture reached the process, for the frame-to-alert delay */
  readonly arrivedMs: number;
  readonly class: string | null;
  readonly confidence: number | null;
  readonly zoneId?: number;
  readonly lineId?: number;
  readonly direction?: 'forward' | 'backward';
  readonly point: PlanPoint | null;
  /** the measured number, for rules that compare one (occupancy) */
  readonly value?: number;
}

/** Crossings to add to a bucket of 15 minutes. */
export interface CountIncrement {
  readonly lineId: number;
  readonly class: string;
  readonly direction: 'forward' | 'backward';
  readonly bucketStartMs: number;
  readonly count: number;
}

/** Time spent by objects in a zone, to add to a bucket: the mean number present is objectMs / analysedMs. */
export interface PresenceIncrement {
  readonly zoneId: number;
  readonly class: string;
  readonly bucketStartMs: number;
  readonly objectMs: number;
}

/** Time of the bucket really analysed, to add. */
export interface CoverageIncrement {
  readonly bucketStartMs: number;
  readonly analysedMs: number;
}

/** Values of a rule's measure to add to a bucket; `bins` follow the edges of its definition. */
export interface MeasureIncrement {
  readonly ruleId: number;
  readonly measure: string;
  readonly class: string | null;
  /** what of several the values are about, for instance `3>5`, a way from line 3 to line 5; else empty */
  readonly part: string;
  readonly bucketStartMs: number;
  /** number of values, or milliseconds they lasted */
  readonly weight: number;
  /** sum of value × weight */
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly bins: readonly number[];
}

/** The time an object that is no person spent in a zone. */
export interface StayRecord {
  readonly ruleId: number;
  readonly zoneId: number;
  readonly class: string;
  readonly enteredMs: number;
  readonly leftMs: number;
}

/**
 * What one camera saw since its last report. `run` names one life of its analysis (a UUID), `sequence` grows by one:
 * the receiver stores each (camera, run, sequence) once, in the transaction that stores its content.
 */
export interface Report {
  readonly cameraId: number;
  readonly run: string;
  readonly sequence: number;
  readonly events: readonly RuleEvent[];
  readonly counts: readonly CountIncrement[];
  readonly presence: readonly PresenceIncrement[];
  readonly coverage: readonly CoverageIncrement[];
  readonly measures: readonly MeasureIncrement[];
  readonly stays: readonly StayRecord[];
  /** what looked: name of the model, first digits of the SHA-256 of its file, precision */
  readonly model?: string;
  /**
   * What a new life of the analysis needs to go on where this report ends, as JSON text: kept in the memory of the
   * receiver only, never stored, so that what the report counts is never counted again. Absent: as in the report before.
   */
  readonly memory?: string;
}
