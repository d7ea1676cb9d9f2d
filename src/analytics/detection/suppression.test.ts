import { expect, test } from 'vitest';
import { Candidates } from './candidates.ts';
import { suppress } from './suppression.ts';

function candidates(
  ...rows: [classId: number, score: number, box: [number, number, number, number]][]
): Candidates {
  const all = new Candidates();
  for (const [classId, score, box] of rows) all.add(classId, score, ...box);
  return all;
}

test('of two boxes of one class that overlap, the better stays', () => {
  expect(suppress(candidates([0, 0.6, [0, 0, 10, 10]], [0, 0.9, [1, 0, 11, 10]]), 0.6)).toEqual([1]);
});

test('a person on a bicycle are two objects', () => {
  expect(suppress(candidates([0, 0.9, [0, 0, 10, 20]], [1, 0.8, [0, 5, 10, 20]]), 0.6)).toEqual([0, 1]);
});

test('a van is not both a car and a truck', () => {
  expect(suppress(candidates([2, 0.5, [0, 0, 100, 50]], [7, 0.6, [1, 0, 100, 50]]), 0.6)).toEqual([1]);
});

test('two persons side by side stay two', () => {
  expect(suppress(candidates([0, 0.9, [0, 0, 10, 30]], [0, 0.8, [6, 0, 16, 30]]), 0.6)).toEqual([0, 1]);
});

test('boxes come best first, equal ones in the order they were found', () => {
  const far: [number, number, number, number][] = [
    [0, 0, 5, 5],
    [20, 0, 25, 5],
    [40, 0, 45, 5],
  ];
  expect(suppress(candidates([0, 0.5, far[0]!], [0, 0.9, far[1]!], [0, 0.5, far[2]!]), 0.5)).toEqual([
    1, 0, 2,
  ]);
});

test('a box without area neither hides nor is hidden', () => {
  expect(suppress(candidates([0, 0.9, [5, 5, 5, 5]], [0, 0.8, [0, 0, 10, 10]]), 0.5)).toEqual([0, 1]);
});

test('more boxes than expected are kept, whole', () => {
  const all = new Candidates();
  for (let index = 0; index < 700; index++) all.add(index % 80, 0.5, 20 * index, 0, 20 * index + 10, 10);
  expect(suppress(all, 0.5)).toHaveLength(700);
  expect([...all.boxesXyxy.slice(4 * 699, 4 * 700)]).toEqual([13980, 0, 13990, 10]);
});
