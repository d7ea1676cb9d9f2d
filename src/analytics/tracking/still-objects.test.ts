import { describe, expect, test } from 'vitest';
import type { Detections } from '#analytics/detection/detections.ts';
import type { Box } from '#analytics/geometry/boxes.ts';
import type { Track } from './track.ts';
import { Tracker } from './tracker.ts';

const labels = ['person', 'car', 'truck'];
const picture = { width: 1000, height: 600 };

interface Thing {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
  readonly score?: number;
  readonly classId?: number;
}

function boxOf({ x, y, width = 160, height = 70 }: Thing): Box {
  return { left: x - width / 2, top: y - height, right: x + width / 2, bottom: y };
}

function detections(things: readonly Thing[]): Detections {
  const boxes = things.map(boxOf);
  return {
    count: things.length,
    boxesXyxy: Float32Array.from(boxes.flatMap(({ left, top, right, bottom }) => [left, top, right, bottom])),
    scores: Float32Array.from(things, ({ score = 0.8 }) => score),
    classIds: Uint16Array.from(things, ({ classId = 1 }) => classId),
  };
}

type Script = (at: number, random: () => number) => readonly Thing[];

/** Plays a script from `from` to `to` seconds, five pictures a second. */
function play(tracker: Tracker, from: number, to: number, script: Script) {
  const random = seeded(7);
  const history: (readonly Track[])[] = [];
  for (let frame = Math.round(from * 5); frame < to * 5; frame++) {
    const at = frame / 5;
    history.push(tracker.update(detections(script(at, random)), at * 1000, picture));
  }
  return history;
}

