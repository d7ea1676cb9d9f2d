import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test.each([
  ['severty', 'severity'],
  ['polygone', 'polygon'],
  ['Camera', 'cameras'],
  ['zzzzzz', undefined],
])('%s was meant to be %s', (word, meant) => {
  expect(nearest(word, ['severity', 'polygon', 'cameras'])).toBe(meant);
});
