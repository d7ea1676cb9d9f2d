import { describe, expect, test } from 'vitest';
import { lostInRounding, quantiseBias, quantiseKernel, spreadOver } from './spread.ts';

describe('a range over bytes', () => {
  test.each([
    [
      { low: 0, high: 255 },
      { scale: 1, zeroPoint: 0 },
    ],
    [
      { low: -127, high: 128 },
      { scale: 1, zeroPoint: 127 },
    ],
    // 0 must be met exactly: a range that leaves it out is widened to it
    [
      { low: 51, high: 510 },
      { scale: 2, zeroPoint: 0 },
    ],
    [
      { low: -510, high: -2 },
      { scale: 2, zeroPoint: 255 },
    ],
    // a tensor that is 0 everywhere
    [
      { low: 0, high: 0 },
      { scale: 1, zeroPoint: 0 },
    ],
    [
      { low: 0, high: 1e-45 },
      { scale: 1, zeroPoint: 0 },
    ],
  ])('%o becomes %o', (range, spread) => {
    expect(spreadOver(range)).toEqual(spread);
  });

  test.each([
    [{ low: Number.NaN, high: 1 }],
    [{ low: 0, high: Number.POSITIVE_INFINITY }],
    [{ low: 1, high: 0 }],
  ])('%o is refused', (range) => {
    expect(() => spreadOver(range)).toThrow(/cannot be spread over bytes/);
  });
});

describe('filters as bytes', () => {
  const input = { scale: 0.5, zeroPoint: 0, loudest: 128 };

  test('have a scale each, so that a weak filter keeps its detail', () => {
    const { values, scales } = quantiseKernel(
      Float32Array.of(127, -1, 0, 1.27, -0.01, 0),
      2,
      undefined,
      input,
    );
    expect(Array.from(scales)).toEqual([1, Math.fround(0.01)]);
    expect(Array.from(values)).toEqual([127, -1, 0, 127, -1, 0]);
  });

  test.each([
    [255, 128],
    [200, 163],
    [128, 254],
  ])('two weights of a sign that meet a byte of %i sum to %i steps at most', (loudest, most) => {
    const { values } = quantiseKernel(Float32Array.of(1, 1, -1, -1), 1, undefined, { ...input, loudest });
    const [a = 0, b = 0, c = 0, d = 0] = values;
    expect(a + b).toBeLessThanOrEqual(most);
    expect(-c - d).toBeLessThanOrEqual(most);
    expect(loudest * (a + b)).toBeLessThanOrEqual(32_767);
  });

  test('that are all zeros leave room for their bias', () => {
    const bias = Float32Array.of(3);
    const { values, scales } = quantiseKernel(new Float32Array(4), 1, bias, input);
    expect(Array.from(values)).toEqual([0, 0, 0, 0]);
    const [steps = 0] = quantiseBias(bias, input.scale, scales);
    expect(steps * input.scale * (scales[0] ?? 0)).toBeCloseTo(3, 5);
  });

  test('of a number that is none are refused', () => {
    expect(() => quantiseKernel(Float32Array.of(1, Number.NaN), 1, undefined, input)).toThrow(
      /the weight NaN/,
    );
  });
});

test('a bias is counted in steps of its input scale × the scale of its filter', () => {
  expect(Array.from(quantiseBias(Float32Array.of(1, -3, 0), 0.5, Float32Array.of(0.25, 2, 1)))).toEqual([
    8, -3, 0,
  ]);
});

test('a bias that is huge beside its filter makes the scale coarser, and fits 32 bits', () => {
  const bias = Float32Array.of(1e9);
  const { scales } = quantiseKernel(Float32Array.of(1e-6), 1, bias, { scale: 1e-3, zeroPoint: 0 });
  const [steps = 0] = quantiseBias(bias, 1e-3, scales);
  expect(Math.abs(steps)).toBeLessThan(2 ** 30);
  expect(steps * 1e-3 * (scales[0] ?? 0)).toBeCloseTo(1e9, -3);
});

test('what rounding takes off the weights is known by the means of the channels', () => {
  const weights = Float32Array.of(1.4, 2.6);
  const rounded = { values: Int8Array.of(1, 3), scales: Float32Array.of(1) };
  const [lost = 0] = lostInRounding(weights, rounded, Float64Array.of(10, 5), 2);
  expect(lost).toBeCloseTo(0.4 * 10 - 0.4 * 5, 5);
});

test('filters of a grouped convolution lose by the channels of their own group', () => {
  const weights = Float32Array.of(1.5, 1.5);
  const rounded = { values: Int8Array.of(1, 1), scales: Float32Array.of(1, 1) };
  expect(Array.from(lostInRounding(weights, rounded, Float64Array.of(10, 20), 1))).toEqual([5, 10]);
});
