import { describe, expect, it } from 'vitest';
import type { LiveTrack } from '#features/video-analysis/live-schema.ts';
import { TrackTimeline } from './track-timeline.ts';

const track = (id: number, left: number): LiveTrack => ({
  id,
  class: 'person',
  score: 0.9,
  box: [left, 0.5, 0.1, 0.2],
  zoneIds: [],
});

/** Somebody who walks right, seen five times a second; a second one who is gone at the last look. */
function walkers(): TrackTimeline {
  const timeline = new TrackTimeline();
  timeline.add({ timeMs: 1000, tracks: [track(1, 0.2), track(2, 0.8)] });
  timeline.add({ timeMs: 1200, tracks: [track(1, 0.3), track(2, 0.8)] });
  timeline.add({ timeMs: 1400, tracks: [track(1, 0.4)] });
  return timeline;
}

const placeOf = (tracks: readonly LiveTrack[], id: number): number | undefined => {
  const left = tracks.find((one) => one.id === id)?.box[0];
  return left === undefined ? undefined : Math.round(left * 1000) / 1000;
};

describe('boxes over video', () => {
  it.each<[string, number, number | undefined, number | undefined]>([
    ['nothing is known before the first look', 900, undefined, undefined],
    ['at a look, as it was seen', 1200, 0.3, 0.8],
    ['between two looks, on the way', 1300, 0.35, 0.8],
    ['a little after the last look, going on', 1500, 0.45, undefined],
    ['then standing, for a moment', 2500, 0.6, undefined],
    ['at last gone', 3000, undefined, undefined],
  ])('%s', (_, timeMs, first, second) => {
    const tracks = walkers().at(timeMs);
    expect([placeOf(tracks, 1), placeOf(tracks, 2)]).toEqual([first, second]);
  });

  it('starts anew when the clock goes back', () => {
    const timeline = walkers();
    timeline.add({ timeMs: 500, tracks: [track(7, 0.5)] });
    expect(timeline.at(600).map(({ id }) => id)).toEqual([7]);
  });
});
