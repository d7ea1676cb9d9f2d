import type { CameraHealth, LiveHead } from './live-schema.ts';

/**
 * The only link between `main` and the analysis process.
 * A change of shape raises `protocolVersion`; a process that meets another version says so and stops.
 */
export const protocolVersion = 1;

/** A point 0…1 of the picture. */
export type PlanPoint = readonly [x: number, y: number];

export interface PlanZone {
  readonly id: number;
  readonly name: string;
  readonly polygon: readonly PlanPoint[];
}

export interface PlanLine {
  readonly id: number;
  readonly name: string;
  readonly from: PlanPoint;
  readonly to: PlanPoint;
  readonly forward: string;
  readonly backward: string;
  readonly classes: readonly string[];
}

/** The shape of a stored period, `timeZone` filled in. */
export interface PlanPeriod {
  readonly name: string;
  readonly timeZone: string;
  readonly weekly?: readonly {
    readonly days: readonly string[];
    readonly from: string;
    readonly to: string;
  }[];
  readonly dates?: readonly { readonly from: string; readonly to: string }[];
  readonly except?: readonly { readonly from: string; readonly to: string }[];
  readonly holidays?: 'include' | 'exclude' | 'only';
}

export interface PlanRule {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  /** zones and lines by id: `zoneId`, `lineId` */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly period: PlanPeriod | null;
  readonly cooldownSeconds: number;
}

/** All that the analysis of one camera needs. */
export interface CameraPlan {
  readonly id: number;
  readonly name: string;
  readonly source: { readonly url: string; readonly loop?: boolean };
  readonly place: 'public-road' | 'open-to-public' | 'closed-site';
  readonly purpose: string | null;
  readonly framesPerSecond: number;
  readonly confidence: number;
  readonly masks: readonly (readonly PlanPoint[])[];
  readonly zones: readonly PlanZone[];
  readonly lines: readonly PlanLine[];
  readonly rules: readonly PlanRule[];
  readonly position: { readonly latitude: number; readonly longitude: number } | null;
}

/** The whole configuration of the analysis process; a new one replaces the old, and only changed cameras restart. */
export interface AnalysisPlan {
  readonly cameras: readonly CameraPlan[];
  /** public holidays of the territory, `YYYY-MM-DD` */
  readonly holidays: readonly string[];
}

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
}

/** From `main` to the analysis process. */
export type ToAnalysis =
  | { readonly kind: 'plan'; readonly version: number; readonly plan: AnalysisPlan }
  /** somebody watches these cameras: send pictures, at most so many a second; an empty list ends it */
  | { readonly kind: 'watch'; readonly cameraIds: readonly number[]; readonly framesPerSecond: number }
  /** the report is stored: it need not be kept any longer */
  | {
      readonly kind: 'acknowledge';
      readonly cameraId: number;
      readonly run: string;
      readonly sequence: number;
    }
  | { readonly kind: 'stop' };

/** From the analysis process to `main`. */
export type FromAnalysis =
  | {
      readonly kind: 'ready';
      readonly version: number;
      readonly provider: string;
      readonly model: string;
      readonly notice?: string;
    }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'live'; readonly head: LiveHead; readonly jpeg: Uint8Array }
  | { readonly kind: 'health'; readonly cameras: readonly CameraHealth[]; readonly memoryMb: number }
  | {
      readonly kind: 'log';
      readonly level: 'debug' | 'info' | 'warn' | 'error';
      readonly details: object;
      readonly message: string;
    };
