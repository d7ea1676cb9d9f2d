import { expect, it } from 'vitest';
import type { CountSeries } from '#features/statistics/statistics-schema.ts';
import { linesWithFigures, nextFiguresMs } from './first-figures.ts';

it('the next figures come at the end of the quarter hour in progress', () => {
  const at = (time: string): number => Date.parse(`2026-11-23T${time}Z`);
  expect(nextFiguresMs(at('08:41:10'))).toBe(at('08:45:00'));
  expect(nextFiguresMs(at('08:45:00'))).toBe(at('09:00:00'));
});

it('a line without any analysed interval has no figure, a line with zero has one', () => {
  const series = (lineId: number, value: number | null) => ({ lineId, buckets: [{ value }] }) as CountSeries;
  expect([...linesWithFigures([series(1, null), series(2, 0)])]).toEqual([2]);
});
