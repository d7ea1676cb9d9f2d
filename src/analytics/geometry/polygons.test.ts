import { expect, it } from 'vitest';
import type { Point } from './points.ts';
import { area, breadthOf, contains, depthIn, polygonFault } from './polygons.ts';

const square: readonly Point[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

it('a point is inside by the even-odd rule', () => {
  expect(contains(square, 0.5, 0.5)).toBe(true);
  expect(contains(square, 1.5, 0.5)).toBe(false);
});

it('neighbours share no point of their common edge', () => {
  const right: readonly Point[] = [
    [1, 0],
    [2, 0],
    [2, 1],
    [1, 1],
  ];
  expect([contains(square, 1, 0.5), contains(right, 1, 0.5)]).toEqual([false, true]);
});

it('the area does not depend on the way round', () => {
  expect([area(square), area(square.toReversed())]).toEqual([1, 1]);
});

it.each<[readonly Point[], string | undefined]>([
  [square, undefined],
  [
    [
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
    ],
    'self-crossing',
  ],
  [
    [
      [0, 0],
      [1, 0],
      [1, 0],
      [0, 1],
    ],
    'equal-corners',
  ],
  [
    [
      [0, 0],
      [0.5, 0.5],
      [1, 1],
    ],
    'no-area',
  ],
])('%j has the fault %s', (polygon, kind) => {
  expect(polygonFault(polygon)?.kind).toBe(kind);
});

it('the depth of a point is its distance from the nearest edge, below 0 outside', () => {
  const depths = [
    [0.5, 0.9],
    [0.3, 0.5],
    [1.5, 0.5],
    [4, 5],
  ].map(([x, y]) => depthIn(square, x!, y!));
  expect(depths.map((depth) => Number(depth.toFixed(3)))).toEqual([0.1, 0.3, -0.5, -5]);
});

it('a long strip is as broad as it is', () => {
  const strip: readonly Point[] = [
    [0, 0],
    [1000, 0],
    [1000, 4],
    [0, 4],
  ];
  expect([breadthOf(strip), breadthOf([])]).toEqual([expect.closeTo(4, 1), 0]);
});
