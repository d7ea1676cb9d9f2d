import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign } from './assignment.ts';

test.each([
  { name: 'nothing', costs: [], rows: 0, columns: 0, expected: [] },
  { name: 'a row without columns', costs: [], rows: 1, columns: 0, expected: [-1] },
  { name: 'the closer of two', costs: [0.4, 0.1], rows: 1, columns: 2, expected: [1] },
  {
    name: 'the least total, not the least single cost',
    costs: [0.1, 0.2, 0.2, 0.9],
    rows: 2,
    columns: 2,
    expected: [1, 0],
  },
  { name: 'nobody at or above the limit', costs: [1, 2, 3, 1], rows: 2, columns: 2, expected: [-1, -1] },
  {
    name: 'one alone rather than a dear pair',
    costs: [0.1, 0.6, 0.6, 5],
    rows: 2,
    columns: 2,
    expected: [0, -1],
  },
  { name: 'more rows than columns', costs: [0.5, 0.3, 0.4], rows: 3, columns: 1, expected: [-1, 0, -1] },
])('assigns $name', ({ costs, rows, columns, expected }) => {
  expect([...assign(Float64Array.from(costs), rows, columns, 1)]).toEqual(expected);
});

test('no other pairing is cheaper, a row alone costing the limit', () => {
  const table = fc
    .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }))
    .chain(([rows, columns]) =>
      fc.record({
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        costs: fc.array(fc.integer({ min: 0, max: 12 }), {
          minLength: rows * columns,
          maxLength: rows * columns,
        }),
      }),
    );
  fc.assert(
    fc.property(table, ({ rows, columns, costs }) => {
      const picked = assign(Float64Array.from(costs), rows, columns, 10);
      const total = picked.reduce(
        (sum, column, row) => sum + (column === -1 ? 10 : costs[row * columns + column]!),
        0,
      );
      const used = [...picked].filter((column) => column !== -1);
      expect(new Set(used).size).toBe(used.length);
      expect(total).toBe(cheapest(costs, rows, columns, 10));
    }),
  );
});

/** Tries every pairing. */
function cheapest(costs: readonly number[], rows: number, columns: number, limit: number): number {
  const rest = (row: number, taken: ReadonlySet<number>): number => {
    if (row === rows) return 0;
    let best = limit + rest(row + 1, taken);
    for (let column = 0; column < columns; column++) {
      if (taken.has(column)) continue;
      best = Math.min(best, costs[row * columns + column]! + rest(row + 1, new Set([...taken, column])));
    }
    return best;
  };
  return rest(0, new Set());
}
