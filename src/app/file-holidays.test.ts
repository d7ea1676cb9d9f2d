import { expect, test } from 'vitest';
import { holidaysAround } from './file-holidays.ts';

const timeMs = Date.parse('2026-05-04T08:00:00Z');
const periods = [{ name: 'night' }];

test('the holidays of the named country are those of the years around', () => {
  const days = holidaysAround({ territory: { holidays: 'FR' }, periods, cameras: [] }, timeMs);
  expect(days).toEqual(expect.arrayContaining(['2025-07-14', '2026-07-14', '2027-07-14']));
});

test('a country nobody knows is a fault, even where no period asks', () => {
  const file = { territory: { holidays: 'ZZ' }, cameras: [] };
  expect(() => holidaysAround(file, timeMs)).toThrow('territory.holidays: no public holidays');
});
