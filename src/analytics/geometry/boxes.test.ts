import { expect, test } from 'vitest';
import { anchorOf, boxArea, coveredShare, intersectionOverUnion, widened } from './boxes.ts';

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

test.each([
  { name: 'the same box', a: box(0, 0, 10, 10), b: box(0, 0, 10, 10), overlap: 1 },
  { name: 'half of a box', a: box(0, 0, 10, 10), b: box(0, 0, 10, 5), overlap: 0.5 },
  { name: 'a corner', a: box(0, 0, 2, 2), b: box(1, 1, 3, 3), overlap: 1 / 7 },
  { name: 'boxes that touch', a: box(0, 0, 2, 2), b: box(2, 0, 4, 2), overlap: 0 },
  { name: 'boxes apart', a: box(0, 0, 2, 2), b: box(5, 5, 6, 6), overlap: 0 },
  { name: 'empty boxes', a: box(1, 1, 1, 1), b: box(1, 1, 1, 1), overlap: 0 },
])('overlap of $name', ({ a, b, overlap }) => {
  expect(intersectionOverUnion(a, b)).toBeCloseTo(overlap, 12);
  expect(intersectionOverUnion(b, a)).toBeCloseTo(overlap, 12);
});

test('a crossed box has no area', () => {
  expect(boxArea(box(5, 0, 1, 4))).toBe(0);
});

test('the covered share looks at the inner box only', () => {
  expect(coveredShare(box(0, 0, 2, 2), box(1, 0, 100, 100))).toBe(0.5);
  expect(coveredShare(box(1, 1, 1, 1), box(0, 0, 9, 9))).toBe(0);
});

test('a box is widened by a share of its own sides', () => {
  expect(widened(box(10, 20, 30, 60), 0.5)).toEqual(box(0, 0, 40, 80));
});

test('an object touches the ground in the middle of its lower side', () => {
  expect(anchorOf(box(10, 20, 30, 60))).toEqual([20, 60]);
});
