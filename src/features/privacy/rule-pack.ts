import type { DatedDecision, Output, Place, Regime, Words } from '#foundation/legal-gate.ts';

/** What a refusal says. */
export interface LegalText {
  /** the text of law that blocks */
  readonly rule: Words;
  readonly lift: Words;
}

/** How a place gives an output: always when nothing is said, else only with what is named. */
export interface OutputRule {
  readonly never?: true;
  /** an order or special text that names the detector */
  readonly basis?: true;
  /** an authorisation that names the camera */
  readonly authorisation?: true;
  /** one of these decisions */
  readonly decisions?: readonly DatedDecision['kind'][];
  /** key of the text that a refusal shows */
  readonly text?: string;
}

/** A purpose of the closed list. */
export interface PurposeKind {
  readonly code: string;
  readonly group: string;
  readonly title: Words;
  readonly law: Words;
  readonly regime: Regime;
  readonly places: readonly Place[];
  readonly outputs: readonly Output[];
  /** the camera must stand in a valid authorisation */
  readonly needsAuthorisation: boolean;
}

/** An event of the closed list of an order, and the kinds of rules that look for it; none: the product has none. */
export interface EventKind {
  readonly code: string;
  readonly title: Words;
  readonly detectors: readonly string[];
}

/** A kind of legal basis that lifts a refusal. */
export interface BasisKind {
  readonly code: string;
  readonly title: Words;
  readonly law: Words;
  /** persons who must sign before it counts */
  readonly signatures: number;
  /** it names events of the closed list; else it names kinds of rules */
  readonly namesEvents: boolean;
}

/** The law of one country as data; the engine knows no country. */
export interface RulePack {
  readonly name: string;
  readonly country: string;
  /** grows with each release: an older one is refused once a newer was used */
  readonly version: readonly [year: number, number: number];
  readonly texts: Readonly<Record<string, LegalText>>;
  /** grounds of processing; the first of a regime is its usual one */
  readonly grounds: readonly {
    readonly code: string;
    readonly regime: Regime;
    readonly title: Words;
    readonly warning?: Words;
  }[];
  readonly purposes: readonly PurposeKind[];
  readonly events: readonly EventKind[];
  readonly bases: readonly BasisKind[];
  readonly places: Readonly<
    Record<
      Place,
      {
        readonly needsMask: boolean;
        readonly outputs: Readonly<Record<Output, OutputRule>>;
      }
    >
  >;
  /** outputs about the equipment itself: they tell nothing of what anybody does before it */
  readonly exempt: readonly { readonly detector: string; readonly output: Output }[];
  readonly statistics: {
    /** when a quarter hour of a place that counts nothing live may be shown */
    readonly delay: 'next-day' | { readonly minutes: number };
    /** shortest interval that is shown of such a place */
    readonly aggregationMinutes: number;
  };
  /** regimes under which a camera gives nothing that a signed impact assessment does not cover */
  readonly assessment: { readonly regimes: readonly Regime[] };
  readonly setupSession: { readonly mostMinutes: number };
  /** how long recordings may be kept at most, whatever an authorisation says */
  readonly retention: { readonly mostDays: number };
}

/** Keys of the texts that the engine itself shows; every pack has them. */
export const engineTexts = [
  'integrity',
  'no-purpose',
  'purpose-not-yet',
  'purpose-expired',
  'purpose-place',
  'purpose-output',
  'two-regimes',
  'no-assessment',
  'assessment-to-review',
  'no-mask',
  'no-authorisation',
  'clock',
  'basis-stopped',
  'basis-expired',
  'basis-not-yet',
  'basis-unsigned',
  'basis-event',
] as const;
