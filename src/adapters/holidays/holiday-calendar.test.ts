import { expect, it, test } from 'vitest';
import { createHolidayCalendar } from './holiday-calendar.ts';

const calendar = createHolidayCalendar();

test('the public holidays of France are those of its law', () => {
  expect(calendar.daysOf('FR', 2026)).toEqual([
    '2026-01-01',
    '2026-04-06',
    '2026-05-01',
    '2026-05-08',
    '2026-05-14',
    '2026-05-25',
    '2026-07-14',
    '2026-08-15',
    '2026-11-01',
    '2026-11-11',
    '2026-12-25',
  ]);
});

test('Moselle has two more', () => {
  const more = calendar.daysOf('FR-57', 2026).filter((day) => !calendar.daysOf('FR', 2026).includes(day));
  expect(more).toEqual(['2026-04-03', '2026-12-26']);
});

it.each([
  ['FR', true],
  ['FR-57', true],
  ['FR-99', false],
  ['XX', false],
])('%s is known: %s', (code, known) => {
  expect(calendar.isKnown(code)).toBe(known);
});
