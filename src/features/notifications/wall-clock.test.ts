import { expect, test } from 'vitest';
import { endOfQuiet, minutesOf, wallClock } from './wall-clock.ts';

const paris = 'Europe/Paris';
const night = { from: '22:00', until: '07:00' };

test('a moment has a day and a minute on the wall of the territory', () => {
  expect(wallClock(Date.parse('2026-11-23T23:30:00Z'), paris)).toEqual({ day: '2026-11-24', minutes: 30 });
  expect(minutesOf('07:05')).toBe(425);
});

test.each([
  ['in the evening', '2026-11-23T21:30:00Z', night, '2026-11-24T06:00:00Z'],
  ['after midnight', '2026-11-24T02:15:20Z', night, '2026-11-24T06:00:00Z'],
  ['before it begins', '2026-11-23T20:59:00Z', night, '2026-11-23T20:59:00Z'],
  ['as it ends', '2026-11-24T06:00:00Z', night, '2026-11-24T06:00:00Z'],
  ['around noon', '2026-11-23T11:10:00Z', { from: '12:00', until: '14:00' }, '2026-11-23T13:00:00Z'],
  ['in the night that is an hour longer', '2026-10-24T22:00:00Z', night, '2026-10-25T06:00:00Z'],
  ['in the night that is an hour shorter', '2026-03-28T22:00:00Z', night, '2026-03-29T05:00:00Z'],
  [
    'until a time that the wall never shows',
    '2026-03-28T22:00:00Z',
    { from: '22:00', until: '02:30' },
    '2026-03-29T01:00:00Z',
  ],
  [
    'until a time that the wall shows twice',
    '2026-10-24T22:00:00Z',
    { from: '22:00', until: '02:30' },
    '2026-10-25T00:30:00Z',
  ],
  [
    'in the hour that comes twice',
    '2026-10-25T01:15:00Z',
    { from: '22:00', until: '02:30' },
    '2026-10-25T01:30:00Z',
  ],
  ['to midnight', '2026-10-25T21:30:00Z', { from: '22:00', until: '00:00' }, '2026-10-25T23:00:00Z'],
  ['of somebody who has none', '2026-11-23T23:00:00Z', undefined, '2026-11-23T23:00:00Z'],
])('quiet %s', (_, at, quiet, end) => {
  expect(new Date(endOfQuiet(Date.parse(at), quiet, paris)).toISOString()).toBe(new Date(end).toISOString());
});
