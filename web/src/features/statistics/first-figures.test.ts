import { expect, it } from 'vitest';
import type { CountSeries } from '#features/statistics/statistics-schema.ts';
import { linesWithFigures, nextFiguresMs } from './first-figures.ts';

it('F18: the next figures come at midnight', () => {
  const at = (time: string): number => Date.parse(`2026-11-${time}`);
  expect(nextFiguresMs(at('23T08:41:10'))).toBe(at('24T00:00:00'));
});

it('a line without any analysed interval has no figure, a line with zero has one', () => {
  const series = (lineId: number, value: number | null) => ({ lineId, buckets: [{ value }] }) as CountSeries;
  expect([...linesWithFigures([series(1, null), series(2, 0)])]).toEqual([2]);
});
