import { expect, it } from 'vitest';
import { daysOf } from './period-days.ts';

const lateEvening = Date.parse('2026-11-23T23:30:00Z');

it.each([
  ['today', '2026-11-24', '2026-11-24'],
  ['yesterday', '2026-11-23', '2026-11-23'],
  ['week', '2026-11-18', '2026-11-24'],
] as const)('%s is told by the clock of the territory', (period, first, last) => {
  expect(daysOf(period, {}, lateEvening, 'Europe/Paris')).toEqual({ first, last });
});

it('dates given the wrong way round are put in order', () => {
  const custom = { first: '2026-11-20', last: '2026-11-02' };
  expect(daysOf('custom', custom, lateEvening, 'Europe/Paris')).toEqual({
    first: '2026-11-02',
    last: '2026-11-20',
  });
});
