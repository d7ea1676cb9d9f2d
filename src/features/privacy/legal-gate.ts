/** Where a camera looks: what may be made of its pictures depends on it. */
export const places = ['public-road', 'open-to-public', 'closed-site'] as const;
export type Place = (typeof places)[number];

/** What a detector is asked to give; a `stay` is when one object that is no person came and left. */
export type Output = 'statistics' | 'live-count' | 'stay' | 'alert';

/** What the gate answers: a refusal says why, and what would lift it. */
export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: 'public-place-statistics-only' };

const allowedOutputs: Readonly<Record<Place, readonly Output[]>> = {
  'public-road': ['statistics'],
  'open-to-public': ['statistics'],
  'closed-site': ['statistics', 'live-count', 'stay', 'alert'],
};

/** Detectors whose alerts are about the camera itself: they tell nothing of what anybody does before it. */
const ofTheCamera: readonly string[] = ['camera-health'];

/**
 * Says whether a detector of a camera may give an output.
 * Conseil d'État, 30 January 2026, n° 506370: no alert drawn by algorithm from pictures of a public place
 * without a special text; statistics stay open (CNIL, December 2024).
 */
export function decide(place: Place, detector: string, output: Output): Decision {
  const isOfTheCamera = output === 'alert' && ofTheCamera.includes(detector);
  return isOfTheCamera || allowedOutputs[place].includes(output)
    ? { allowed: true }
    : { allowed: false, reason: 'public-place-statistics-only' };
}
