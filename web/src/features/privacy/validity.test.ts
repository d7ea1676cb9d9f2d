import { expect, test } from 'vitest';
import { validityOf } from './validity.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

test.each([
  ['2026-11-24T00:00:00Z', null, 'coming'],
  ['2026-01-01T00:00:00Z', null, 'valid'],
  ['2026-01-01T00:00:00Z', '2027-06-01T00:00:00Z', 'valid'],
  ['2026-01-01T00:00:00Z', '2026-12-01T00:00:00Z', 'ending'],
  ['2026-01-01T00:00:00Z', '2026-11-23T12:00:00Z', 'over'],
])('from %s until %s it is %s', (from, until, validity) => {
  expect(validityOf({ from, until }, now)).toBe(validity);
});