/** The living track whose middle is nearest to a place, if it is near at all. */
function at(tracks: readonly Track[] | undefined, x: number): Track | undefined {
  const away = (track: Track) => Math.abs((track.left + track.right) / 2 - x);
  return [...(tracks ?? [])].sort((a, b) => away(a) - away(b)).find((track) => away(track) < 60);
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const parked: Thing = { x: 400, y: 300 };

describe('stillness', () => {
  test('a car that stops is still from then on, and moves again once it clearly has', () => {
    const drive: Script = (time) => [
      { ...parked, x: 100 + 100 * Math.min(3, time) + Math.max(0, time - 9) * 60 },
    ];
    const history = play(new Tracker({ labels }), 0, 12, drive);
    expect(history[14]?.[0]?.stillSinceMs).toBeNull();
    const stood = history[40]?.[0]?.stillSinceMs;
    expect(stood).toBeGreaterThanOrEqual(2400);
    expect(stood).toBeLessThanOrEqual(3600);
    expect(history[44]?.[0]?.stillSinceMs).toBe(stood);
    expect(history[53]?.[0]?.stillSinceMs).toBeNull();
  });

  test.each<[string, Script]>([
    [
      'boxes tremble',
      (_, random) => [{ ...parked, x: 400 + 12 * (random() - 0.5), y: 300 + 8 * (random() - 0.5) }],
    ],
    [
      'half of it is hidden for a while',
      (time) => [time > 10 && time < 13 ? { x: 440, y: 300, width: 80, height: 70 } : parked],
    ],
    [
      'one box in ten is wild',
      (time, random) => [random() < 0.1 && time > 3 ? { ...parked, x: 430, y: 320 } : parked],
    ],
    [
      'a person walks past',
      (time) => [parked, { x: 100 + 40 * time, y: 310, width: 40, height: 110, classId: 0 }],
    ],
  ])('a parked car stays still though %s', (_, script) => {
    const history = play(new Tracker({ labels }), 0, 20, script);
    for (const tracks of history.slice(15)) {
      expect(at(tracks, 400)).toMatchObject({ id: 1 });
      expect(at(tracks, 400)?.stillSinceMs).not.toBeNull();
    }
  });

  test.each([
    ['a slow walker', { x: 6, y: 0 }],
    ['one who walks away from the camera', { x: 0, y: -8 }],
  ])('%s is not still', (_, speed) => {
    const history = play(new Tracker({ labels }), 0, 8, (time) => [
      { x: 200 + speed.x * time, y: 400 + speed.y * time, width: 30, height: 80, classId: 0 },
    ]);
    expect(history.flat().filter(({ stillSinceMs }) => stillSinceMs !== null)).toEqual([]);
  });

  test('a car that comes straight at the camera moves', () => {
    const history = play(new Tracker({ labels }), 0, 6, (time) => [
      { x: 500, y: 300 + 10 * time, width: 100 + 30 * time, height: 60 + 18 * time },
    ]);
    expect(history.at(-1)?.[0]?.stillSinceMs).toBeNull();
  });
});

describe('the number of a parked car', () => {
  const keeps: readonly (readonly [string, Script])[] = [
    [
      'a lorry hides it for three minutes',
      (time) =>
        time > 30 && time < 210 ? [{ x: 380, y: 340, width: 330, height: 190, classId: 2 }] : [parked],
    ],
    [
      'the detector finds it one time in fifteen',
      (time, random) => (time < 30 || random() < 1 / 15 ? [parked] : []),
    ],
    ['it is found faintly only', (time) => [{ ...parked, score: time < 30 ? 0.8 : 0.22 }]],
    [
      'cars drive past before it',
      (time) => {
        const driver = { x: ((time * 170) % 1400) - 200, y: 325, width: 170, height: 76 };
        return Math.abs(driver.x - 400) < 70 ? [driver] : [parked, driver];
      },
    ],
    [
      'it shows its half first when what hid it goes',
      (time) =>
        time > 30 && time < 90
          ? []
          : [time > 90 && time < 91 ? { x: 435, y: 300, width: 90, height: 70 } : parked],
    ],
  ];
  test.each(keeps)('stays though %s', (_, script) => {
    const history = play(new Tracker({ labels }), 0, 240, script);
    expect(at(history[100], 400)?.id).toBe(1);
    expect(at(history.at(-1), 400)).toMatchObject({ id: 1, stillSinceMs: 0 });
  });

  test('goes with it when it drives off', () => {
    const history = play(new Tracker({ labels }), 0, 40, (time) => [
      { ...parked, x: 400 + Math.max(0, time - 30) ** 2 * 20 },
    ]);
    expect(history.at(-1)?.map(({ id }) => id)).toEqual([1]);
  });

  test('is not given to another that stands in its place after it', () => {
    const history = play(new Tracker({ labels }), 0, 120, (time) => {
      if (time < 30) return [parked];
      if (time < 32) return [{ ...parked, x: 400 + (time - 30) * 200 }];
      return time < 60 ? [] : [{ ...parked, x: Math.min(400, 100 + (time - 60) * 60) }];
    });
    expect(at(history.at(-1), 400)?.id).not.toBe(1);
  });
});

test('a person who stood for a while and is seen no more is forgotten after as long', () => {
  const person = { x: 300, y: 400, width: 40, height: 100, classId: 0 };
  const history = play(new Tracker({ labels }), 0, 40, (time) => (time < 10 ? [person] : []));
  expect(history[5 * 15]).toHaveLength(1);
  expect(history[5 * 25]).toHaveLength(0);
});

describe('while nothing moves', () => {
  test('every object stays as it is and none ages', () => {
    const tracker = new Tracker({ labels });
    const before = play(tracker, 0, 4, (time) =>
      time < 3 ? [parked, { x: 700, y: 300 + time * 10 }] : [parked],
    ).at(-1);
    const held = tracker.hold(600_000).map(({ state }) => state);
    expect(held).toEqual(before?.map(({ state }) => state));
    const after = tracker.hold(1_200_000);
    expect(after.map(({ id, left }) => [id, Math.round(left)])).toEqual(
      before?.map(({ id, left }) => [id, Math.round(left)]),
    );
    expect(after[0]).toMatchObject({
      timeMs: 1_200_000,
      lastSeenMs: 1_200_000,
      stillSinceMs: expect.any(Number),
    });
  });

  test('what has just stopped becomes still', () => {
    const tracker = new Tracker({ labels });
    play(tracker, 0, 2, (time) => [{ ...parked, x: 400 + 60 * time }]);
    for (let time = 2000; time < 6000; time += 200) tracker.hold(time);
    expect(tracker.hold(6000)[0]?.stillSinceMs).not.toBeNull();
  });
});

test('the median score is that of the last 25', () => {
  const tracker = new Tracker({ labels });
  play(tracker, 0, 2, () => [{ ...parked, score: 0.9 }]);
  const later = play(tracker, 2, 6, (time) => [
    { ...parked, score: Math.round(time * 5) % 5 === 0 ? 0.95 : 0.5 },
  ]);
  expect(later[2]?.[0]?.medianScore).toBeCloseTo(0.9);
  expect(later.at(-1)?.[0]?.medianScore).toBeCloseTo(0.5);
});

test.each([
  ['an hour ahead', 3_600_000],
  ['an hour back', -3_600_000],
  ['half a second back', -500],
])('a clock that jumps %s neither ages nor renumbers anything', (_, jump) => {
  const tracker = new Tracker({ labels });
  const seen: Track[] = [];
  for (let frame = 0; frame < 60; frame++) {
    const time = 7_200_000 + frame * 200 + (frame < 40 ? 0 : jump);
    const hidden = frame > 35 && frame < 45;
    const things = hidden ? [parked] : [parked, { x: 100 + frame * 12, y: 500 }];
    seen.push(...tracker.update(detections(things), time, picture));
  }
  expect(new Set(seen.map(({ id }) => id))).toEqual(new Set([1, 2]));
  const last = seen.findLast(({ id }) => id === 1);
  expect((last?.timeMs ?? 0) - (last?.stillSinceMs ?? 0)).toBeGreaterThan(9000);
  expect((last?.timeMs ?? 0) - (last?.stillSinceMs ?? 0)).toBeLessThan(13_000);
});
