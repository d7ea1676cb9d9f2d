import { expect, it } from 'vitest';
import { addDistributions, type Distribution, meanOf, medianOf } from './distribution.ts';

const edges = [10, 20];
function of(...values: number[]): Distribution {
  const bins = [0, 0, 0];
  for (const value of values) {
    const index = edges.filter((edge) => value >= edge).length;
    bins[index] = (bins[index] ?? 0) + 1;
  }
  const sum = values.reduce((total, value) => total + value, 0);
  return {
    weight: values.length,
    sum,
    minimum: Math.min(...values),
    maximum: Math.max(...values),
    bins,
  };
}

it('two parts make the whole, in any order', () => {
  const whole = of(2, 5, 12, 19, 40);
  expect(addDistributions(of(2, 40), of(5, 12, 19))).toEqual(whole);
  expect(addDistributions(of(5, 12, 19), of(2, 40))).toEqual(whole);
  expect(meanOf(whole)).toBe(78 / 5);
});

it.each([
  [[12, 14, 18], 12, 18],
  [[1, 2, 3], 1, 3],
  [[2, 25, 30, 40], 20, 40],
  [[15], 15, 15],
  [[5, 5, 11, 12], 5, 10],
])('the median of %j lies in its bin, from %d to %d', (values, low, high) => {
  const median = medianOf(of(...values), edges);
  expect([median?.low, median?.high]).toEqual([low, high]);
  expect(median?.value).toBeGreaterThanOrEqual(low);
  expect(median?.value).toBeLessThanOrEqual(high);
});

it('nothing measured has neither mean nor median', () => {
  const nothing = { weight: 0, sum: 0, minimum: 0, maximum: 0, bins: [0, 0, 0] };
  expect([meanOf(nothing), medianOf(nothing, edges)]).toEqual([null, null]);
});

it('bins of other edges give no median', () => {
  expect(medianOf(of(1, 2), [10])).toBeNull();
});
