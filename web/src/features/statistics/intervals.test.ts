import { describe, expect, it } from 'vitest';
import type { CountSeries, PresenceSeries } from '#features/statistics/statistics-schema.ts';
import { lineCharts, zoneCharts } from './intervals.ts';

const hours = ['08', '09', '10', '11'];
const series = (direction: CountSeries['direction'], values: readonly (number | null)[]): CountSeries => ({
  cameraId: 1,
  cameraName: 'Gate camera',
  regime: 'rgpd',
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
    models: [],
  })),
});

describe('the chart of a line', () => {
  const now = Date.parse('2026-11-23T10:30:00Z');
  const [chart] = lineCharts(
    [series('forward', [3, null, 2, null]), series('backward', [0, null, 1, null])],
    now,
  );

  it('F29: shows hours without analysis as missing, and zero as zero', () => {
    expect(chart?.intervals.map(({ missing }) => missing)).toEqual([false, true, false]);
    expect(chart?.series[1]?.values).toEqual([0, null, 1]);
  });

  it('leaves out hours that have not begun', () => expect(chart?.intervals).toHaveLength(3));

  it('waits for the end of an open hour that has no figure yet', () => {
    const [open] = lineCharts([series('forward', [3, 1, null, null])], now);
    expect(open?.series[0]?.values).toEqual([3, 1]);
  });

  it('F29: gives the mean coverage and the total', () => {
    expect(chart?.coverage).toBeCloseTo(2 / 3);
    expect(chart?.total).toBe(6);
  });
});

it('a long stretch before the first figure is left out, and said', () => {
  const long = series('forward', [3]);
  const buckets = Array.from({ length: 12 }, (_, at) => ({
    from: `2026-11-22T${String(at).padStart(2, '0')}:00:00Z`,
    to: `2026-11-22T${String(at).padStart(2, '0')}:59:59Z`,
    value: at < 10 ? null : at,
    coverage: at < 10 ? 0 : 1,
    models: [],
  }));
  const [chart] = lineCharts([{ ...long, buckets }], Date.parse('2026-11-23T00:00:00Z'));
  expect(chart?.series[0]?.values).toEqual([null, null, 10, 11]);
  expect(chart?.emptyBefore).toBe('2026-11-22T10:00:00Z');
  expect(chart?.coverage).toBeCloseTo(2 / 12);
});

it('a zone leaves out the classes that never came', () => {
  const presence = (name: string, value: number): PresenceSeries => ({
    cameraId: 1,
    cameraName: 'Gate camera',
    regime: 'rgpd',
    zoneId: 3,
    zoneName: 'yard',
    class: name,
    buckets: [{ from: '2026-11-23T08:00:00Z', to: '2026-11-23T09:00:00Z', value, coverage: 1, models: [] }],
  });
  const now = Date.parse('2026-11-23T10:00:00Z');
  const [chart] = zoneCharts([presence('car', 0.2), presence('bus', 0)], now);
  expect(chart?.series.map((series) => series.class)).toEqual(['car']);
  expect(zoneCharts([presence('car', 0)], now)[0]?.series).toHaveLength(1);
});
