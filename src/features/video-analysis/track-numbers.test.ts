import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TrackNumbers } from './track-numbers.ts';

const noon = Date.UTC(2026, 10, 23, 12);
const day = 86_400_000;

/** Answers these, one after the other. */
function drawn(...values: readonly number[]): (below: number) => number {
  let next = 0;
  return () => values[next++ % values.length] ?? 0;
}

test('F16: one object keeps its number for a day, and has another the next day', () => {
  const numbers = new TrackNumbers(drawn(500, 73_000));
  expect([numbers.of(7, noon), numbers.of(7, noon + 3_600_000)]).toEqual([508, 508]);
  expect([numbers.of(7, noon + day), numbers.of(8, noon + day)]).toEqual([73_008, 73_009]);
});

test('F16: two cameras, and two runs of one, share no numbers', () => {
  const [first, second] = [new TrackNumbers(drawn(10)), new TrackNumbers(drawn(20))];
  expect(first.of(1, noon)).not.toBe(second.of(1, noon));
});

test('F16: objects seen together never share a number, wherever the day begins', () => {
  fc.assert(
    fc.property(fc.nat(999_999), fc.nat(5_000_000), (offset, firstId) => {
      const numbers = new TrackNumbers(() => offset);
      const seen = Array.from({ length: 200 }, (_, index) => numbers.of(firstId + index, noon));
      expect(new Set(seen).size).toBe(200);
      expect(Math.min(...seen)).toBeGreaterThan(0);
    }),
  );
});
