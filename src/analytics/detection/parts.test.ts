import { expect, it } from 'vitest';
import { Candidates } from './candidates.ts';
import { withoutParts } from './parts.ts';

const labels = ['person', 'car', 'truck', 'bus'];
const [car, truck, bus] = [1, 2, 3];

function keptOf(boxes: readonly (readonly [classId: number, score: number, ...box: number[]])[]): number[] {
  const candidates = new Candidates();
  for (const [classId, score, left = 0, top = 0, right = 0, bottom = 0] of boxes) {
    candidates.add(classId, score, left, top, right, bottom);
  }
  return withoutParts(
    candidates,
    boxes.map((_, index) => index),
    labels,
  );
}

it.each([
  [
    'a cab in its truck goes',
    [
      [truck, 0.7, 0, 0, 100, 50],
      [truck, 0.8, 60, 5, 100, 50],
    ],
    [0],
  ],
  [
    'a half of a bus taken for a truck goes',
    [
      [bus, 0.7, 0, 0, 100, 50],
      [truck, 0.5, 0, 0, 50, 50],
    ],
    [0],
  ],
  [
    'a car before a truck stays',
    [
      [truck, 0.7, 0, 0, 100, 50],
      [car, 0.8, 60, 20, 90, 50],
    ],
    [0, 1],
  ],
  [
    'a truck beside a truck stays',
    [
      [truck, 0.7, 0, 0, 100, 50],
      [truck, 0.8, 90, 0, 190, 50],
    ],
    [0, 1],
  ],
  [
    'a faint box round two trucks takes neither',
    [
      [truck, 0.2, 0, 0, 200, 50],
      [truck, 0.8, 0, 0, 90, 50],
      [truck, 0.7, 110, 0, 200, 50],
    ],
    [0, 1, 2],
  ],
] as const)('%s', (_, boxes, kept) => {
  expect(keptOf(boxes)).toEqual(kept);
});
