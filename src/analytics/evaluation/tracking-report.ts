import { type ClearMot, clearMot } from './clear-mot.ts';
import { type Hota, hota } from './hota.ts';
import { type IdentityScores, identityScores } from './identity.ts';
import type { EvaluatedFrame } from './sequence.ts';

/** Every tracking figure of a sequence; shares are 0…1. */
export type TrackingReport = ClearMot & IdentityScores & Hota & { readonly frames: number };

/** Measures a sequence; `minOverlap` holds for CLEAR-MOT and identity figures, HOTA goes through all overlaps. */
export function trackingReport(frames: readonly EvaluatedFrame[], minOverlap = 0.5): TrackingReport {
  return {
    frames: frames.length,
    ...clearMot(frames, minOverlap),
    ...identityScores(frames, minOverlap),
    ...hota(frames),
  };
}
