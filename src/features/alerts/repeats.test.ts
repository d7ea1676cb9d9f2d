import { expect, test } from 'vitest';
import { repeatsOf } from './repeats.ts';

const at = (...minutes: number[]) => minutes.map((minute, id) => ({ id, occurredMs: minute * 60_000 }));

test.each([
  ['alone', [0], 0, []],
  ['with what came shortly before and after, newest first', [0, 10, 20], 1, [2, 0]],
  ['with a long chain, as long as no gap is too long', [0, 14, 28, 42, 80], 0, [3, 2, 1]],
  ['with what came at the same moment', [5, 5], 0, [1]],
] as const)('an alert stands %s', (_, minutes, chosen, expected) => {
  const alerts = at(...minutes);
  const start = alerts[chosen];
  expect(start && repeatsOf(start, alerts, 15 * 60_000).map(({ id }) => id)).toEqual(expected);
});
