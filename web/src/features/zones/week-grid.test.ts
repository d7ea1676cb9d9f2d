import { describe, expect, it } from 'vitest';
import { emptyGrid, gridOf, isEmptyGrid, painted, type Slot, weeklyOf } from './week-grid.ts';

const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const slot = (days: Slot['days'], from: string, to: string): Slot => ({ days, from, to });

describe('hours of a period on a grid', () => {
  it.each<[string, Slot[]]>([
    ['a night of every day', [slot([...week], '22:00', '06:00')]],
    [
      'office hours',
      [slot(['monday', 'friday'], '08:00', '12:00'), slot(['monday', 'friday'], '14:00', '18:00')],
    ],
    ['whole days', [slot(['saturday', 'sunday'], '00:00', '24:00')]],
    ['the night of Sunday', [slot(['sunday'], '20:00', '05:00')]],
    ['public holidays', [slot(['holiday'], '08:00', '20:00')]],
    ['sunset to sunrise', [slot([...week], 'sunset', 'sunrise')]],
    ['half hours', [slot(['monday'], '08:30', '12:00')]],
    ['a night that begins on a public holiday', [slot(['holiday'], '22:00', '06:00')]],
  ])('%s come back as they were', (_, weekly) => expect(weeklyOf(gridOf(weekly))).toEqual(weekly));

  it('a night fills the evening and the next morning', () => {
    const { cells } = gridOf([slot(['sunday'], '22:00', '02:00')]);
    expect(cells[6]?.lastIndexOf(true)).toBe(23);
    expect(cells[0]?.slice(0, 3)).toEqual([true, true, false]);
  });

  it('a night longer than a day is cut at midnight', () => {
    const grid = painted(
      painted(emptyGrid, { day: 0, hour: 6 }, { day: 0, hour: 23 }, true),
      { day: 1, hour: 0 },
      { day: 1, hour: 8 },
      true,
    );
    expect(weeklyOf(grid)).toEqual([slot(['monday'], '06:00', '24:00'), slot(['tuesday'], '00:00', '09:00')]);
  });

  it('whatever is painted is what comes back', () => {
    for (let seed = 1; seed <= 60; seed++) {
      let value = seed;
      const next = (limit: number): number => {
        value = (value * 16_807) % 2_147_483_647;
        return value % limit;
      };
      const cell = () => ({ day: next(8), hour: next(24) });
      const grid = Array.from({ length: 6 }).reduce<typeof emptyGrid>(
        (so, _, index) => painted(so, cell(), cell(), index % 3 !== 2),
        emptyGrid,
      );
      expect(gridOf(weeklyOf(grid))).toEqual(grid);
    }
  });
});

describe('painting', () => {
  it('fills the rectangle between two cells, whichever way it is dragged', () => {
    const grid = painted(emptyGrid, { day: 4, hour: 9 }, { day: 0, hour: 8 }, true);
    expect(weeklyOf(grid)).toEqual([slot([...week.slice(0, 5)], '08:00', '10:00')]);
    expect(isEmptyGrid(painted(grid, { day: 0, hour: 0 }, { day: 7, hour: 23 }, false))).toBe(true);
  });
});
