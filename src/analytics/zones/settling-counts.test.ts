import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calmPixels } from '#analytics/motion/pixel-facts.ts';
import type { Crossing, Scene, SceneTrack } from './scene.ts';
import { SettlingCounts } from './settling-counts.ts';

const track = (id: number, kind: string): SceneTrack => ({
  id,
  class: kind,
  ...{ score: 0.8, medianScore: 0.8, firstSeenMs: 0, stillSinceMs: null },
  ...{ velocityX: 50, velocityY: 0, left: 10, top: 10, right: 60, bottom: 40 },
});

/** A picture in which objects of these classes are seen, by number; those named cross line 1. */
function scene(
  timeMs: number,
  classes: Readonly<Record<number, string>>,
  crossing: readonly number[] = [],
): Scene {
  const tracks = Object.entries(classes).map(([id, kind]) => track(Number(id), kind));
  const crossings = tracks
    .filter(({ id }) => crossing.includes(id))
    .map((one): Crossing => ({ lineId: 1, direction: 'forward', track: one, timeMs }));
  return {
    timeMs,
    width: 100,
    height: 100,
    tracks,
    lost: [],
    crossings,
    present: new Map(),
    pixels: calmPixels,
  };
}

describe('a count that waits for its class', () => {
  it('of what is never taken for something else does not wait', () => {
    expect(new SettlingCounts().update(scene(0, { 1: 'person' }, [1]))).toEqual([
      { lineId: 1, direction: 'forward', class: 'person', timeMs: 0 },
    ]);
  });

  it('gets the class that is known by then, and keeps its time', () => {
    const counts = new SettlingCounts();
    expect(counts.update(scene(200, { 1: 'truck' }, [1]))).toEqual([]);
    for (let timeMs = 400; timeMs < 1700; timeMs += 200) {
      expect(counts.update(scene(timeMs, { 1: timeMs < 1000 ? 'truck' : 'bus' }))).toEqual([]);
    }
    expect(counts.update(scene(1800, { 1: 'bus' }))).toMatchObject([{ class: 'bus', timeMs: 200 }]);
    expect(counts.update(scene(2000, { 1: 'bus' }))).toEqual([]);
  });

  it('of what is gone is told at once, as what it last was', () => {
    const counts = new SettlingCounts();
    counts.update(scene(0, { 1: 'truck' }, [1]));
    counts.update(scene(200, { 1: 'bus' }));
    expect(counts.update(scene(400, {}))).toMatchObject([{ class: 'bus', timeMs: 0 }]);
  });

  it('is told at the end, once', () => {
    const counts = new SettlingCounts();
    counts.update(scene(0, { 1: 'car' }, [1]));
    expect(counts.finish()).toMatchObject([{ class: 'car' }]);
    expect(counts.finish()).toEqual([]);
  });

  it('is told once, though the analysis starts anew or the clock jumps', () => {
    const jumps = fc.array(fc.constantFrom(200, 200, 200, -3_600_000, 3_600_000, 0), {
      minLength: 30,
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        jumps,
        fc.integer({ min: 0, max: 29 }),
        fc.integer({ min: 0, max: 29 }),
        (steps, crosses, restarts) => {
          let counts = new SettlingCounts();
          let timeMs = 1e12;
          const told = steps.flatMap((step, index) => {
            timeMs += step;
            if (index === restarts) {
              const saved: unknown = JSON.parse(JSON.stringify(counts.save()));
              counts = new SettlingCounts();
              counts.restore(saved);
            }
            return counts.update(scene(timeMs, { 1: 'car' }, index === crosses ? [1] : []));
          });
          expect([...told, ...counts.finish()]).toHaveLength(1);
        },
      ),
      { seed: 20261123 },
    );
  });

  it.each([undefined, 'x', { lineId: 1 }, [null, 3, { lineId: 1, direction: 'up' }]])(
    'rubbish is ignored: %j',
    (saved) => {
      const counts = new SettlingCounts();
      counts.restore(saved);
      expect(counts.finish()).toEqual([]);
    },
  );
});
