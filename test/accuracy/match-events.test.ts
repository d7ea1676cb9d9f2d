import { expect, test } from 'vitest';
import { fits, matchEvents, quantile, wilsonInterval } from './match-events.ts';

const tolerance = { before: 2, after: 3 };

test.each([
  { what: 'within', second: 12, fit: true },
  { what: 'just before', second: 8, fit: true },
  { what: 'too early', second: 7.9, fit: false },
  { what: 'just after', second: 17, fit: true },
  { what: 'too late', second: 17.1, fit: false },
  { what: 'elsewhere', second: 12, place: 'b', fit: false },
])('an alert $what its window', ({ second, place, fit }) => {
  const told = place === undefined ? { second } : { second, place };
  expect(fits({ fromSecond: 10, toSecond: 14, place: 'a' }, told, tolerance)).toBe(fit);
});

test('each event takes one alert, a second one is spare', () => {
  const event = { fromSecond: 10, toSecond: 14 };
  const { pairs, missed, spare } = matchEvents([event], [{ second: 11 }, { second: 12 }], tolerance);
  expect(pairs).toEqual([{ event, told: { second: 11 } }]);
  expect(missed).toEqual([]);
  expect(spare).toEqual([{ second: 12 }]);
});

test('windows that overlap share alerts out so that as many as can be are served', () => {
  const long = { fromSecond: 0, toSecond: 30 };
  const short = { fromSecond: 5, toSecond: 6 };
  const { pairs, missed } = matchEvents([long, short], [{ second: 6 }, { second: 25 }], tolerance);
  expect(missed).toEqual([]);
  expect(pairs.map(({ event }) => event)).toEqual([long, short]);
});

test.each([
  { hits: 20, of: 20, low: 0.839, high: 1 },
  { hits: 0, of: 20, low: 0, high: 0.161 },
  { hits: 95, of: 100, low: 0.888, high: 0.978 },
])('the interval of $hits of $of', ({ hits, of, low, high }) => {
  const [least, most] = wilsonInterval(hits, of) ?? [];
  expect(least).toBeCloseTo(low, 3);
  expect(most).toBeCloseTo(high, 3);
});

test('there is no interval without trials, and no median without values', () => {
  expect(wilsonInterval(0, 0)).toBeUndefined();
  expect(quantile([], 0.5)).toBeUndefined();
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([3, 1, 2], 0.95)).toBe(3);
});
