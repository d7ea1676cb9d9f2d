import { expect, it } from 'vitest';
import { clearNames } from './clear-names.ts';

const mark = (x: number, y: number, weight = 0) => ({ x, y, nameWidth: 100, weight });

it.each([
  ['apart', [mark(0, 0), mark(0, 60)], [true, true]],
  ['a dot on the way of a name', [mark(0, 0), mark(60, 0)], [false, true]],
  ['two names on each other', [mark(0, 0), mark(0, 20)], [true, false]],
  ['the weightier name of two', [mark(0, 0), mark(0, 20, 1)], [false, true]],
  ['none', [], []],
] as const)('names that are shown: %s', (_, marks, shown) => {
  expect(clearNames(marks)).toEqual(shown);
});
