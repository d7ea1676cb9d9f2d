import { describe, expect, test } from 'vitest';
import type { Detections } from '#analytics/detection/detections.ts';
import type { Track } from './track.ts';
import { Tracker } from './tracker.ts';

const picture = { width: 1000, height: 600 };

/** Six persons: three who stand, three who walk on lanes of their own. */
function people(time: number): readonly (readonly [x: number, y: number])[] {
  return [
    [120, 200],
    [320, 260],
    [820, 220],
    [100 + 40 * time, 330],
    [900 - 45 * time, 440],
    [150 + 50 * time, 560],
  ];
}

function seen(time: number, shake: { readonly x: number; readonly y: number }): Detections {
  const boxes = people(time).map(([x, y]) => [
    x - 15 + shake.x,
    y - 70 + shake.y,
    x + 15 + shake.x,
    y + shake.y,
  ]);
  return {
    count: boxes.length,
    boxesXyxy: Float32Array.from(boxes.flat()),
    scores: new Float32Array(boxes.length).fill(0.8),
    classIds: new Uint16Array(boxes.length),
  };
}

type Shake = (frame: number) => { readonly x: number; readonly y: number };

function play(shake: Shake, isTold: boolean): (readonly Track[])[] {
  const tracker = new Tracker();
  return Array.from({ length: 70 }, (_, frame) => {
    const moved = shake(frame);
    const detections = seen(frame / 5, moved);
    return tracker.update(detections, frame * 200, picture, isTold ? moved : undefined);
  });
}

const gusts: readonly (readonly [string, Shake])[] = [
  ['is pushed once', (frame) => ({ x: frame > 20 ? 34 : 0, y: frame > 20 ? -28 : 0 })],
  ['sways', (frame) => ({ x: frame > 15 ? 20 * Math.sin(frame * 2.2) : 0, y: 0 })],
  ['jumps up and down', (frame) => ({ x: 0, y: frame > 15 && frame % 3 === 0 ? 32 : 0 })],
];

describe.each(gusts)('while the camera %s', (_, shake) => {
  test.each([true, false])('everybody keeps the number (told by how much: %s)', (isTold) => {
    const history = play(shake, isTold);
    const ids = new Set(history.flat().flatMap(({ state, id }) => (state === 'tentative' ? [] : [id])));
    expect([...ids]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('told by how much, those who stand are still and those who walk are not', () => {
    const still = play(shake, true)
      .at(-1)
      ?.filter(({ stillSinceMs }) => stillSinceMs !== null);
    expect(still?.map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});

test('a queue that starts together does not move the picture', () => {
  const tracker = new Tracker({ labels: ['car'] });
  let tracks: readonly Track[] = [];
  for (let frame = 0; frame < 50; frame++) {
    const gone = 30 * Math.max(0, frame / 5 - 5) ** 2;
    const boxes = [100, 300, 500].map((left) => [left + gone, 300, left + 150 + gone, 370]);
    tracks = tracker.update(
      {
        count: 3,
        boxesXyxy: Float32Array.from(boxes.flat()),
        scores: new Float32Array(3).fill(0.8),
        classIds: new Uint16Array(3),
      },
      frame * 200,
    );
  }
  expect(tracks.map(({ id, stillSinceMs }) => [id, stillSinceMs])).toEqual([1, 2, 3].map((id) => [id, null]));
  expect(tracks[0]?.velocityX).toBeGreaterThan(150);
});
