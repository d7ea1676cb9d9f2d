import { expect, it } from 'vitest';
import { compareKilled } from '../fakes/killed-analysis.ts';

// Longer than CI has time for: the real engine on several clips, killed at several moments.
it.each([
  ['depot-gate', 1],
  ['depot-gate', 2],
  ['depot-gate-heldout', 3],
  ['street', 4],
  ['street', 5],
  ['depot-yard', 6],
])('on %s, killed at the moments of seed %i, nothing is counted or told twice', async (clip, seed) => {
  const { undisturbed, killed, truth, spanMs } = await compareKilled(clip, seed);
  const figures = JSON.stringify({ undisturbed, killed, truth });
  expect(killed.restarts, figures).toBeGreaterThan(0);
  // On a busy machine the undisturbed one misses more than the killed one may.
  expect(killed.counted, figures).toBeLessThanOrEqual(Math.max(undisturbed.counted, truth));
  expect(killed.alerts, figures).toBeLessThanOrEqual(undisturbed.alerts);
  expect(killed.coveredMs, figures).toBeGreaterThan(0);
  expect(killed.coveredMs, figures).toBeLessThan(spanMs);
});
