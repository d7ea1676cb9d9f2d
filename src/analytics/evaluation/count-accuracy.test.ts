import { expect, test } from 'vitest';
import { type CountSegment, compareCounts, countAccuracy } from './count-accuracy.ts';

function segment(count: number, changes: Partial<CountSegment> = {}): CountSegment {
  return { line: 'gate', direction: 'forward', class: 'car', startMs: 0, count, ...changes };
}

test.each([
  { name: 'all right', truth: [segment(10)], counted: [segment(10)], accuracy: 1 },
  { name: 'one missed of ten', truth: [segment(10)], counted: [segment(9)], accuracy: 0.9 },
  { name: 'one too many of ten', truth: [segment(10)], counted: [segment(11)], accuracy: 0.9 },
  { name: 'nothing counted', truth: [segment(10)], counted: [], accuracy: 0 },
  { name: 'never below 0', truth: [segment(1)], counted: [segment(9)], accuracy: 0 },
  { name: 'nothing crossed', truth: [], counted: [], accuracy: undefined },
  {
    name: 'a busy line weighs more',
    truth: [segment(9), segment(1, { line: 'side' })],
    counted: [segment(9)],
    accuracy: 0.9,
  },
  {
    name: 'a wrong class is missed once and false once',
    truth: [segment(9), segment(1, { class: 'bus' })],
    counted: [segment(9), segment(1, { class: 'truck' })],
    accuracy: 0.8,
  },
  {
    name: 'a wrong direction does not even out',
    truth: [segment(5), segment(5, { direction: 'backward' })],
    counted: [segment(6), segment(4, { direction: 'backward' })],
    accuracy: 0.8,
  },
  {
    name: 'intervals do not even out',
    truth: [segment(5), segment(5, { startMs: 900_000 })],
    counted: [segment(6), segment(4, { startMs: 900_000 })],
    accuracy: 0.8,
  },
])('accuracy of counts: $name', ({ truth, counted, accuracy }) => {
  expect(countAccuracy(compareCounts(truth, counted))).toBe(accuracy);
});

test('crossings told one by one add up to a segment', () => {
  expect(compareCounts([segment(1), segment(1), segment(2)], [segment(3)])).toEqual([
    { line: 'gate', direction: 'forward', class: 'car', startMs: 0, truth: 4, counted: 3, accuracy: 0.75 },
  ]);
});
