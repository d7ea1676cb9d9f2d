import type { RuleEvent } from '../plan/facts.ts';
import type { SceneRule } from '../plan/scene.ts';
import type { Story } from './moments.ts';
import { event } from './rule-values.ts';

/** Signs a camera-health rule looks for when it names none. */
const ALL_SIGNS = ['frozen', 'blind', 'dark', 'moved', 'out-of-focus'];
/** A sign may take this long to be sure of (s), and outlasts its cause for as long. */
const PATIENCE = 6;

/** Camera health: what was done to the camera, and what only looks like it. */
export function cameraFaults({ plan, seconds }: Story, rule: SceneRule): RuleEvent[] {
  const signs = Array.isArray(rule.signs) ? rule.signs : ALL_SIGNS;
  return (plan.mishaps ?? []).map(({ what, from, to, isFault }) => {
    const isTold = isFault && signs.includes(what);
    const facts = { from, to: Math.min(seconds, to + PATIENCE), place: what };
    return event(rule, isTold ? 'true' : 'tempting', `the camera: ${what}`, facts);
  });
}
