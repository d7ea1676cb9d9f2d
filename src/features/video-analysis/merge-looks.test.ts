import { describe, expect, it } from 'vitest';
import type { Detections } from '#analytics/detection/detections.ts';
import { mergeLooks } from './merge-looks.ts';

type Row = readonly [
  classId: number,
  score: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
];

const person = 0;
const car = 1;
const lorry = 2;
/** A car and a lorry may be the same thing. */
const groups = Uint16Array.of(0, 1, 1);
const picture = { width: 1920, height: 1080 };
const region = { left: 800, top: 400, right: 1216, bottom: 816 };

function detections(rows: readonly Row[]): Detections {
  return {
    count: rows.length,
    classIds: Uint16Array.from(rows, ([classId]) => classId),
    scores: Float32Array.from(rows, ([, score]) => score),
    boxesXyxy: Float32Array.from(rows.flatMap(([, , ...box]) => box)),
  };
}

function merged(whole: readonly Row[], part: readonly Row[], where = region): number[][] {
  const found = mergeLooks(
    detections(whole),
    [{ region: where, detections: detections(part) }],
    picture,
    groups,
  );
  return Array.from({ length: found.count }, (_, index) => [
    found.classIds[index] ?? -1,
    ...found.boxesXyxy.subarray(4 * index, 4 * index + 4),
  ]);
}

describe('a whole look and enlarged parts of it', () => {
  it.each<[string, readonly Row[], readonly Row[], number[][]]>([
    [
      'a thing that only the part shows',
      [],
      [[person, 0.6, 900, 500, 910, 525]],
      [[person, 900, 500, 910, 525]],
    ],
    ['a thing that only the whole shows', [[car, 0.6, 100, 100, 300, 200]], [], [[car, 100, 100, 300, 200]]],
    [
      'a thing that both show: as it is enlarged',
      [[person, 0.9, 895, 495, 915, 535]],
      [[person, 0.5, 897, 498, 913, 530]],
      [[person, 897, 498, 913, 530]],
    ],
    [
      'a car that the whole takes for a lorry',
      [[lorry, 0.9, 900, 500, 960, 540]],
      [[car, 0.8, 902, 501, 961, 541]],
      [[car, 902, 501, 961, 541]],
    ],
    ['a thing cut by the edge of the part', [], [[car, 0.8, 800, 500, 860, 540]], []],
    [
      'a part of a large thing',
      [[lorry, 0.9, 850, 420, 1200, 800]],
      [[lorry, 0.6, 900, 600, 1000, 780]],
      [[lorry, 850, 420, 1200, 800]],
    ],
    [
      'a person before a lorry',
      [[lorry, 0.9, 850, 420, 1200, 800]],
      [[person, 0.6, 900, 600, 940, 780]],
      [
        [lorry, 850, 420, 1200, 800],
        [person, 900, 600, 940, 780],
      ],
    ],
  ])('give %s', (_, whole, part, expected) => {
    expect(merged(whole, part)).toEqual(expected);
  });

  it('keep what is cut by the border of the picture', () => {
    const corner = { left: 0, top: 664, right: 416, bottom: 1080 };
    expect(merged([], [[car, 0.8, 0, 1040, 60, 1080]], corner)).toHaveLength(1);
  });

  it('know a thing that lies in two parts once', () => {
    const both = [
      { region, detections: detections([[person, 0.7, 1100, 500, 1110, 525]]) },
      {
        region: { left: 1000, top: 400, right: 1416, bottom: 816 },
        detections: detections([[person, 0.8, 1101, 500, 1111, 526]]),
      },
    ];
    expect(mergeLooks(detections([]), both, picture, groups).count).toBe(1);
  });
});
