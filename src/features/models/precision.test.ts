import { expect, test } from 'vitest';
import type { Int8Manifest, SpeedRecord } from './ports.ts';
import { choosePrecision, int8Recipe, type PrecisionFacts } from './precision.ts';

const int8: Int8Manifest = {
  version: 1,
  name: 'nanodet-g',
  of: 'a'.repeat(64),
  sha256: 'b'.repeat(64),
  recipe: int8Recipe,
  pictures: 40,
  calibration: 'own footage',
  agreement: 0.98,
};
const speed: SpeedRecord = {
  version: 1,
  fp32: int8.of,
  int8: int8.sha256,
  machine: 'this one',
  fp32Ms: 30,
  int8Ms: 15,
};
const facts: PrecisionFacts = { asked: 'auto', provider: 'cpu', int8, speed, machine: 'this one' };

test.each<[string, Partial<PrecisionFacts>, string, RegExp]>([
  ['twice as fast, and alike', {}, 'int8', /2\.00 × faster on this processor.*98\.0 % of objects/],
  ['measured elsewhere', { machine: 'another' }, 'int8', /faster on the processor of the set-up, this one/],
  ['asked for floats', { asked: 'fp32' }, 'fp32', /asked for/],
  ['asked for bytes, though slower', { asked: 'int8', speed: { ...speed, int8Ms: 60 } }, 'int8', /asked for/],
  ['slower', { speed: { ...speed, int8Ms: 31 } }, 'fp32', /gains nothing/],
  ['faster by less than can be measured', { speed: { ...speed, int8Ms: 29.5 } }, 'fp32', /gains nothing/],
  ['not measured', { speed: undefined }, 'fp32', /not measured/],
  [
    'finds other things',
    { int8: { ...int8, agreement: 0.7 } },
    'fp32',
    /70\.0 % of objects alike, less than/,
  ],
  ['nothing to compare on', { int8: { ...int8, agreement: null } }, 'fp32', /nothing was seen/],
  ['on a graphics card', { provider: 'cuda' }, 'fp32', /cuda runs floats/],
  ['never made', { int8: undefined, speed: undefined }, 'fp32', /no INT8 form/],
  ['damaged', { int8: undefined, fault: 'was changed' }, 'fp32', /was changed/],
])('auto, %s', (_, change, precision, reason) => {
  const choice = choosePrecision({ ...facts, ...change });
  expect(choice.precision).toBe(precision);
  expect(choice.reason).toMatch(reason);
});

test.each([
  [{ asked: 'int8', int8: undefined }, true],
  [{ asked: 'auto', int8: undefined, fault: 'was changed' }, true],
  [{ asked: 'auto', int8: undefined }, false],
  [{ asked: 'fp32' }, false],
] as const)('%o is a fallback to tell of: %s', (change, isFallback) => {
  expect(choosePrecision({ ...facts, ...change }).isFallback).toBe(isFallback);
});
