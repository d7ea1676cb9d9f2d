import { describe, expect, it } from 'vitest';
import { createFormat, dayAfter, localDay, startOfDay } from './format.ts';

describe('writing for the reader', () => {
  it('writes 24-hour times in the territory’s time zone', () => {
    expect(createFormat('fr', 'Europe/Paris').time('2026-11-23T22:05:00Z')).toBe('23:05');
    expect(createFormat('en', 'Europe/Paris').time('2026-11-23T23:05:00Z')).toBe('00:05');
  });

  it('writes decimals as the language does', () => {
    expect(createFormat('fr', 'UTC').number(1.25, 2)).toBe('1,25');
    expect(createFormat('en', 'UTC').number(1.25, 2)).toBe('1.25');
  });

  it('drops the day of what happened today', () => {
    const format = createFormat('en', 'UTC');
    const now = Date.parse('2026-11-23T10:00:00Z');
    expect(format.recent('2026-11-23T08:00:01Z', now)).toBe('08:00:01');
    expect(format.recent('2026-11-22T08:00:01Z', now)).toContain('22 Nov');
  });
});

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
