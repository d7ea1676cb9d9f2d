import { expect, test } from 'vitest';
import { Histogram } from './histogram.ts';

function filled(...values: number[]): Histogram {
  const histogram = new Histogram();
  histogram.add(Float32Array.from(values));
  return histogram;
}

test('the whole range is that of all values, however they come', () => {
  const histogram = filled(0.25, -0.5);
  histogram.add(Float32Array.of(1000, 3));
  histogram.add(new Float32Array(0));
  expect(histogram.range).toEqual({ low: -0.5, high: 1000 });
});

test('one stray value does not make the steps of all others coarse', () => {
  const values = Float32Array.from({ length: 1_000_000 }, (_, index) => (index % 1000) / 1000);
  const histogram = new Histogram();
  histogram.add(values);
  histogram.add(Float32Array.of(1.5));
  const { low, high } = histogram.finestRange;
  expect(low).toBe(0);
  expect(high).toBeGreaterThan(0.9);
  expect(high).toBeLessThan(1.4);
});

test('values spread evenly are not cut', () => {
  const { low, high } = filled(...Array.from({ length: 4000 }, (_, index) => index / 1000 - 2)).finestRange;
  expect(low).toBeLessThan(-1.95);
  expect(high).toBeGreaterThan(1.95);
});

test('zeros alone have the range of a point', () => {
  expect(filled(0, 0, 0).finestRange).toEqual({ low: 0, high: 0 });
});

test('the value that few exceed lies below the largest', () => {
  const histogram = filled(...Array.from({ length: 1000 }, (_, index) => index / 1000));
  expect(histogram.valueAbove(0.9)).toBeCloseTo(0.9, 2);
  expect(histogram.valueAbove(1)).toBeCloseTo(0.999, 3);
});

test('a value that is no number shows in the range', () => {
  expect(filled(1, Number.NaN, 2).finestRange.low).toBeNaN();
});
