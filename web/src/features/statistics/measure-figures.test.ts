import { expect, it } from 'vitest';
import type { MeasureSeries } from '#features/statistics/measure-schema.ts';
import { binLabels, measureGroups, tripMatrix, usedBins } from './measure-figures.ts';

const series = (change: Partial<MeasureSeries>): MeasureSeries => ({
  ruleId: 1,
  ruleName: 'Rule',
  cameraId: 2,
  cameraName: 'Camera',
  regime: 'rgpd',
  measure: 'dwell',
  title: { en: '', fr: '' },
  unit: 's',
  sort: 'each',
  edges: [10],
  class: 'car',
  part: '',
  partName: null,
  total: { weight: 2, mean: 4, minimum: 3, maximum: 5, median: null, bins: [2, 0] },
  buckets: [],
  ...change,
});

it('bins are named by their borders', () => {
  expect(binLabels([10, 20, 60], String)).toEqual(['< 10', '10–20', '20–60', '≥ 60']);
});

it('bins after the last that holds anything are left out, but one', () => {
  const total = { weight: 3, mean: 4, minimum: 3, maximum: 5, median: null, bins: [2, 1, 0, 0, 0] };
  expect(usedBins([series({}), series({ total })])).toBe(3);
});

it.each([
  ['distribution', {}],
  ['level', { sort: 'level' as const }],
  ['trips', { part: '3>5' }],
])('a %s is shown as one', (form, change) => {
  expect(measureGroups([series(change)])).toMatchObject([{ measure: 'dwell', form }]);
});

it('ways of several classes add up in one table', () => {
  const way = { part: '3>5', partName: 'north → east' };
  const bus = { weight: 1, mean: 10, minimum: 10, maximum: 10, median: null, bins: [0, 1] };
  const matrix = tripMatrix([series(way), series({ ...way, class: 'bus', total: bus })]);
  expect([matrix.origins, matrix.destinations]).toEqual([['north'], ['east']]);
  expect(matrix.cellOf('north', 'east')).toEqual({ count: 3, meanSeconds: 6 });
  expect(matrix.cellOf('east', 'north')).toEqual({ count: 0, meanSeconds: null });
});
