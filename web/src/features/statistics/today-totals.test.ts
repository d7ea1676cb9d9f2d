import { describe, expect, it } from 'vitest';
import type { TodayCount } from '#features/statistics/statistics-schema.ts';
import { byCamera, totalsByLine } from './today-totals.ts';

const count = (
  lineId: number,
  name: string,
  direction: TodayCount['direction'],
  total: number,
): TodayCount => ({
  cameraId: 1,
  lineId,
  lineName: `line ${lineId}`,
  class: name,
  direction,
  directionName: direction === 'forward' ? 'in' : 'out',
  total,
  until: '2026-11-23T10:00:00Z',
});

describe('today’s totals', () => {
  it('are gathered by line, the busiest class first', () => {
    const [gate, yard] = totalsByLine([
      count(1, 'person', 'forward', 2),
      count(1, 'person', 'backward', 1),
      count(1, 'car', 'forward', 7),
      count(2, 'car', 'backward', 4),
    ]);
    expect(gate?.rows).toEqual([
      { class: 'car', forward: 7, backward: 0 },
      { class: 'person', forward: 2, backward: 1 },
    ]);
    expect([gate?.forward, gate?.backward, gate?.forwardName]).toEqual([9, 1, 'in']);
    expect(yard?.backward).toBe(4);
  });

  it('are put together by camera', () => {
    const [camera, ...others] = byCamera(
      totalsByLine([count(1, 'car', 'forward', 1), count(2, 'car', 'forward', 2)]),
    );
    expect(others).toEqual([]);
    expect(camera?.lines.map(({ lineName }) => lineName)).toEqual(['line 1', 'line 2']);
    expect(camera?.until).toBe('2026-11-23T10:00:00Z');
  });
});
