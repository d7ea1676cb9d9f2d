import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Detections } from '#analytics/detection/detections.ts';
import type { Track } from './track.ts';
import { Tracker } from './tracker.ts';

interface Thing {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
  readonly score?: number;
  readonly classId?: number;
}

function detections(...things: readonly Thing[]): Detections {
  return {
    count: things.length,
    boxesXyxy: Float32Array.from(
      things.flatMap(({ x, y, width = 40, height = 100 }) => [x - width / 2, y - height, x + width / 2, y]),
    ),
    scores: Float32Array.from(things, ({ score = 0.8 }) => score),
    classIds: Uint16Array.from(things, ({ classId = 0 }) => classId),
  };
}

/** Plays what `scene` shows at each moment, in seconds. */
function play(
  tracker: Tracker,
  seconds: number,
  framesPerSecond: number,
  scene: (at: number) => readonly Thing[],
) {
  const history: (readonly Track[])[] = [];
  for (let frame = 0; frame <= seconds * framesPerSecond; frame++) {
    const at = frame / framesPerSecond;
    history.push(tracker.update(detections(...scene(at)), at * 1000));
  }
  return history;
}

function confirmed(tracks: readonly Track[] | undefined): readonly Track[] {
  return (tracks ?? []).filter((track) => track.state === 'confirmed');
}

function confirmedIds(history: readonly (readonly Track[])[]): readonly number[] {
  return [...new Set(history.flatMap(confirmed).map((track) => track.id))];
}

/** Nearest confirmed track to a place. */
function idAt(tracks: readonly Track[] | undefined, x: number): number | undefined {
  const middle = (track: Track) => Math.abs((track.left + track.right) / 2 - x);
  return [...confirmed(tracks)].sort((a, b) => middle(a) - middle(b))[0]?.id;
}

test('an object is believed once three pictures saw it, not before', () => {
  const states = play(new Tracker(), 0.8, 5, () => [{ x: 100, y: 200 }]).map((tracks) => tracks[0]?.state);
  expect(states).toEqual(['tentative', 'tentative', 'confirmed', 'confirmed', 'confirmed']);
});

test('a flash seen in one picture is never believed', () => {
  const history = play(new Tracker(), 4, 10, (at) => (at % 1 === 0 ? [{ x: 100, y: 200 }] : []));
  expect(history.flatMap(confirmed)).toEqual([]);
});

test.each([5, 10, 30])('a walker keeps one number at %i pictures a second', (framesPerSecond) => {
  const history = play(new Tracker(), 6, framesPerSecond, (at) => [{ x: 50 + at * 90, y: 300 }]);
  expect(confirmedIds(history)).toHaveLength(1);
});

test('a car that moves half its length between pictures keeps one number', () => {
  const history = play(new Tracker(), 3, 5, (at) => [{ x: at * 400, y: 300, width: 160, height: 70 }]);
  expect(confirmedIds(history)).toHaveLength(1);
});

test('a track that returns keeps its number', () => {
  const history = play(new Tracker(), 6, 10, (at) =>
    at > 2 && at < 3.5 ? [] : [{ x: 50 + at * 80, y: 300 }],
  );
  expect(confirmedIds(history)).toHaveLength(1);
  expect(history[30]?.[0]?.state).toBe('lost');
  expect(history[30]?.[0]?.lastSeenMs).toBe(2000);
  expect(history.at(-1)?.[0]?.state).toBe('confirmed');
});

test('an object that stops behind an obstacle keeps its number', () => {
  const history = play(new Tracker(), 5, 10, (at) =>
    at > 2 && at < 3.5 ? [] : [{ x: 50 + Math.min(at, 2.1) * 80, y: 300 }],
  );
  expect(confirmedIds(history)).toHaveLength(1);
});

test('an object away for longer than the limit gets a new number', () => {
  const history = play(new Tracker({ maxLostMs: 1000 }), 6, 10, (at) =>
    at > 2 && at < 4 ? [] : [{ x: 100 + at * 80, y: 300 }],
  );
  expect(confirmedIds(history)).toHaveLength(2);
});

