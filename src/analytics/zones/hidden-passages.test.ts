import { describe, expect, it } from 'vitest';
import { SceneObserver, type SceneTrack } from './scene.ts';

const car = (id: number, left: number, bottom: number, more: Partial<SceneTrack> = {}): SceneTrack => ({
  id,
  class: 'car',
  score: 0.7,
  medianScore: 0.7,
  firstSeenMs: 1000,
  velocityX: 120,
  velocityY: 0,
  stillSinceMs: null,
  left,
  right: left + 120,
  top: bottom - 46,
  bottom,
  ...more,
});
/** Stands at the kerb before the line. */
const standing = car(1, 40, 240, { velocityX: 0, stillSinceMs: 0, firstSeenMs: 0, top: 190 });
const geometry = { zones: [], lines: [{ id: 3, from: [0.1, 0.55] as const, to: [0.1, 0.3] as const }] };

/** A scene of 1000 × 500 in which the standing car is known. */
function observed(): SceneObserver {
  const observer = new SceneObserver(geometry, 1000, 500);
  observer.update([standing], 1000);
  return observer;
}

describe('a passage that another vehicle hides', () => {
  it('counts for a car that comes out from behind it', () => {
    const { crossings } = observed().update([standing, car(2, 110, 215)], 1400);
    expect(crossings).toMatchObject([{ lineId: 3, direction: 'forward', track: { id: 2 } }]);
    expect(crossings[0]?.timeMs).toBeLessThan(1400);
  });

  it('counts once', () => {
    const observer = observed();
    observer.update([standing, car(2, 110, 215)], 1400);
    expect(observer.update([standing, car(2, 134, 215)], 1600).crossings).toEqual([]);
  });

  it.each<{ readonly who: string; readonly seen: readonly SceneTrack[] }>([
    { who: 'that appears where nothing hid it', seen: [car(2, 110, 215)] },
    { who: 'that one who drives hid', seen: [{ ...standing, velocityX: 100 }, car(2, 110, 215)] },
    { who: 'that does not drive', seen: [standing, car(2, 110, 215, { velocityX: 5 })] },
    { who: 'that comes towards the line', seen: [standing, car(2, 110, 215, { velocityX: -120 })] },
    { who: 'that has not got so far since', seen: [standing, car(2, 400, 215)] },
    { who: 'that was known before a restart', seen: [standing, car(2, 110, 215, { firstSeenMs: -2000 })] },
    { who: 'that is a person', seen: [standing, car(2, 110, 215, { class: 'person' })] },
  ])('does not count for one $who', ({ seen }) => {
    expect(observed().update(seen, 1400).crossings).toEqual([]);
  });

  it('does not count again for one that went over the line under another number', () => {
    const observer = observed();
    observer.update([standing, car(2, -40, 215, { firstSeenMs: 800 })], 1100);
    expect(observer.update([standing, car(2, 80, 215)], 1300).crossings).toHaveLength(1);
    expect(observer.update([standing, car(4, 110, 215)], 1600).crossings).toEqual([]);
  });
});
