import { describe, expect, it } from 'vitest';
import { dayAfter, localDay, startOfDay } from './calendar-days.ts';

describe('days of a time zone', () => {
  it.each([
    ['2026-11-23', 'Europe/Paris', '2026-11-22T23:00:00.000Z'],
    ['2026-07-01', 'Europe/Paris', '2026-06-30T22:00:00.000Z'],
    // The hour changes on these two days, after midnight.
    ['2026-03-29', 'Europe/Paris', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', 'Europe/Paris', '2026-10-24T22:00:00.000Z'],
    ['2026-11-23', 'America/New_York', '2026-11-23T05:00:00.000Z'],
  ])('%s begins in %s at %s', (day, timeZone, instant) => {
    expect(startOfDay(day, timeZone)).toBe(instant);
  });

  it('belong to the place, not to the reader’s clock', () => {
    expect(localDay(Date.parse('2026-11-23T23:30:00Z'), 'Europe/Paris')).toBe('2026-11-24');
    expect(dayAfter('2026-02-28', 1)).toBe('2026-03-01');
  });
});
