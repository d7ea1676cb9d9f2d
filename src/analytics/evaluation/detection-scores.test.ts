import { expect, test } from 'vitest';
import { detectionScores } from './detection-scores.ts';

function box(kind: string, left: number, width = 10) {
  return { class: kind, left, top: 0, right: left + width, bottom: 20 };
}

test.each([
  { name: 'found', counted: [box('car', 0)], ignored: [], found: [box('car', 1)], recall: 1, precision: 1 },
  { name: 'missed', counted: [box('car', 0)], ignored: [], found: [], recall: 0, precision: undefined },
  {
    name: 'found beside',
    counted: [box('car', 0)],
    ignored: [],
    found: [box('car', 6)],
    recall: 0,
    precision: 0,
  },
  {
    name: 'found twice',
    counted: [box('car', 0)],
    ignored: [],
    found: [box('car', 0), box('car', 1)],
    recall: 1,
    precision: 0.5,
  },
  {
    name: 'said to be a bus',
    counted: [box('car', 0)],
    ignored: [],
    found: [box('bus', 0)],
    recall: 0,
    precision: undefined,
  },
  {
    name: 'found beside one that does not count',
    counted: [box('car', 0)],
    ignored: [box('car', 50)],
    found: [box('car', 0), box('car', 52)],
    recall: 1,
    precision: 1,
  },
  {
    name: 'found, covered by one that does not count',
    counted: [box('car', 0)],
    ignored: [box('truck', 0, 40)],
    found: [box('car', 0)],
    recall: 1,
    precision: 1,
  },
])('a car $name', ({ counted, ignored, found, recall, precision }) => {
  const score = detectionScores([{ counted, ignored, found }]).find(({ name }) => name === 'car');
  expect(score).toMatchObject({ recall, precision });
});

test('classes stand in the order of how often they are there', () => {
  const counted = [box('car', 0), box('person', 50), box('person', 80)];
  const scores = detectionScores([{ counted, ignored: [], found: [box('bus', 200)] }]);
  expect(scores.map(({ name, precision }) => [name, precision])).toEqual([
    ['person', undefined],
    ['car', undefined],
    ['bus', 0],
  ]);
});
