import type { LegalFacts } from '#foundation/legal-gate.ts';

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
  /** median score an object must have for the rule to see it, 0…1; null: as the camera */
  readonly minimumConfidence: number | null;
}

/** All that the analysis of one camera needs. */
export interface CameraPlan {
  readonly id: number;
  readonly name: string;
  readonly source: { readonly url: string; readonly loop?: boolean };
  /** what the legal gate must know */
  readonly legal: LegalFacts;
  readonly framesPerSecond: number;
  readonly confidence: number;
  readonly masks: readonly (readonly PlanPoint[])[];
  readonly zones: readonly PlanZone[];
  readonly lines: readonly PlanLine[];
  readonly rules: readonly PlanRule[];
  readonly position: { readonly latitude: number; readonly longitude: number } | null;
  /** points of known place on the ground, four or more, for speeds; empty: unknown */
  readonly ground: readonly { readonly at: PlanPoint; readonly metres: readonly [number, number] }[];
  /** `auto`: a still scene is not detected again and again */
  readonly motionGate: 'auto' | 'off';
  /** `auto`: small things are looked at again, larger, as long as no camera suffers */
  readonly secondLook: 'auto' | 'on' | 'off';
  /** whose pictures go first when the machine is overloaded */
  readonly priority: 'low' | 'normal' | 'high';
  /** what is kept around its alerts; absent: nothing */
  readonly recording?: { readonly secondsBefore: number; readonly secondsAfter: number } | null;
}

/** The whole configuration of the analysis process; a new one replaces the old, and only changed cameras restart. */
export interface AnalysisPlan {
  readonly cameras: readonly CameraPlan[];
  /** public holidays of the territory, `YYYY-MM-DD` */
  readonly holidays: readonly string[];
}
