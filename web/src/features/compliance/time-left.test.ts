import { expect, test } from 'vitest';
import { timeLeft } from './time-left.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

test.each([
  ['2026-11-26T12:00:00Z', { isLate: false, days: 3, hours: 0 }],
  ['2026-11-23T12:59:00Z', { isLate: false, days: 0, hours: 0 }],
  ['2026-11-22T09:00:00Z', { isLate: true, days: 1, hours: 3 }],
])('until %s', (due, left) => {
  expect(timeLeft(due, now)).toEqual(left);
});
