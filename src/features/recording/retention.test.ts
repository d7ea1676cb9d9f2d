import { expect, test } from 'vitest';
import { seededRandom } from '../../../test/fakes/seeded-random.ts';
import { ceilingDays, dayMs, expiryMs, hasLeapt } from './retention.ts';

test('F06: whatever limits meet, nothing is kept longer than the shortest, nor than the rule pack says', () => {
  const random = seededRandom(6);
  for (let round = 0; round < 2000; round += 1) {
    const limits = Array.from({ length: Math.floor(random() * 4) }, () => Math.floor(random() * 60) - 5);
    const keptDays = Math.floor(random() * 400);
    const nowMs = 1e12 + Math.floor(random() * 1e9);
    // The clock of a stream may run ahead, or behind.
    const fromMs = nowMs + Math.floor((random() - 0.5) * 1e9);
    const days = ceilingDays(30, limits);
    const expires = expiryMs({ fromMs, nowMs, keptDays, ceilingDays: days });
    for (const limit of [30, keptDays, ...limits])
      expect(expires).toBeLessThanOrEqual(nowMs + Math.max(0, limit) * dayMs);
    expect(expires).toBeLessThanOrEqual(fromMs + 30 * dayMs);
    expect(expires).toBe(Math.min(fromMs, nowMs) + Math.max(0, Math.min(30, keptDays, ...limits)) * dayMs);
  }
});

test.each([
  { passedMs: 60_000, expected: false },
  { passedMs: dayMs, expected: false },
  { passedMs: dayMs + 1, expected: true },
  { passedMs: 40 * dayMs, expected: true },
  { passedMs: -60_000, expected: false },
  { passedMs: -3_600_000, expected: true },
  { passedMs: -40 * dayMs, expected: true },
])('N41: a clock that moved by $passedMs ms leapt: $expected', ({ passedMs, expected }) => {
  expect(hasLeapt(1e12, 1e12 + passedMs)).toBe(expected);
});
