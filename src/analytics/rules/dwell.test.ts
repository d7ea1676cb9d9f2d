import { expect, it } from 'vitest';
import { runRule, type ScriptedObject } from '../../../test/fakes/scripted-scene.ts';
import {
  type Case,
  car,
  expectTold,
  person,
  script,
  stopping,
} from '../../../test/fakes/scripted-traffic.ts';

const values = { zoneId: 1, classes: ['car', 'person'], longerThan: 20 };
it.each<Case>([
  { name: 'tells of a car that stays too long', scene: script([stopping(0, 40)]), told: [23] },
  { name: 'is silent about a shorter stay', scene: script([stopping(0, 10)]), told: [] },
  {
    name: 'bridges short losses',
    scene: script([
      {
        ...stopping(0, 40),
        missed: [
          [10, 14],
          [18, 19],
        ],
      },
    ]),
    told: [23],
  },
  {
    name: 'goes on over a restart of the analysis',
    scene: script([stopping(0, 40)], { restarts: [15] }),
    told: [23],
  },
  {
    name: 'is silent about persons, however long they stay',
    scene: script([person([0, 0, 400], [5, 500, 400], [90, 500, 400], [95, 1000, 400])]),
    told: [],
  },
  {
    name: 'starts anew when the clock goes back',
    scene: script([stopping(0, 40)], { clock: (second) => (second < 15 ? second + 3600 : second) * 1000 }),
    told: [35],
  },
])('$name', (one) => expectTold('dwell', values, one));

it('records when a car entered and left, and of a person only how long', () => {
  const { stays, measurements } = runRule(
    'dwell',
    values,
    script([stopping(0, 10), person([20, 0, 300], [30, 1000, 300], [31, 1000, 300])], { seconds: 60 }),
  );
  expect(stays).toHaveLength(1);
  expect(stays[0]?.enteredMs).toBeGreaterThan(2500);
  expect(stays[0]?.enteredMs).toBeLessThan(3700);
  expect(stays[0]?.leftMs).toBeGreaterThan(16_400);
  expect(stays[0]?.leftMs).toBeLessThan(17_600);
  expect(measurements.map((one) => [one.class, Math.round(one.value)])).toEqual([
    ['car', 14],
    ['person', 4],
  ]);
});

const valuesOf = (objects: readonly ScriptedObject[], seconds: number) =>
  runRule('dwell', values, script(objects, { seconds })).measurements.map((one) => [
    one.class,
    Math.round(one.value),
  ]);

it('takes a second box round a car, lost in its place, for no stay of its own', () => {
  const double = { ...car([6, 500, 396], [10, 500, 396]), size: [150, 64] as const };
  expect(valuesOf([stopping(0, 10), double], 60)).toEqual([['car', 14]]);
});

it('goes on when one is out of the zone for a moment', () => {
  const steps = [
    [0, 150],
    [4, 300],
    [9, 300],
    [9.6, 180],
    [10.2, 300],
    [13, 300],
  ] as const;
  const leans = person(...steps.map(([second, y]) => [second, 500, y] as const), [25, 1000, 300]);
  const values = valuesOf([leans], 40);
  expect(values).toHaveLength(1);
  expect([16, 17]).toContain(values[0]?.[1]);
});
