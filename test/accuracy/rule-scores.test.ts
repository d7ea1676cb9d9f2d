import { expect, test } from 'vitest';
import type { RuleEvent } from '../../footage/plan/facts.ts';
import type { AnalysedClip, Told } from './analyse-clip.ts';
import type { Clip } from './footage-truth.ts';
import { judgeRules, ruleScores } from './rule-scores.ts';

const event = (kind: RuleEvent['kind'], fromSecond: number, toSecond: number): RuleEvent => ({
  ...{ rule: 'R', kind, fromSecond, toSecond, object: null, about: 'something' },
});
const alert = (second: number): Told => ({ rule: 'R', second, class: 'car', point: null });

function judged(events: readonly RuleEvent[], alerts: readonly Told[]) {
  const truth = { rules: [{ name: 'R', kind: 'dwell', longerThan: 5 }], events, objects: [] };
  const clip = { name: 'c', video: 'c.mp4', heldOut: true, truth } as unknown as Clip;
  const analysed: AnalysedClip = { pictures: [], counts: [], alerts, measurements: [] };
  return judgeRules(clip, analysed)[0]!;
}

test('a true event takes one alert; a second one is false', () => {
  const { right, faults } = judged([event('true', 10, 12)], [alert(10.4), alert(11)]);
  expect(right).toBe(1);
  expect(faults.map(({ sort, second }) => [sort, second])).toEqual([['false', 11]]);
});

test('an unclear event excuses one alert, and no more', () => {
  const { right, excused, faults } = judged([event('unclear', 10, 12)], [alert(10), alert(11), alert(30)]);
  expect({ right, excused }).toEqual({ right: 0, excused: 1 });
  expect(faults.map(({ sort }) => sort)).toEqual(['false', 'false']);
});

test('a true event comes before an unclear one', () => {
  const { right, excused, faults } = judged(
    [event('unclear', 9, 12), event('true', 10, 12)],
    [alert(10), alert(11)],
  );
  expect({ right, excused, faults }).toEqual({ right: 1, excused: 1, faults: [] });
});

test('an alert on a tempting event is false and says what tempted', () => {
  const { tempting, faults } = judged([event('tempting', 10, 12)], [alert(11)]);
  expect(tempting).toBe(1);
  expect(faults[0]).toMatchObject({ sort: 'false', about: expect.stringContaining('tempted by') });
});

test('a rule without a limit is judged by its values, and by how far they are off', () => {
  const truth = {
    rules: [{ name: 'R', kind: 'speed' }],
    events: [
      { ...event('true', 10, 12), value: 50 },
      { ...event('true', 40, 42), value: 50 },
    ],
    objects: [],
  };
  const clip = { name: 'c', video: 'c.mp4', heldOut: true, truth } as unknown as Clip;
  const measurements = [{ ...alert(15), value: 52 }];
  const [score] = ruleScores(
    judgeRules(clip, { pictures: [], counts: [], alerts: [alert(41)], measurements }),
  );
  expect(score).toMatchObject({
    sort: 'values',
    right: 1,
    missed: 1,
    false: 0,
    recall: 0.5,
    medianError: 0.04,
  });
});
