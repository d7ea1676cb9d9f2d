import { expect, it } from 'vitest';
import { RegionFinder } from './regions.ts';

const width = 10;
/** Marks drawn as digits: the age of each; dots are not marked. */
function regionsOf(rows: readonly string[], reach: number, spread?: number) {
  const cells = [...rows.join('')];
  const mask = Uint8Array.from(cells, (cell) => (cell === '.' ? 0 : 1));
  const since = Uint32Array.from(cells, (cell) => (cell === '.' ? 0 : Number(cell)));
  const marked = Int32Array.from(cells.flatMap((cell, at) => (cell === '.' ? [] : [at])));
  const ages = spread === undefined ? undefined : { since, spread };
  const finder = new RegionFinder(width, rows.length, reach, ages);
  const regions = finder.find(mask, marked, marked.length);
  return regions.map(({ left, top, right, bottom, from, to }) => [left, top, right, bottom, to - from]);
}

const rows = ['..........', '.11..9....', '.11.99....', '.......1..', '..........'];

it.each([
  [
    'marks that touch',
    1,
    undefined,
    [
      [1, 1, 3, 3, 4],
      [4, 1, 6, 3, 3],
      [7, 3, 8, 4, 1],
    ],
  ],
  ['marks within reach', 2, undefined, [[1, 1, 8, 4, 8]]],
  [
    'marks within reach and of one age',
    2,
    3,
    [
      [1, 1, 3, 3, 4],
      [4, 1, 6, 3, 3],
      [7, 3, 8, 4, 1],
    ],
  ],
  ['marks within reach and of about one age', 2, 8, [[1, 1, 8, 4, 8]]],
])('%s are one region', (_, reach, spread, regions) => {
  expect(regionsOf(rows, reach, spread)).toEqual(regions);
});

it('ages may differ by more from end to end of a region', () => {
  expect(regionsOf(['..........', '.123456789'], 1, 1)).toEqual([[1, 1, 10, 2, 9]]);
});
