import { describe, expect, it } from 'vitest';
import { changeOf, compareWith, daysBack, earlierDays } from './comparison.ts';
import type { ChartData } from './intervals.ts';

const paris = 'Europe/Paris';
const week = { first: '2026-11-16', last: '2026-11-22' };

describe('the time compared with', () => {
  it.each([
    ['none', week, undefined],
    ['before', week, 7],
    ['before', { first: '2026-11-22', last: '2026-11-22' }, 1],
    ['week', { first: '2026-11-22', last: '2026-11-22' }, 7],
    ['week', { first: '2026-11-14', last: '2026-11-22' }, 14],
    ['year', week, 364],
  ] as const)('is for %s of %o so many days back: %s', (comparison, days, back) =>
    expect(daysBack(comparison, days)).toBe(back),
  );

  it('has the same days of the week a year earlier', () =>
    expect(earlierDays(week, 364)).toEqual({ first: '2025-11-17', last: '2025-11-23' }));
});

/** A chart whose intervals hold cars in and out: start, in, out, share watched. */
const chart = (hours: readonly (readonly [string, number | null, number | null, number])[]): ChartData => ({
  ...{ id: 1, title: 'gate', cameraId: 1, cameraName: 'Gate', forwardName: 'in', backwardName: 'out' },
  ...{ total: 0, coverage: 1, emptyBefore: undefined },
  intervals: hours.map(([from, value, , coverage]) => ({
    from,
    to: from,
    coverage,
    missing: value === null,
  })),
  series: [
    { class: 'car', direction: 'forward', values: hours.map(([, value]) => value) },
    { class: 'car', direction: 'backward', values: hours.map(([, , value]) => value) },
  ],
});

it('sums what both times were watched for, and nothing else', () => {
  const now = chart([
    ['2026-11-23T07:00:00Z', 5, 1, 1],
    ['2026-11-23T08:00:00Z', 50, 0, 1],
    ['2026-11-23T09:00:00Z', 70, 0, 0.4],
    ['2026-11-23T10:00:00Z', null, null, 0],
  ]);
  const before = chart([
    ['2026-11-16T07:00:00Z', 3, 1, 0.95],
    ['2026-11-16T08:00:00Z', null, null, 0],
    ['2026-11-16T09:00:00Z', 9, 0, 1],
    ['2026-11-16T10:00:00Z', 9, 0, 1],
  ]);
  const compared = compareWith(now, before, 7, paris);
  expect(compared).toEqual({
    forward: [3, null, null, null],
    backward: [1, null, null, null],
    now: 6,
    before: 4,
    known: 1,
  });
  expect(changeOf(compared)).toBeCloseTo(0.5);
});

it('compares the hour on the wall when the clock changed in between', () => {
  const now = chart([['2026-10-26T07:00:00Z', 5, 0, 1]]);
  const before = chart([
    ['2026-10-19T06:00:00Z', 8, 0, 1],
    ['2026-10-19T07:00:00Z', 1, 0, 1],
  ]);
  expect(compareWith(now, before, 7, paris).before).toBe(8);
});

it('says nothing where there is nothing to compare with', () => {
  const compared = compareWith(chart([['2026-11-23T07:00:00Z', 5, 1, 1]]), undefined, 7, paris);
  expect([compared.known, changeOf(compared)]).toEqual([0, undefined]);
});
