import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GroundPoint, groundFault, groundPlaneOf } from './ground-plane.ts';
import { distance, type Point } from './points.ts';

const width = 1280;
const height = 720;

interface Pose {
  readonly high: number;
  readonly pitch: number;
  readonly yaw: number;
  readonly focal: number;
}

/** A pinhole camera over the ground: where a place (metres, y away from the camera) falls in the picture, pixels. */
function seenBy({ high, pitch, yaw, focal }: Pose, [x, y]: Point): Point {
  const right = x * Math.cos(yaw) - y * Math.sin(yaw);
  const ahead = x * Math.sin(yaw) + y * Math.cos(yaw);
  const depth = ahead * Math.cos(pitch) + high * Math.sin(pitch);
  const down = high * Math.cos(pitch) - ahead * Math.sin(pitch);
  return [width / 2 + (focal * right) / depth, height / 2 + (focal * down) / depth];
}

const pose = fc.record({
  high: fc.double({ min: 3, max: 15, noNaN: true }),
  pitch: fc.double({ min: 0.2, max: 1.2, noNaN: true }),
  yaw: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
  focal: fc.double({ min: 600, max: 1800, noNaN: true }),
});

const corners: readonly Point[] = [
  [-4, 12],
  [4, 12],
  [5, 30],
  [-5, 30],
];
const more: readonly Point[] = [...corners, [0, 20], [2, 16]];

function groundPoints(camera: Pose, places: readonly Point[]): GroundPoint[] {
  return places.map((metres) => {
    const [x, y] = seenBy(camera, metres);
    return { at: [x / width, y / height], metres };
  });
}

const place = fc.tuple(
  fc.double({ min: -8, max: 8, noNaN: true }),
  fc.double({ min: 8, max: 35, noNaN: true }),
);

describe('a plane laid through points that a camera sees', () => {
  it.each([4, 6])('puts every other place of the ground where it is, from %i points', (count) => {
    fc.assert(
      fc.property(pose, place, (camera, at) => {
        const plane = groundPlaneOf(groundPoints(camera, more.slice(0, count)), width, height);
        expect(distance(plane.toMetres(seenBy(camera, at)), at)).toBeLessThan(1e-5);
      }),
    );
  });

  it('does not care about the origin and the turn of the metres', () => {
    fc.assert(
      fc.property(pose, place, fc.double({ min: 0, max: 6, noNaN: true }), (camera, at, angle) => {
        const turned = ([x, y]: Point): Point => [
          700_000 + x * Math.cos(angle) - y * Math.sin(angle),
          6_900_000 + x * Math.sin(angle) + y * Math.cos(angle),
        ];
        const points = groundPoints(camera, corners).map(({ at: seen, metres }) => {
          return { at: seen, metres: turned(metres) };
        });
        const plane = groundPlaneOf(points, width, height);
        expect(distance(plane.toMetres(seenBy(camera, at)), turned(at))).toBeLessThan(1e-4);
      }),
    );
  });

  it('shares out small mistakes of six points', () => {
    const camera = { high: 6, pitch: 0.4, yaw: 0.1, focal: 1000 };
    const wrong = groundPoints(camera, more).map(({ at: [x, y], metres }, index): GroundPoint => {
      return { at: [x + (index % 2 === 0 ? 1 : -1) / width, y], metres };
    });
    expect(
      distance(groundPlaneOf(wrong, width, height).toMetres(seenBy(camera, [1, 18])), [1, 18]),
    ).toBeLessThan(0.1);
  });

  it('is less sure far away than near', () => {
    const camera = { high: 6, pitch: 0.4, yaw: 0, focal: 1000 };
    const plane = groundPlaneOf(groundPoints(camera, corners), width, height);
    const near = plane.errorAt(seenBy(camera, [0, 12]), 2);
    const far = plane.errorAt(seenBy(camera, [0, 30]), 2);
    expect(near).toBeGreaterThan(0.01);
    expect(far).toBeGreaterThan(3 * near);
  });
});

describe('ground points', () => {
  const square: readonly GroundPoint[] = [
    { at: [0.2, 0.9], metres: [0, 0] },
    { at: [0.8, 0.9], metres: [4, 0] },
    { at: [0.6, 0.4], metres: [4, 20] },
    { at: [0.4, 0.4], metres: [0, 20] },
  ];
  const swap = (metres: Point, index: number) =>
    square.map((point, at) => (at === index ? { ...point, metres } : point));

  it('that a camera can see have no fault', () => {
    expect(groundFault(square)).toBeUndefined();
    fc.assert(
      fc.property(pose, fc.constantFrom(4, 5, 6), (camera, count) => {
        expect(groundFault(groundPoints(camera, more.slice(0, count)))).toBeUndefined();
      }),
    );
  });

  it.each<[string, readonly GroundPoint[], string, readonly number[]]>([
    ['are three', square.slice(0, 3), 'too-few', [0, 1, 2]],
    ['lie twice on the same place', swap([0, 0], 1), 'twice', [0, 1]],
    ['stand in a row on the ground', swap([0, 10], 2), 'in-line-on-ground', [0, 2, 3]],
    [
      'stand in a row in the picture',
      square.map((point, index) => (index === 1 ? { ...point, at: [0.3, 0.65] } : point)),
      'in-line-in-picture',
      [0, 1, 3],
    ],
    [
      'are named in another order on the ground',
      [square[0]!, square[1]!, { ...square[2]!, metres: [0, 20] }, { ...square[3]!, metres: [4, 20] }],
      'folded',
      [0, 1, 2, 3],
    ],
    [
      'do not fit one plane',
      [...square, { at: [0.5, 0.65], metres: [2, 18] }],
      'contradictory',
      [0, 1, 2, 3, 4],
    ],
    [
      'of which four of five stand in a row',
      [0, 1, 2, 3]
        .map((x): GroundPoint => ({ at: [0.1 + x / 10, 0.5], metres: [x, 1] }))
        .concat(square.slice(0, 1)),
      'in-line-in-picture',
      [0, 1, 2],
    ],
  ])('that %s are refused', (_, points, kind, indices) => {
    expect(groundFault(points)).toEqual({ kind, points: indices });
  });
});
