import { describe, expect, it } from 'vitest';
import {
  contains,
  insertPoint,
  middleOf,
  moveShape,
  placePoint,
  removePoint,
  rowOfBays,
  turnLine,
} from './edit-points.ts';
import type { Point, Shape } from './shape.ts';

const square: Shape = {
  key: 'zone 1',
  kind: 'zone',
  name: 'yard',
  colour: null,
  points: [
    [0.2, 0.2],
    [0.6, 0.2],
    [0.6, 0.6],
    [0.2, 0.6],
  ],
};
const line: Shape = { ...square, key: 'line 1', kind: 'line', points: square.points.slice(0, 2) };
const ground: Shape = {
  ...square,
  key: 'ground',
  kind: 'ground',
  metres: square.points.map(([x, y]): Point => [x * 10, y * 10]),
};

describe('points of a shape', () => {
  it('stay on the picture', () => {
    expect(placePoint(square, 0, [-0.5, 1.5]).points[0]).toEqual([0, 1]);
  });

  it('are inserted in the middle of an edge, the last edge too', () => {
    expect(insertPoint(square, 0)?.points[1]).toEqual([0.4, 0.2]);
    expect(insertPoint(square, 3)?.points[4]).toEqual([0.2, 0.4]);
    expect(insertPoint(square, 1, [0.7, 0.3])?.points[2]).toEqual([0.7, 0.3]);
  });

  it('a line takes no third', () => expect(insertPoint(line, 0)).toBeUndefined());

  it('are taken away while enough are left', () => {
    const triangle = removePoint(square, 1);
    expect(triangle?.points).toHaveLength(3);
    expect(triangle && removePoint(triangle, 0)).toBeUndefined();
    expect(removePoint(line, 0)).toBeUndefined();
  });

  it('carry their metres with them', () => {
    expect(removePoint(ground, 0)?.metres?.[0]).toEqual([6, 2]);
    expect(insertPoint(ground, 0)?.metres).toHaveLength(5);
  });
});

describe('a shape', () => {
  it('moves as a whole and stops at the border', () => {
    expect(moveShape(square, [0.1, -0.5]).points).toEqual([
      [0.3, 0],
      [0.7, 0],
      [0.7, 0.4],
      [0.3, 0.4],
    ]);
  });

  it('holds what lies in it', () => {
    expect(contains(square.points, [0.3, 0.5])).toBe(true);
    expect(contains(square.points, [0.7, 0.5])).toBe(false);
  });

  it('a line is turned around', () => {
    expect(turnLine(line).points).toEqual([
      [0.6, 0.2],
      [0.2, 0.2],
    ]);
  });
});

describe('a row of bays', () => {
  it('shares its figure out', () => {
    const bays = rowOfBays(square.points, 2);
    expect(bays).toEqual([
      [
        [0.2, 0.2],
        [0.4, 0.2],
        [0.4, 0.6],
        [0.2, 0.6],
      ],
      [
        [0.4, 0.2],
        [0.6, 0.2],
        [0.6, 0.6],
        [0.4, 0.6],
      ],
    ]);
  });

  it('needs four corners', () => expect(rowOfBays(square.points.slice(1), 3)).toEqual([]));
});

it.each([
  [
    'a square',
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ],
    [0.5, 0.5],
  ],
  [
    'one with more corners on one side',
    [
      [0, 0],
      [0.25, 0],
      [0.5, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ],
    [0.5, 0.5],
  ],
  [
    'a line',
    [
      [0, 0],
      [1, 1],
      [0.5, 0.5],
    ],
    [0.5, 0.5],
  ],
] as const)('the middle of %s', (_, points, middle) => {
  const [x, y] = middleOf(points);
  expect([x, y]).toEqual([expect.closeTo(middle[0]), expect.closeTo(middle[1])]);
});
