import { expect, test } from 'vitest';
import { changedFields } from './changed-fields.ts';

test('only fields that differ are named, with what they were and are', () => {
  const before = { id: 1, name: 'Gate', at: [0, 1], note: 'old', same: { a: 1 } };
  const after = { id: 1, name: 'Door', at: [0, 2], same: { a: 1 }, speed: 3 };
  expect(changedFields(before, after)).toEqual({
    name: { from: 'Gate', to: 'Door' },
    at: { from: [0, 1], to: [0, 2] },
    note: { from: 'old' },
    speed: { to: 3 },
  });
  expect(changedFields(undefined, { id: 4, name: 'Gate' })).toEqual({ name: { to: 'Gate' } });
});
