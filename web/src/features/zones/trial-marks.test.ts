import { describe, expect, it } from 'vitest';
import type { Replay } from '#features/replay/replay-schema.ts';
import { clockOf, trialMarks, trialSeconds } from './trial-marks.ts';

const replay = (source: Replay['source'], watchedSeconds: number, ...offsets: readonly number[]): Replay => ({
  id: 1,
  cameraId: 2,
  cameraName: 'Depot',
  rule: { name: 'R', kind: 'intrusion' },
  source,
  state: 'done',
  progress: 1,
  createdAt: '2026-11-23T08:00:00Z',
  startedAt: null,
  endedAt: null,
  fault: null,
  watchedSeconds,
  alertCount: offsets.length,
  alerts: offsets.map((offsetSeconds) => ({
    at: '2026-11-23T08:00:00Z',
    offsetSeconds,
    summary: { en: '', fr: '' },
    class: 'person',
    confidence: 0.8,
    where: null,
    direction: null,
    value: null,
    point: null,
  })),
  heldBack: 0,
  leftOut: 0,
  counts: [],
  measures: [],
  refused: [],
});

describe('the time line of what was tried', () => {
  it('is as long as planned live, and as what was watched of a clip', () => {
    expect(trialSeconds(replay({ kind: 'live', minutes: 2 }, 10))).toBe(120);
    expect(trialSeconds(replay({ kind: 'clip' }, 40, 50))).toBe(50);
  });

  it('alerts that are too near share a mark', () => {
    const marks = trialMarks(replay({ kind: 'clip' }, 100, 10, 11, 50));
    expect(marks.map(({ at, alerts }) => [at, alerts.length])).toEqual([
      [0.1, 2],
      [0.5, 1],
    ]);
  });

  it('times read as on a clock', () => expect([5, 65, 600].map(clockOf)).toEqual(['0:05', '1:05', '10:00']));
});
