/** Where a camera looks: what may be made of its pictures depends on it. */
export const places = ['public-road', 'open-to-public', 'closed-site'] as const;
export type Place = (typeof places)[number];

/** What a detector is asked to give. */
export type Output = 'statistics' | 'live-count' | 'alert';

/** What the gate answers: a refusal says why, and what would lift it. */
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: 'public-place-statistics-only' };

const allowedOutputs: Readonly<Record<Place, readonly Output[]>> = {
  'public-road': ['statistics'],
  'open-to-public': ['statistics'],
  'closed-site': ['statistics', 'live-count', 'alert'],
};

/**
 * Says whether a detector of a camera may give an output.
 * Conseil d'État, 30 January 2026, n° 506370: no alert drawn by algorithm from pictures of a public place
 * without a special text; statistics stay open (CNIL, December 2024).
 */
export function decide(place: Place, _detector: string, output: Output): Decision {
  return allowedOutputs[place].includes(output)
    ? { allowed: true }
    : { allowed: false, reason: 'public-place-statistics-only' };
}
