import { describe, expect, it } from 'vitest';
import type { CountSeries } from '#features/statistics/statistics-schema.ts';
import { lineCharts } from './intervals.ts';

const hours = ['08', '09', '10', '11'];
const series = (direction: CountSeries['direction'], values: readonly (number | null)[]): CountSeries => ({
  cameraId: 1,
  cameraName: 'Gate camera',
  lineId: 5,
  lineName: 'gate',
  class: 'car',
  direction,
  directionName: direction === 'forward' ? 'in' : 'out',
  total: values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
  buckets: values.map((value, at) => ({
    from: `2026-11-23T${hours[at]}:00:00Z`,
    to: `2026-11-23T${hours[at]}:59:59Z`,
    value,
    coverage: value === null ? 0 : 1,
  })),
});

describe('the chart of a line', () => {
  const now = Date.parse('2026-11-23T10:30:00Z');
  const [chart] = lineCharts(
    [series('forward', [3, null, 2, null]), series('backward', [0, null, 1, null])],
    now,
  );

  it('shows hours without analysis as missing, and zero as zero', () => {
    expect(chart?.intervals.map(({ missing }) => missing)).toEqual([false, true, false]);
    expect(chart?.series[1]?.values).toEqual([0, null, 1]);
  });

  it('leaves out hours that have not begun', () => expect(chart?.intervals).toHaveLength(3));

  it('gives the mean coverage and the total', () => {
    expect(chart?.coverage).toBeCloseTo(2 / 3);
    expect(chart?.total).toBe(6);
  });
});