test.each([10, 30])(
  'two walkers who cross, one hidden by the other, keep their numbers at %i pictures a second',
  (framesPerSecond) => {
    const history = play(new Tracker(), 6, framesPerSecond, (at) => {
      const near = { x: 50 + at * 100, y: 305, width: 44, height: 110 };
      const far = { x: 650 - at * 100, y: 300 };
      return Math.abs(near.x - far.x) < 25 ? [near] : [near, far];
    });
    expect(confirmedIds(history)).toHaveLength(2);
    const before = history[framesPerSecond];
    const after = history.at(-1);
    expect(idAt(after, 650)).toBe(idAt(before, 150));
    expect(idAt(after, 50)).toBe(idAt(before, 550));
  },
);

test('a car that drives past a parked one takes no number from it', () => {
  const history = play(new Tracker(), 6, 10, (at) => {
    const parked = { x: 400, y: 300, width: 160, height: 70 };
    const driver = { x: at * 150, y: 330, width: 170, height: 76 };
    return Math.abs(parked.x - driver.x) < 60 ? [driver] : [parked, driver];
  });
  expect(confirmedIds(history)).toHaveLength(2);
  expect(idAt(history.at(-1), 400)).toBe(idAt(history[10], 400));
});

test('faint detections carry a track on but never begin one', () => {
  const lasting = play(new Tracker(), 4, 10, (at) => [
    { x: 100 + at * 20, y: 300, score: at < 1 ? 0.8 : 0.25 },
  ]);
  expect(lasting.at(-1)?.[0]?.state).toBe('confirmed');
  const faint = play(new Tracker(), 4, 10, (at) => [{ x: 100 + at * 20, y: 300, score: 0.3 }]);
  expect(faint.flat()).toEqual([]);
});

test('the class is the one with the greatest sum of scores', () => {
  const tracker = new Tracker({ labels: ['person', 'car', 'truck'] });
  const history = play(tracker, 2, 10, (at) => [
    { x: 100, y: 300, width: 160, height: 70, classId: at % 0.5 < 0.1 ? 2 : 1 },
  ]);
  expect(history.at(-1)).toHaveLength(1);
  expect(history.at(-1)?.[0]?.classId).toBe(1);
});

test('the class of a part that the border of the picture cuts counts less', () => {
  const tracker = new Tracker({ labels: ['person', 'truck', 'bus'] });
  const picture = { width: 1000, height: 500 };
  const classes = Array.from({ length: 8 }, (_, index) => {
    const right = 60 + index * 40;
    const found = { x: right / 2, y: 300, width: right, height: 120, classId: 1 };
    const whole = { x: right - 90, y: 300, width: 180, height: 120, classId: 2 };
    return tracker.update(detections(index < 5 ? found : whole), index * 200, picture)[0]?.classId;
  });
  expect(classes.slice(0, 5)).toEqual([1, 1, 1, 1, 1]);
  expect(classes.at(-1)).toBe(2);
});

test('a person on the place of a car is another object', () => {
  const tracker = new Tracker({ labels: ['person', 'car'] });
  const history = play(tracker, 2, 10, (at) => [{ x: 100, y: 300, classId: at < 1 ? 0 : 1 }]);
  expect(confirmedIds(history)).toHaveLength(2);
});

test('an object found twice is one', () => {
  const history = play(new Tracker({ labels: ['car', 'truck'] }), 2, 10, () => [
    { x: 100, y: 300, width: 160, height: 70, classId: 0 },
    { x: 102, y: 301, width: 158, height: 72, classId: 1, score: 0.5 },
  ]);
  expect(confirmedIds(history)).toHaveLength(1);
});

test('after a reset nothing is known and no number is given again', () => {
  const tracker = new Tracker();
  const before = confirmedIds(play(tracker, 1, 10, () => [{ x: 100, y: 300 }]));
  tracker.reset();
  const after = confirmedIds(play(tracker, 1, 10, () => [{ x: 100, y: 300 }]));
  expect(after).toHaveLength(1);
  expect(before).not.toContain(after[0]);
});

test('a time that runs backwards or stands still does no harm', () => {
  const tracker = new Tracker();
  for (const time of [1000, 1100, 1200, 900, 900, 1300]) tracker.update(detections({ x: 100, y: 300 }), time);
  const [track] = tracker.update(detections({ x: 100, y: 300 }), 1400);
  expect(track).toMatchObject({ id: 1, state: 'confirmed', timeMs: 1400 });
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, -10, 0])('a box %s wide is no object', (width) => {
  expect(play(new Tracker(), 1, 10, () => [{ x: 100, y: 300, width }]).flat()).toEqual([]);
});

