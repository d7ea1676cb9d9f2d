import { describe, expect, it } from 'vitest';
import { Timeline } from './timeline.ts';

describe('the event time of a stream', () => {
  it('follows the stamps, not the arrival', () => {
    const timeline = new Timeline();
    timeline.anchor(1000, 0);
    expect(timeline.live(0, 1200).timeMs).toBe(1000);
    expect(Math.round(timeline.live(80, 1300).timeMs)).toBe(1080);
    expect(Math.round(timeline.live(160, 1301).timeMs)).toBe(1160);
  });

  it('never lies after the arrival', () => {
    const timeline = new Timeline();
    timeline.anchor(5000);
    timeline.live(0, 5000);
    expect(timeline.live(100, 5040).timeMs).toBe(5040);
  });

  it('is anchored anew when the stamps go back, and goes on', () => {
    const timeline = new Timeline();
    timeline.anchor(1000, 90_000);
    timeline.live(90_000, 1000);
    expect(timeline.live(40, 2000)).toEqual({ timeMs: 2000, jumped: true });
  });

  it('is anchored anew when the stamps leap ahead of the clock', () => {
    const timeline = new Timeline();
    timeline.anchor(1000, 0);
    timeline.live(0, 1000);
    expect(timeline.live(60_000, 1080)).toEqual({ timeMs: 1080, jumped: true });
  });

  it('takes a gap that the clock saw too as a gap', () => {
    const timeline = new Timeline();
    timeline.anchor(1000, 0);
    timeline.live(0, 1000);
    expect(timeline.live(60_000, 61_000)).toEqual({ timeMs: 61_000, jumped: false });
  });

  it('follows a camera whose clock is slow', () => {
    const timeline = new Timeline();
    timeline.anchor(0, 0);
    const last = Array.from(
      { length: 20_000 },
      (_, index) => timeline.live(index * 80 * 0.9999, index * 80).timeMs,
    ).at(-1);
    expect(Math.abs((last ?? 0) - 19_999 * 80)).toBeLessThan(20);
  });

  it.each([3_600_000, -3_600_000])(
    'goes along when the clock is set by %i ms, step by step as before',
    (byMs) => {
      const timeline = new Timeline();
      timeline.anchor(5_000_000, 0);
      timeline.live(0, 5_000_000);
      timeline.live(40, 5_000_040);
      timeline.step(byMs);
      const { timeMs, jumped } = timeline.live(80, 5_000_080 + byMs);
      expect(jumped).toBe(false);
      expect(timeMs).toBeCloseTo(5_000_080 + byMs, 3);
      expect(timeline.live(120, 5_000_120 + byMs).timeMs).toBeCloseTo(5_000_120 + byMs, 3);
    },
  );

  it('does not go back when a connection is anchored before the last picture', () => {
    const timeline = new Timeline();
    timeline.anchor(1000, 0);
    timeline.live(0, 1000);
    timeline.live(500, 1500);
    timeline.anchor(1200, 0);
    expect(timeline.live(0, 1600).timeMs).toBeGreaterThan(1500);
  });

  it('keeps the steps of a file, whose loops follow one another', () => {
    const timeline = new Timeline();
    timeline.anchor(0);
    expect([timeline.file(400), timeline.file(440)]).toEqual([0, 40]);
    timeline.anchor(timeline.lastMs + 40);
    expect([timeline.file(400), timeline.file(440)]).toEqual([80, 120]);
  });
});
