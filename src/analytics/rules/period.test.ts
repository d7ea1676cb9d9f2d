import { describe, expect, it } from 'vitest';
import { type Calendar, isActive, type Period, periodFaults } from './period.ts';

const calendar: Calendar = {
  holidays: new Set(['2026-07-14']),
  position: { latitude: 49.5, longitude: 5.9 },
  sunTimes: (timeMs) => {
    const midnight = Math.floor(timeMs / 86_400_000) * 86_400_000;
    return { sunriseMs: midnight + 6 * 3_600_000, sunsetMs: midnight + 18 * 3_600_000 };
  },
};

const at = (text: string) => Date.parse(text);
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

const night: Period = { timeZone: 'Europe/Paris', weekly: [{ days: weekdays, from: '22:00', to: '06:00' }] };

describe('a period past midnight belongs to the day it began', () => {
  it.each([
    ['2026-11-23T21:59:00+01:00', false],
    ['2026-11-23T22:00:00+01:00', true],
    ['2026-11-24T05:59:59+01:00', true],
    ['2026-11-24T06:00:00+01:00', false],
    ['2026-11-28T03:00:00+01:00', true],
    ['2026-11-29T03:00:00+01:00', false],
    ['2026-11-23T03:00:00+01:00', false],
  ])('%s → %s', (instant, expected) => {
    expect(isActive(night, at(instant), calendar)).toBe(expected);
  });
});

describe('daylight saving time', () => {
  it.each([
    ['2026-03-29T05:30:00+02:00', true],
    ['2026-03-29T06:00:00+02:00', false],
    ['2026-10-25T05:30:00+01:00', true],
  ])('the wall clock decides at %s', (instant, expected) => {
    const everyNight: Period = {
      ...night,
      weekly: [{ days: [...weekdays, 'saturday', 'sunday'], from: '22:00', to: '06:00' }],
    };
    expect(isActive(everyNight, at(instant), calendar)).toBe(expected);
  });
});

describe('public holidays', () => {
  const noon = at('2026-07-14T12:00:00+02:00');
  const day: Period = { timeZone: 'Europe/Paris', weekly: [{ days: weekdays, from: '08:00', to: '18:00' }] };
  it.each<[Period, boolean]>([
    [day, true],
    [{ ...day, holidays: 'exclude' }, false],
    [{ ...day, holidays: 'only' }, true],
    [{ timeZone: 'Europe/Paris', weekly: [{ days: ['holiday'], from: '00:00', to: '24:00' }] }, true],
  ])('%j is active: %s', (period, expected) => {
    expect(isActive(period, noon, calendar)).toBe(expected);
  });
});

describe('dates', () => {
  const summer: Period = {
    timeZone: 'Europe/Paris',
    dates: [{ from: '2026-07-01', to: '2026-08-31' }],
    except: [{ from: '2026-07-20', to: '2026-07-20' }],
  };
  it.each([
    ['2026-06-30T23:59:00+02:00', false],
    ['2026-07-01T00:00:00+02:00', true],
    ['2026-08-31T23:59:00+02:00', true],
    ['2026-07-20T12:00:00+02:00', false],
  ])('%s → %s', (instant, expected) => {
    expect(isActive(summer, at(instant), calendar)).toBe(expected);
  });
});

it('follows the sun with an offset', () => {
  const dark: Period = {
    timeZone: 'UTC',
    weekly: [{ days: [...weekdays, 'saturday', 'sunday'], from: 'sunset-00:30', to: 'sunrise' }],
  };
  const active = ['T17:29:00Z', 'T17:30:00Z', 'T05:59:00Z', 'T06:00:00Z'].map((time) =>
    isActive(dark, at(`2026-11-23${time}`), calendar),
  );
  expect(active).toEqual([false, true, true, false]);
});

it.each([
  [{ timeZone: 'Europe/Pari' }, 'timeZone'],
  [{ weekly: [{ days: ['monday'], from: '08:00', to: '08:00' }] }, 'weekly[0]'],
  [{ weekly: [{ days: ['monday'], from: '8h', to: '09:00' }] }, 'weekly[0].from'],
  [{ dates: [{ from: '2026-08-31', to: '2026-07-01' }] }, 'dates[0]'],
  [{ except: [{ from: '2026-02-30', to: '2026-03-01' }] }, 'except[0].from'],
  [{ holidays: 'exclude' as const, weekly: [{ days: ['holiday'], from: '00:00', to: '24:00' }] }, 'holidays'],
])('%j is impossible at %s', (period, field) => {
  expect(periodFaults(period).map((fault) => fault.field)).toEqual([field]);
});
