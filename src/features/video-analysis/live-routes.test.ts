import { expect, test } from 'vitest';
import { encodePicture, feedPictures, type LiveSource, stillThere } from './live-routes.ts';
import type { LiveHead } from './live-schema.ts';

type Receive = Parameters<LiveSource['watch']>[1];

const head = (cameraId: number, timeMs: number): LiveHead => ({
  cameraId,
  timeMs,
  width: 4,
  height: 3,
  tracks: [],
});
const jpeg = new Uint8Array([0xff, 0xd8]);

function watch(room: number) {
  const written: string[] = [];
  let receive: Receive = () => {};
  let left = room;
  const feed = feedPictures(
    {
      write(chunk) {
        const { cameraId, timeMs } = JSON.parse(
          Buffer.from(chunk).subarray(4, -6).toString('utf8'),
        ) as LiveHead;
        written.push(`${cameraId}:${timeMs}`);
        left -= 1;
        return left > 0;
      },
      end: () => {},
    },
    {
      watch: (_ids, listener) => {
        receive = listener;
        return () => {
          receive = () => {};
        };
      },
    },
    [1, 2],
  );
  return {
    written,
    show: (cameraId: number, timeMs: number) => receive(head(cameraId, timeMs), jpeg),
    makeRoom(pictures: number) {
      left = pictures;
      feed.pull?.();
    },
    stop: feed.stop,
  };
}

test('a receiver that keeps up gets every picture', () => {
  const viewer = watch(10);
  for (const timeMs of [1, 2, 3]) viewer.show(1, timeMs);
  expect(viewer.written).toEqual(['1:1', '1:2', '1:3']);
});

test('a receiver that lags misses the older pictures of each camera, and only those', () => {
  const viewer = watch(1);
  for (const timeMs of [1, 2, 3]) for (const cameraId of [1, 2]) viewer.show(cameraId, timeMs);
  expect(viewer.written).toEqual(['1:1']);
  viewer.makeRoom(1);
  expect(viewer.written).toEqual(['1:1', '2:3']);
  viewer.makeRoom(5);
  viewer.show(2, 4);
  expect(viewer.written).toEqual(['1:1', '2:3', '1:3', '2:4']);
});

test('nothing is written once the receiver left', () => {
  const viewer = watch(10);
  viewer.stop();
  viewer.show(1, 1);
  expect(viewer.written).toEqual([]);
});

test.each([
  [[1, 2], [2]],
  [[2], [2]],
  [[1], []],
])('of the cameras %j, once camera 1 is removed, these are still there: %j', async (cameraIds, expected) => {
  const find = (id: number) => (id === 1 ? Promise.reject(new Error('removed')) : Promise.resolve(id));
  expect(await stillThere(cameraIds, find)).toEqual(expected);
});

test('a picture is its head and its bytes, each after its length', () => {
  const bytes = Buffer.from(encodePicture(head(1, 5), jpeg));
  const length = bytes.readUInt32BE(0);
  expect(JSON.parse(bytes.subarray(4, 4 + length).toString('utf8'))).toEqual(head(1, 5));
  expect(bytes.readUInt32BE(4 + length)).toBe(2);
  expect([...bytes.subarray(8 + length)]).toEqual([0xff, 0xd8]);
});
