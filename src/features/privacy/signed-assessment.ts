import type { Assessment, LegalFacts } from '#foundation/legal-gate.ts';

/** A camera as the signed impact assessment describes it. */
export interface SignedCamera {
  readonly place: string;
  readonly mask: string;
  /** words of the closed list */
  readonly codes: readonly string[];
  readonly recipients: readonly string[];
  readonly analyses: readonly string[];
  readonly keptDays: number;
}

/** The camera as it stands. */
interface StandingCamera {
  readonly place: string;
  readonly keptDays: number;
  readonly signed: Partial<SignedCamera> | null;
}

/** Holds a camera against its signed assessment: what does less than was signed stays within it. */
export function assessmentOf(
  { place, keptDays, signed }: StandingCamera,
  purposes: readonly { readonly code: string; readonly recipients: readonly string[] }[],
  mask: LegalFacts['mask'],
): Assessment | null {
  if (signed === null) return null;
  const { codes = [], recipients = [], analyses = [] } = signed;
  const isCurrent =
    signed.place === place &&
    (mask === 'drawn' || mask === signed.mask) &&
    keptDays <= (signed.keptDays ?? 0) &&
    purposes.every((purpose) => codes.includes(purpose.code)) &&
    purposes.flatMap((purpose) => purpose.recipients).every((one) => recipients.includes(one));
  return { isCurrent, detectors: analyses };
}
