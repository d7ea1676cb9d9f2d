import { expect, test } from 'vitest';
import type { Track } from './track.ts';
import { Tracker } from './tracker.ts';

const labels = ['person', 'car', 'truck'];

interface Found {
  readonly left: number;
  readonly width: number;
  readonly height?: number;
  readonly bottom?: number;
  readonly score?: number;
  readonly class?: number;
}

/** Plays what each picture shows, five a second, and returns the tracks after each. */
function play(pictures: readonly (readonly Found[])[]): readonly (readonly Track[])[] {
  const tracker = new Tracker({ labels, confidence: 0.4 });
  return pictures.map((found, at) =>
    tracker.update(
      {
        count: found.length,
        boxesXyxy: Float32Array.from(
          found.flatMap(({ left, width, height = 80, bottom = 200 }) => [
            left,
            bottom - height,
            left + width,
            bottom,
          ]),
        ),
        scores: Float32Array.from(found, ({ score = 0.6 }) => score),
        classIds: Uint16Array.from(found, ({ class: kind = 2 }) => kind),
      },
      at * 200,
      { width: 800, height: 400 },
    ),
  );
}

const confirmed = (tracks: readonly Track[] = []) => tracks.filter(({ state }) => state === 'confirmed');
const numbers = (history: readonly (readonly Track[])[]) => [
  ...new Set(history.flatMap(confirmed).map(({ id }) => id)),
];

test('a lorry that is found faintly at first is believed with the first sure detection, from its beginning', () => {
  const history = play([0.3, 0.3, 0.3, 0.5].map((score, at) => [{ left: 100 + at * 30, width: 150, score }]));
  expect(history.map((tracks) => confirmed(tracks).length)).toEqual([0, 0, 0, 1]);
  expect(confirmed(history.at(-1))[0]?.firstSeenMs).toBe(0);
});

test('what is only found faintly is never believed', () => {
  const history = play(
    Array.from({ length: 20 }, (_, at) => [{ left: 100 + at * 30, width: 150, score: 0.3 }]),
  );
  expect(numbers(history)).toEqual([]);
});

test('what trembles in its place begins with its first sure detection', () => {
  const scores = [0.3, 0.3, 0.3, 0.5, 0.5, 0.5];
  const history = play(scores.map((score, at) => [{ left: 100 + (at % 2) * 4, width: 150, score }]));
  expect(history.map((tracks) => confirmed(tracks).length)).toEqual([0, 0, 0, 0, 0, 1]);
  expect(confirmed(history.at(-1))[0]?.firstSeenMs).toBe(600);
});

test('a person found faintly begins nothing', () => {
  const history = play(
    [0.3, 0.3, 0.3, 0.5].map((score, at) => [{ left: 100 + at * 10, width: 40, score, class: 0 }]),
  );
  expect(numbers(history)).toEqual([]);
});

test('a lorry keeps its number and its speed when the whole of it is seen after its cab', () => {
  const cabs = [0, 1, 2, 3].map((at) => [{ left: 40 + at * 30, width: 70 }]);
  const whole = [4, 5, 6, 7].map((at) => [{ left: -60 + at * 30, width: 170, height: 95, bottom: 208 }]);
  const history = play([...cabs, ...whole]);
  expect(numbers(history)).toHaveLength(1);
  expect(confirmed(history.at(4))[0]?.velocityX).toBeGreaterThan(120);
});

test('a parked lorry does not become the car beside it that lies in its box', () => {
  const parked = { left: 100, width: 200, height: 120 };
  const history = play([
    ...Array.from({ length: 10 }, () => [parked]),
    ...Array.from({ length: 6 }, () => [{ left: 110, width: 80, height: 60 }]),
  ]);
  expect(confirmed(history.at(-1)).map(({ left }) => Math.round(left))).toEqual([110]);
  expect(numbers(history)).toHaveLength(2);
});

test('two cars that meet keep their ways when one hides the other', () => {
  const away = (at: number): Found => ({
    left: 500 - at * 35,
    width: 100,
    height: 40,
    bottom: 200,
    class: 1,
  });
  const towards = (at: number): Found => ({
    left: 100 + at * 20,
    width: 110,
    height: 46,
    bottom: 208,
    class: 1,
  });
  const history = play([
    ...[0, 1, 2, 3, 4, 5, 6].map((at) => [away(at)]),
    ...[7, 8, 9].map((at) => [towards(at)]),
    ...[10, 11, 12, 13].map((at) => [towards(at), away(at)]),
  ]);
  const back = confirmed(history.at(-1)).find(({ velocityX }) => velocityX > 0);
  expect(back?.id).not.toBe(confirmed(history[5])[0]?.id);
});
