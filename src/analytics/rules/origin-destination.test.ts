import { expect, it } from 'vitest';
import { runRule, type ScriptedObject } from '../../../test/fakes/scripted-scene.ts';
import { car, script } from '../../../test/fakes/scripted-traffic.ts';
import { originDestination } from './origin-destination.ts';

/** A crossroads: west 21, east 22, south 23. */
const lines = [
  { id: 21, from: [0.2, 1] as const, to: [0.2, 0] as const },
  { id: 22, from: [0.8, 1] as const, to: [0.8, 0] as const },
  { id: 23, from: [0.3, 0.9] as const, to: [0.7, 0.9] as const },
];
const values = { linesIds: [21, 22, 23], classes: ['car'] };
const tripsOf = (objects: readonly ScriptedObject[], more = {}) =>
  runRule('origin-destination', values, script(objects, { lines, ...more })).measurements.map(
    ({ part }) => part,
  );

it.each<[string, readonly ScriptedObject[], readonly string[], object?]>([
  ['straight on', [car([0, 0, 300], [10, 1000, 300])], ['21>22']],
  ['a turn', [car([0, 0, 300], [5, 500, 300], [8, 520, 499])], ['21>23']],
  ['a car that turns back is no trip', [car([0, 0, 300], [4, 300, 300], [5, 300, 310], [9, 0, 310])], []],
  ['a car that was there before counts from its first line', [car([0, 500, 300], [6, 1000, 300])], []],
  [
    'a car lost on the way keeps its origin',
    [{ ...car([0, 0, 300], [10, 1000, 300]), missed: [[4, 5.4]] }],
    ['21>22'],
  ],
  [
    'a car cut on the way that goes on under another number, straight on',
    [car([0, 0, 300], [4.6, 460, 300]), car([6.4, 640, 300], [10, 1000, 300])],
    ['21>22'],
  ],
  [
    'a car that is cut before a line and found again beyond it',
    [car([0, 0, 300], [5, 500, 300]), car([8.4, 840, 300], [10, 1000, 300])],
    ['21>22'],
  ],
  [
    'a car that is cut soon after it came in, its box still cut by the border',
    [
      { ...car([0, 20, 300], [1, 120, 300], [2.4, 320, 300]), size: [240, 60] },
      car([3.4, 540, 300], [5.6, 1000, 300]),
    ],
    ['21>22'],
  ],
  [
    'a fast car that is cut while its box comes in, and found again farther on than that was fast',
    [
      { ...car([0, 20, 300], [1.6, 320, 300]), size: [240, 60] },
      { ...car([2.6, 700, 300], [4.2, 1000, 300]), size: [240, 60] },
    ],
    ['21>22'],
  ],
  [
    'another car that begins beyond a line, off the course of one that was cut, has no origin',
    [car([0, 0, 300], [5, 500, 300]), car([8.4, 840, 480], [10, 1000, 480])],
    [],
  ],
  [
    'another car that comes too late for the course of one that was cut has no origin',
    [car([0, 0, 300], [4.6, 460, 300]), car([9, 500, 300], [11, 1000, 300])],
    [],
  ],
  [
    'two cars that meet and go home with each other’s number have gone through',
    [
      car([0, 0, 300], [4.8, 480, 300], [5.2, 480, 320], [10, 0, 320]),
      car([0, 1000, 320], [4.8, 520, 320], [5.2, 520, 300], [10, 1000, 300]),
    ],
    ['22>21', '21>22'],
  ],
  [
    'a car that waits while the analysis starts anew keeps its origin',
    [car([0, 0, 300], [5, 500, 300], [20, 500, 300], [26, 1000, 300])],
    ['21>22'],
    { restarts: [12] },
  ],
])('%s', (_, objects, trips, more = {}) => expect(tripsOf(objects, more)).toEqual(trips));

it('says how long the way took', () => {
  const { measurements } = runRule(
    'origin-destination',
    values,
    script([car([0, 0, 300], [10, 1000, 300])], { lines }),
  );
  expect(measurements[0]?.value).toBeGreaterThan(5.3);
  expect(measurements[0]?.value).toBeLessThan(6.7);
});

it('wants two lines', () => {
  expect(originDestination.faults?.({ linesIds: [21] }, { hasGround: false })).toHaveLength(1);
});
