/** Where a camera looks: what may be made of its pictures depends on it. */
export type Place = 'public-road' | 'open-to-public' | 'closed-site';

/**
 * What is asked of a camera: its pictures at all; aggregates; counts as they happen; the same while its lines are drawn;
 * when one object that is no person came and left; a notice at once; pictures kept.
 */
export type Output = 'frames' | 'statistics' | 'live-count' | 'setup-count' | 'stay' | 'alert' | 'recording';

/** The law a processing is under: the GDPR, or title III of law 78-17 for what serves security. */
export type Regime = 'rgpd' | 'titre-iii';

/** Words in each language. */
export interface Words {
  readonly en: string;
  readonly fr: string;
}

/** When something counts, milliseconds since 1970: from its start until just before its end; null: no end. */
export interface Validity {
  readonly fromMs: number;
  readonly untilMs: number | null;
}

/** A purpose of the register that a camera serves. */
export interface StatedPurpose extends Validity {
  readonly id: number;
  readonly name: string;
  /** its word in the closed list of the rule pack */
  readonly code: string;
  readonly regime: Regime;
}

/** An order or a text that allows what the law otherwise refuses. */
export interface LegalBasis extends Validity {
  readonly id: number;
  /** its word in the rule pack */
  readonly kind: string;
  readonly reference: string;
  /** events of the closed list that it names, for kinds that name events */
  readonly events: readonly string[];
  /** kinds of rules that it names, for kinds that name none of the events */
  readonly detectors: readonly string[];
  /** persons who signed it */
  readonly signatures: number;
  /** events that were stopped by hand; `all`: the whole of it */
  readonly stopped: readonly string[];
}

/** An authorisation of the prefect that names the camera. */
export interface Authorisation extends Validity {
  readonly id: number;
  readonly number: string;
  /** how long recordings may be kept */
  readonly retentionDays: number;
}

/** A dated decision about one camera. */
export interface DatedDecision extends Validity {
  readonly id: number;
  /** `live-counters`: the DPO lets counts be seen at once; `setup-session`: its lines are being drawn */
  readonly kind: 'live-counters' | 'setup-session';
}

/** The signed impact assessment of a camera, against what it does now. */
export interface Assessment {
  /** place, masks, purposes, recipients and retention do not go beyond what was signed */
  readonly isCurrent: boolean;
  /** kinds of rules that were signed */
  readonly detectors: readonly string[];
}

/** All that the gate must know of one camera: plain JSON, which travels with the plan of the analysis. */
export interface LegalFacts {
  readonly place: Place;
  /** dwellings are masked, or it was said why there are none */
  readonly mask: 'drawn' | 'waived' | 'missing';
  readonly purposes: readonly StatedPurpose[];
  readonly bases: readonly LegalBasis[];
  readonly authorisations: readonly Authorisation[];
  readonly decisions: readonly DatedDecision[];
  /** null: none was ever signed */
  readonly assessment: Assessment | null;
  /** records that are not as they were last written through the product: `purpose 3` */
  readonly broken: readonly string[];
  /** the clock went astray: the latest moment it had shown before; null: it is trusted */
  readonly clockDoubtedAtMs: number | null;
}

/** What the gate answers: a refusal names the text of law that blocks, and what would lift it. */
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: string; readonly rule: Words; readonly lift: Words };

/** The legal gate: says whether a detector of a camera may give an output at a moment. */
export type Gate = (facts: LegalFacts, detector: string, output: Output, nowMs: number) => Decision;
