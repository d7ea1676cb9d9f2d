import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '#analytics/geometry/points.ts';
import { CountingLine, type Direction } from './counting-line.ts';

const marginPx = 8;

function count(from: Point, to: Point, path: readonly Point[]): Direction[] {
  const line = new CountingLine(from, to, marginPx);
  return path.flatMap((point, index) => line.update(1, point, index * 100) ?? []);
}

/** A straight walk from one point to another, in steps. */
function walk(from: Point, to: Point, steps = 12): Point[] {
  return Array.from({ length: steps + 1 }, (_, index) => [
    from[0] + ((to[0] - from[0]) * index) / steps,
    from[1] + ((to[1] - from[1]) * index) / steps,
  ]);
}

const level: readonly [Point, Point] = [
  [100, 200],
  [300, 200],
];

describe('a counting line', () => {
  it.each<[string, readonly Point[], readonly Direction[]]>([
    ['counts a walk towards its right as forward', walk([200, 150], [200, 250]), ['forward']],
    ['counts the way back as backward', walk([200, 250], [200, 150]), ['backward']],
    [
      'counts there and back as two',
      [...walk([200, 150], [200, 250]), ...walk([200, 250], [200, 150])],
      ['forward', 'backward'],
    ],
    ['leaves out a path round its end', walk([350, 150], [350, 250]), []],
    [
      'leaves out an approach that turns back',
      [...walk([200, 150], [200, 203]), ...walk([200, 203], [200, 150])],
      [],
    ],
    ['leaves out an object that shows up on the line', walk([200, 198], [200, 260]), []],
    [
      'counts an object that jumps over it between two pictures',
      [
        [200, 150],
        [200, 250],
      ],
      ['forward'],
    ],
  ])('%s', (_, path, directions) => {
    expect(count(...level, path)).toEqual(directions);
  });

  it('counts stop-and-go on the line once', () => {
    const waiting = Array.from({ length: 50 }, (_, index): Point => [200, 200 + (index % 2 ? 4 : -4)]);
    expect(
      count(...level, [...walk([200, 150], [200, 196]), ...waiting, ...walk([200, 204], [200, 250])]),
    ).toEqual(['forward']);
  });

  /** Off the line, off its margin and off its ends, so that rounding decides nothing. */
  const coordinate = fc.integer({ min: -50, max: 50 }).map((step) => 3 * step + 0.5);
  const path = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 30 });

  it('never counts jitter of 5 px', () => {
    const jitter = fc.array(
      fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true })),
      { minLength: 2, maxLength: 60 },
    );
    fc.assert(fc.property(jitter, (points) => count([-100, 0], [100, 0], points).length === 0));
  });

  it('counts the same whichever way the picture is turned', () => {
    const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
    fc.assert(
      fc.property(path, angle, (points, turn) => {
        const turned = ([x, y]: Point): Point => [
          x * Math.cos(turn) - y * Math.sin(turn),
          x * Math.sin(turn) + y * Math.cos(turn),
        ];
        expect(count(turned([-80.123, 0]), turned([80.123, 0]), points.map(turned))).toEqual(
          count([-80.123, 0], [80.123, 0], points),
        );
      }),
    );
  });

  it('exchanges its directions in a mirror', () => {
    const mirrored = ([x, y]: Point): Point => [-x, y];
    const other = { forward: 'backward', backward: 'forward' } as const;
    fc.assert(
      fc.property(path, (points) => {
        expect(count(mirrored([-80.123, 0]), mirrored([80.123, 0]), points.map(mirrored))).toEqual(
          count([-80.123, 0], [80.123, 0], points).map((direction) => other[direction]),
        );
      }),
    );
  });

  it('exchanges its directions when time runs backwards', () => {
    const away = fc.tuple(coordinate, fc.double({ min: 10, max: 100, noNaN: true }));
    fc.assert(
      fc.property(fc.array(away, { minLength: 2, maxLength: 12 }), (points) => {
        const zigzag = points.map(([x, y], index): Point => [x / 2, index % 2 ? y : -y]);
        const there = count([-80, 0], [80, 0], zigzag);
        const back = count([-80, 0], [80, 0], zigzag.toReversed());
        expect(back.filter((one) => one === 'forward').length).toBe(
          there.filter((one) => one === 'backward').length,
        );
        expect(back.filter((one) => one === 'backward').length).toBe(
          there.filter((one) => one === 'forward').length,
        );
      }),
    );
  });

  it('counts as much as its two halves together', () => {
    fc.assert(
      fc.property(path, fc.integer({ min: -26, max: 26 }), (points, step) => {
        const cut = 3 * step + 0.123;
        const halves = [...count([-80.123, 0], [cut, 0], points), ...count([cut, 0], [80.123, 0], points)];
        expect(halves.toSorted()).toEqual(count([-80.123, 0], [80.123, 0], points).toSorted());
      }),
    );
  });
});
