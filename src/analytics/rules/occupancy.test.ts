import { expect, it } from 'vitest';
import { runRule } from '../../../test/fakes/scripted-scene.ts';
import { type Case, expectTold, person, script } from '../../../test/fakes/scripted-traffic.ts';

const crowd = [400, 450, 500].map((x) => person([0, x, 300], [30, x, 300]));
const values = { zoneId: 1, classes: ['person'], moreThan: 2, seconds: 5 };
it.each<Case>([
  { name: 'tells once the zone stayed full for the time', scene: script(crowd), told: [5.4] },
  {
    name: 'outlives a moment in which some are missed',
    scene: script([...crowd.slice(1), { ...crowd[0]!, missed: [[3, 3.6]] }]),
    told: [5.4],
  },
  {
    name: 'is silent when it is full for less than the time',
    scene: script([...crowd.slice(1), person([10, 400, 300], [13, 400, 300], [14, 400, 200])], {
      seconds: 30,
    }),
    told: [],
  },
  { name: 'is silent at the number itself', scene: script(crowd.slice(1)), told: [] },
])('$name', (one) => expectTold('occupancy', values, one));

it('measures the mean number present, weighed by time', () => {
  const { measurements } = runRule('occupancy', values, script(crowd));
  const weight = measurements.reduce((sum, one) => sum + one.weight, 0);
  const mean = measurements.reduce((sum, one) => sum + one.value * one.weight, 0) / weight;
  expect(mean).toBeGreaterThan(2.9);
  expect(mean).toBeLessThanOrEqual(3);
});
