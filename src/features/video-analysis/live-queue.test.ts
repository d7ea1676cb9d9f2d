import { expect, test } from 'vitest';
import { LiveQueue } from './live-queue.ts';
import type { LiveHead, VideoHead } from './live-schema.ts';

const boxes: LiveHead = { cameraId: 1, timeMs: 0, width: 4, height: 3, tracks: [] };
const video = (kind: VideoHead['video'], cameraId = 1): VideoHead => ({ cameraId, video: kind });

/** A receiver with room for so many chunks; chunks are named by their first byte, and may be large. */
function receiver(room: number) {
  const got: number[] = [];
  let left = room;
  const queue = new LiveQueue((chunk) => {
    got.push(chunk[0] ?? -1);
    left -= 1;
    return left > 0;
  });
  const chunk = (name: number, length = 10) => new Uint8Array(length).fill(name);
  return {
    got,
    put: (head: LiveHead | VideoHead, name: number, length?: number) => queue.put(head, chunk(name, length)),
    makeRoom(chunks: number) {
      left = chunks;
      queue.pull();
    },
  };
}

test('video begins with a picture that needs none before it', () => {
  const { got, put } = receiver(99);
  put(video('delta'), 1);
  put(boxes, 2);
  put(video('key'), 3);
  put(video('delta'), 4);
  expect(got).toEqual([2, 3, 4]);
});

test('a short lag costs nothing: pieces wait, in their order', () => {
  const { got, put, makeRoom } = receiver(1);
  put(video('key'), 1);
  for (const name of [2, 3, 4]) put(video('delta'), name);
  expect(got).toEqual([1]);
  makeRoom(2);
  put(video('delta'), 5);
  makeRoom(99);
  put(video('delta'), 6);
  expect(got).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a long lag costs pictures, not memory: video goes on with the next key', () => {
  const { got, put, makeRoom } = receiver(1);
  put(video('key'), 1);
  for (let name = 2; name < 100; name += 1) put(video('delta'), name, 50_000);
  put(video('key'), 200);
  put(video('delta'), 201);
  makeRoom(99);
  expect(got).toEqual([1, 200, 201]);
});

test('one camera that is too much for a receiver does not hold the others', () => {
  const { got, put, makeRoom } = receiver(1);
  put(video('key', 1), 1);
  put(video('key', 2), 2);
  for (let times = 0; times < 20; times += 1) put(video('delta', 1), 3, 50_000);
  put(video('delta', 2), 4);
  makeRoom(99);
  expect(got.filter((name) => name !== 3)).toEqual([1, 2, 4]);
  put(video('delta', 2), 5);
  put(video('none', 1), 6);
  expect(got.slice(-2)).toEqual([5, 6]);
});
