import { describe, expect, it } from 'vitest';
import { measureIncrement, measureKey, mergeMeasures } from './measure-increments.ts';

const definition = {
  name: 'stay',
  title: { en: 'Stay', fr: 'Durée' },
  unit: 's',
  sort: 'each',
  edges: [10, 60],
} as const;
const of = (value: number, weight = 1) =>
  measureIncrement(4, definition, { measure: 'stay', class: 'car', part: '', value, weight }, 900_000);

describe('what a rule measured', () => {
  it.each([
    [9.9, [1, 0, 0]],
    [10, [0, 1, 0]],
    [59, [0, 1, 0]],
    [60, [0, 0, 1]],
  ])('falls into its bin: %d', (value, bins) => {
    expect(of(value).bins).toEqual(bins);
  });

  it('adds up', () => {
    const both = mergeMeasures(of(5), of(100, 3));
    expect(both).toMatchObject({ weight: 4, sum: 305, minimum: 5, maximum: 100, bins: [1, 0, 3] });
    expect(measureKey(of(5))).toBe(measureKey(of(100)));
    expect(measureKey(of(5))).not.toBe(measureKey({ ...of(5), part: '3>5' }));
  });
});