test('the speed is in pixels a second', () => {
  const history = play(new Tracker(), 4, 10, (at) => [{ x: 50 + at * 60, y: 300 - at * 10 }]);
  expect(history.at(-1)?.[0]?.velocityX).toBeCloseTo(60, 0);
  expect(history.at(-1)?.[0]?.velocityY).toBeCloseTo(-10, 0);
});

const walk = fc.record({
  speed: fc.integer({ min: -120, max: 120 }),
  depth: fc.integer({ min: 0, max: 2 }),
  jitter: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 10, maxLength: 10 }),
});

test('walkers on lanes of their own keep their numbers at any rate, and every run gives the same', () => {
  fc.assert(
    fc.property(
      fc.array(walk, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(5, 10, 15, 30),
      (walks, rate) => {
        const scene = (at: number) =>
          walks.map(({ speed, jitter }, lane) => ({
            x: 600 + at * speed + jitter[Math.round(at * rate) % jitter.length]!,
            y: 200 + lane * 150,
          }));
        const history = play(new Tracker(), 4, rate, scene);
        expect(confirmedIds(history)).toHaveLength(walks.length);
        expect(play(new Tracker(), 4, rate, scene)).toEqual(history);
      },
    ),
    { numRuns: 50 },
  );
});

test('each number stands once in a picture and has finite sides, whatever is found', () => {
  const thing = fc.record({
    x: fc.integer({ min: 0, max: 300 }),
    y: fc.integer({ min: 0, max: 300 }),
    width: fc.integer({ min: 1, max: 200 }),
    height: fc.integer({ min: 1, max: 200 }),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    classId: fc.integer({ min: 0, max: 2 }),
  });
  fc.assert(
    fc.property(fc.array(fc.array(thing, { maxLength: 6 }), { maxLength: 20 }), (frames) => {
      const tracker = new Tracker();
      frames.forEach((things, frame) => {
        const tracks = tracker.update(detections(...things), frame * 150);
        const ids = tracks.map((track) => track.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual([...ids].sort((a, b) => a - b));
        for (const { left, top, right, bottom } of tracks) {
          expect([left, top, right, bottom].every(Number.isFinite)).toBe(true);
          expect(right).toBeGreaterThan(left);
          expect(bottom).toBeGreaterThan(top);
        }
      });
    }),
    { numRuns: 100 },
  );
});

const picture = { width: 800, height: 400 };

test('a car that enters where another has just left is not the other', () => {
  const tracker = new Tracker();
  const ids: (number | undefined)[] = [];
  for (let frame = 0; frame < 40; frame++) {
    const x = frame < 20 ? 600 - frame * 40 : (frame - 20) * 40 - 60;
    const [left, right] = [Math.max(0, x - 80), Math.min(800, x + 80)];
    const seen =
      right - left > 20 ? [{ x: (left + right) / 2, y: 300, width: right - left, height: 70 }] : [];
    ids.push(confirmed(tracker.update(detections(...seen), frame * 200, picture))[0]?.id);
  }
  expect(ids[10]).toBeDefined();
  expect(ids.at(-1)).toBeDefined();
  expect(ids.at(-1)).not.toBe(ids[10]);
});

test('faint detections help to believe an object that a sure one began', () => {
  const history = play(new Tracker(), 1, 5, (at) => [
    { x: 100 + at * 20, y: 300, score: at < 0.1 ? 0.8 : 0.3 },
  ]);
  expect(history[2]?.[0]?.state).toBe('confirmed');
});

test('a car hidden as it enters is expected where its free end leads', () => {
  const history: (readonly Track[])[] = [];
  const tracker = new Tracker();
  for (let frame = 0; frame < 16; frame++) {
    const right = 40 + frame * 50;
    const left = Math.max(0, right - 260);
    const isHidden = frame > 3 && frame < 8;
    const seen = isHidden ? [] : [{ x: (left + right) / 2, y: 300, width: right - left, height: 80 }];
    history.push(tracker.update(detections(...seen), frame * 200, picture));
  }
  expect(confirmedIds(history)).toHaveLength(1);
});
