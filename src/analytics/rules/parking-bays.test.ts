import { expect, it } from 'vitest';
import { runRule, type ScriptedObject } from '../../../test/fakes/scripted-scene.ts';
import { type Case, car, expectTold, parked, script } from '../../../test/fakes/scripted-traffic.ts';
import { parkingBays } from './parking-bays.ts';

/** Bays 11, 12, 13 side by side, 120 pixels wide each, from 300 on; the lane runs below them. */
const bays = [11, 12, 13].map((id, index) => {
  const [left, right] = [0.3 + index * 0.12, 0.42 + index * 0.12];
  return {
    id,
    polygon: [
      [left, 0.5],
      [right, 0.5],
      [right, 0.74],
      [left, 0.74],
    ] as const,
  };
});
const values = { baysIds: [11, 12, 13], classes: ['car', 'truck'], freeAtMost: 0 };
const inBay = (index: number, seconds: number): ScriptedObject => parked(seconds, 360 + index * 120, 355);
const arrives = (index: number, from: number, until: number): ScriptedObject =>
  car(
    [from, 0, 440],
    [from + 6, 360 + index * 120, 430],
    [from + 9, 360 + index * 120, 355],
    [until, 360 + index * 120, 355],
  );
const lane = (from: number): ScriptedObject => ({
  class: 'truck',
  way: [
    [from, 0, 440],
    [from + 8, 1000, 440],
  ],
});
const scene = (objects: readonly ScriptedObject[]) => script(objects, { zones: bays });

it.each<Case>([
  {
    name: 'tells when the last bay is taken',
    scene: scene([inBay(0, 90), inBay(1, 90), arrives(2, 20, 90)]),
    told: [38],
  },
  { name: 'is silent while one bay is free', scene: scene([inBay(0, 90), inBay(1, 90)]), told: [] },
  {
    name: 'is silent about cars that pass before the last free bay',
    scene: scene([inBay(0, 90), inBay(1, 90), lane(20), lane(30), lane(40)]),
    told: [],
  },
  {
    name: 'goes on while a lorry hides the cars',
    scene: scene([
      inBay(0, 90),
      { ...inBay(1, 90), missed: [[43, 46]] },
      { ...inBay(2, 90), missed: [[43, 46]] },
      lane(40),
    ]),
    told: [8],
  },
  {
    name: 'is silent while one who leaves is about to free the last bay',
    scene: script(
      [inBay(0, 90), inBay(1, 90), car([0, 600, 355], [7, 600, 355], [11, 600, 430], [16, 1000, 430])],
      {
        zones: bays,
      },
    ),
    told: [],
  },
  {
    name: 'is silent about a car that stands across two bays while a third is free',
    scene: scene([parked(60, 420, 355), parked(60, 610, 355)]),
    told: [],
  },
])('$name', (one) => expectTold('parking-bays', values, one));

it('measures free and taken bays, weighed by time', () => {
  const leaves = car([0, 480, 355], [40, 480, 355], [44, 480, 430], [50, 1000, 440]);
  const { measurements } = runRule('parking-bays', values, scene([inBay(0, 90), leaves]));
  const taken = measurements.filter(({ measure }) => measure === 'taken');
  expect(taken[0]?.value).toBe(2);
  expect(taken.at(-1)?.value).toBe(1);
  const freed = taken.findIndex(({ value }) => value === 1) / 5;
  expect(freed).toBeGreaterThan(30);
  expect(freed).toBeLessThan(45);
});

it('refuses a number of free bays that always holds', () => {
  expect(parkingBays.faults?.({ ...values, freeAtMost: 3 }, { hasGround: false })).toMatchObject([
    { parameter: 'freeAtMost' },
  ]);
  expect(parkingBays.faults?.(values, { hasGround: false })).toEqual([]);
});
