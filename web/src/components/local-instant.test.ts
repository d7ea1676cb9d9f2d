import { expect, test } from 'vitest';
import { fieldOfInstant, instantOfField } from './local-instant.ts';

test.each(['2026-11-23T13:40:00.000Z', '2026-03-29T01:30:00.000Z'])('%s comes back as it was', (instant) => {
  expect(instantOfField(fieldOfInstant(instant))).toBe(instant);
});

test.each(['', 'tomorrow'])('"%s" is no instant yet', (typed) => {
  expect(instantOfField(typed)).toBeUndefined();
});
