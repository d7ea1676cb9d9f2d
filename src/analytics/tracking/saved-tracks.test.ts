import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Detections } from '#analytics/detection/detections.ts';
import type { Track } from './track.ts';
import { Tracker } from './tracker.ts';

const labels = ['person', 'car'];
const picture = { width: 1000, height: 600 };
const parked = [200, 300, 360, 370] as const;

function detections(...boxes: readonly (readonly [number, number, number, number])[]): Detections {
  return {
    count: boxes.length,
    boxesXyxy: Float32Array.from(boxes.flat()),
    scores: new Float32Array(boxes.length).fill(0.8),
    classIds: new Uint16Array(boxes.length).fill(1),
  };
}

/** A car that drives, 60 pixels a second. */
function driving(timeMs: number) {
  const left = 500 + (timeMs * 60) / 1000;
  return [left, 450, left + 160, 520] as const;
}

function played(): Tracker {
  const tracker = new Tracker({ labels });
  for (let time = 0; time <= 4000; time += 200) {
    tracker.update(detections(parked, driving(time)), time, picture);
  }
  return tracker;
}

function confirmedIds(tracks: readonly Track[]): readonly number[] {
  return tracks.filter(({ state }) => state === 'confirmed').map(({ id }) => id);
}

/** A new tracker that got what the old one saved, by way of text. */
function restarted(saved: unknown): Tracker {
  const tracker = new Tracker({ labels });
  tracker.restore(JSON.parse(JSON.stringify(saved)));
  return tracker;
}

describe('after a restart', () => {
  test('within the time an object may be unseen, every object goes on', () => {
    const tracks = restarted(played().save()).update(detections(parked, driving(6000)), 6000, picture);
    expect(confirmedIds(tracks)).toEqual([1, 2]);
    expect(tracks[0]).toMatchObject({ firstSeenMs: 0, stillSinceMs: 0, classId: 1 });
    expect(tracks[0]?.medianScore).toBeCloseTo(0.8);
  });

  test.each([30_000, 200_000])('%i ms later only what stood still goes on, and numbers too', (pauseMs) => {
    const tracker = restarted(played().save());
    const time = 4000 + pauseMs;
    tracker.update(detections(parked, driving(4000)), time, picture);
    tracker.update(detections(parked, driving(4000)), time + 200, picture);
    const tracks = tracker.update(detections(parked, driving(4000)), time + 400, picture);
    expect(confirmedIds(tracks)).toEqual([1, 3]);
  });

  test('pictures of another size begin anew', () => {
    const tracks = restarted(played().save()).update(detections(parked), 4200, { width: 500, height: 300 });
    expect(tracks).toMatchObject([{ id: 3, state: 'tentative' }]);
  });

  test('what a model of other classes saved is ignored', () => {
    const tracker = new Tracker({ labels: ['car'] });
    tracker.restore(played().save());
    expect(tracker.update(detections(), 4200, picture)).toEqual([]);
  });
});

test('a cut keeps what stood still, under its number, and nothing else', () => {
  const tracker = played();
  expect(tracker.cut()).toEqual(new Set([1]));
  const tracks = tracker.update(detections(parked, driving(4200)), 40_000, picture);
  expect(confirmedIds(tracks)).toEqual([1]);
  expect(tracks).toHaveLength(2);
});

test('rubbish is ignored', () => {
  const saved = JSON.parse(JSON.stringify(played().save()));
  const paths = fc.constantFrom('version', 'timeMs', 'lastId', 'picture', 'labels', 'objects');
  const inner = fc.constantFrom(
    'id',
    'hits',
    'firstSeenMs',
    'unseenMs',
    'score',
    'scores',
    'votes',
    'box',
    'speed',
    'rest',
  );
  const rubbish = fc.oneof(
    fc.anything(),
    fc.constantFrom(null, Number.NaN, -1, [], {}, 'x', Number.POSITIVE_INFINITY),
  );
  fc.assert(
    fc.property(fc.oneof(rubbish, fc.tuple(paths, inner, rubbish)), (broken) => {
      const tracker = new Tracker({ labels });
      tracker.restore(broken);
      if (Array.isArray(broken) && broken.length === 3) {
        tracker.restore({ ...saved, [String(broken[0])]: broken[2] });
        tracker.restore({ ...saved, objects: [{ ...saved.objects[0], [String(broken[1])]: broken[2] }] });
      }
      for (let time = 4200; time < 5200; time += 200) {
        const tracks = tracker.update(detections(parked), time, picture);
        expect(tracks.every(({ left, right }) => Number.isFinite(left) && right > left)).toBe(true);
      }
    }),
    { seed: 3, numRuns: 300 },
  );
});
