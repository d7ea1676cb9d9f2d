import { expect, test } from 'vitest';
import { toVigieError } from './connection-faults.ts';

test.each([
  ['22021', 'invalid', /U\+0000/],
  ['57P01', 'unavailable', /does not answer/],
  ['53100', 'unavailable', /disk/],
])('a statement refused with %s is told as %s', (code, expected, message) => {
  const told = toVigieError(Object.assign(new Error('refused'), { code }));
  expect(told).toMatchObject({ code: expected, message: expect.stringMatching(message) });
});
