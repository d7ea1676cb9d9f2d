import type { Point } from '#analytics/geometry/points.ts';
import type { WeeklySlot } from '#analytics/rules/period.ts';

/** Classes counted on a line, and whose presence is measured, where nothing else is said. */
export const defaultClasses: readonly string[] = ['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck'];
/** Names of the directions of a line that has none. */
export const defaultDirections = { forward: 'forward', backward: 'backward' } as const;
/** Pause between two alerts of a rule that says nothing of it, seconds. */
export const defaultCooldownSeconds = 60;

export interface FileShape {
  readonly name: string;
  readonly polygon: readonly Point[];
}

export interface FileLine {
  readonly name: string;
  readonly from: Point;
  readonly to: Point;
  readonly forward?: string;
  readonly backward?: string;
  readonly classes?: readonly string[];
}

/** A rule as written: beside these keys stand the parameters of its kind. */
export interface FileRule {
  readonly name: string;
  readonly kind: string;
  readonly period?: string;
  readonly severity?: 'information' | 'warning' | 'critical';
  readonly cooldownSeconds?: number;
  readonly minimumConfidence?: number;
  readonly enabled?: boolean;
  readonly [parameter: string]: unknown;
}

/** Keys of a rule that are not parameters of its kind. */
export const ruleKeys: readonly string[] = [
  'name',
  'kind',
  'period',
  'severity',
  'cooldownSeconds',
  'minimumConfidence',
  'enabled',
];

export interface FileCamera {
  readonly name?: string;
  readonly source?: { readonly url: string; readonly loop?: boolean };
  readonly place: 'public-road' | 'open-to-public' | 'closed-site';
  /** names of the file's purposes, or words of the closed list */
  readonly purposes: readonly string[];
  /** why no privacy mask is needed on a public road */
  readonly maskWaiver?: string;
  readonly position?: {
    readonly latitude: number;
    readonly longitude: number;
    readonly heading?: number;
    readonly fieldOfView?: number;
    readonly range?: number;
  } | null;
  readonly framesPerSecond?: number;
  readonly confidence?: number;
  readonly enabled?: boolean;
  /** points of known place on the ground, for speeds */
  readonly ground?: readonly { readonly at: Point; readonly metres: Point }[] | null;
  readonly motionGate?: 'auto' | 'off';
  readonly secondLook?: 'auto' | 'on' | 'off';
  readonly priority?: 'low' | 'normal' | 'high';
  /** whether `vigie analyse --export-tracks` may write tracks; only at closed sites when left out */
  readonly trackExport?: 'allowed' | 'refused';
  readonly masks?: readonly FileShape[];
  readonly zones?: readonly FileShape[];
  readonly lines?: readonly FileLine[];
  readonly rules?: readonly FileRule[];
}

/** Why cameras are analysed; its `code` is a word of the closed list of the rule pack. */
export interface FilePurpose {
  readonly name: string;
  readonly code: string;
  readonly ground?: string;
  readonly retentionDays?: number;
  readonly recipients?: readonly string[];
  readonly description?: string;
  readonly from?: string;
  readonly until?: string | null;
}

export interface FilePeriod {
  readonly name: string;
  readonly weekly?: readonly WeeklySlot[];
  readonly dates?: readonly { readonly from: string; readonly to: string }[];
  readonly except?: readonly { readonly from: string; readonly to: string }[];
  readonly holidays?: 'include' | 'exclude' | 'only';
  readonly timeZone?: string;
}

/** Cameras, periods and rules of a territory as one file; also the rules of one video. */
export interface TerritoryFile {
  readonly territory?: {
    readonly name?: string;
    readonly timeZone?: string;
    /** country, or country and region: `FR`, `FR-57`; null for none */
    readonly holidays?: string | null;
    readonly mapStyleUrl?: string | null;
  };
  readonly purposes?: readonly FilePurpose[];
  readonly periods?: readonly FilePeriod[];
  readonly cameras: readonly FileCamera[];
}
