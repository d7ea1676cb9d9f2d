import { describe, expect, it } from 'vitest';
import { FrameSelection } from './frame-selection.ts';

function taken(framesPerSecond: number, stepMs: number, frames: number): number[] {
  const selection = new FrameSelection(framesPerSecond);
  return Array.from({ length: frames }, (_, index) => index * stepMs).filter((timeMs) =>
    selection.take(timeMs),
  );
}

describe('the choice of frames', () => {
  it.each([
    { wanted: 5, stepMs: 80, expected: 300 },
    { wanted: 5, stepMs: 40, expected: 300 },
    { wanted: 10, stepMs: 1000 / 12.5, expected: 600 },
    { wanted: 5, stepMs: 500, expected: 120 },
    { wanted: 0.2, stepMs: 100, expected: 12 },
    { wanted: Number.POSITIVE_INFINITY, stepMs: 100, expected: 600 },
  ])('keeps $wanted a second of frames $stepMs ms apart', ({ wanted, stepMs, expected }) => {
    const { length } = taken(wanted, stepMs, Math.round(60_000 / stepMs));
    expect(Math.abs(length - expected)).toBeLessThanOrEqual(1);
  });

  it('begins again after a pause without a burst', () => {
    const selection = new FrameSelection(5);
    selection.take(0);
    expect([60_000, 60_040, 60_080, 60_120].map((timeMs) => selection.take(timeMs))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
