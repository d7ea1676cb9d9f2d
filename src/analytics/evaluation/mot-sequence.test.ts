import { expect, test } from 'vitest';
import { framesFromMot } from './mot-sequence.ts';
import { trackDetections } from './track-detections.ts';

function row(frame: number, id: number, left: number, confidence = 1, width = 10) {
  return { frame, id, left, top: 0, right: left + width, bottom: 20, confidence };
}

test('truth and tracks meet in the picture they belong to, and a picture of one of them counts too', () => {
  const frames = framesFromMot([row(1, 1, 0), row(4, 1, 0)], [row(1, 9, 0), row(2, 9, 0)]);
  expect(frames.map(({ truth, found }) => [truth.length, found.length])).toEqual([
    [1, 1],
    [0, 1],
    [1, 0],
  ]);
});

test.each([
  { name: 'on an object that does not count', found: row(1, 9, 0), kept: 0 },
  { name: 'on the visible part of one', found: row(1, 9, 6, 1, 4), kept: 0 },
  { name: 'beside it', found: row(1, 9, 40), kept: 1 },
  { name: 'on one that counts', found: row(1, 9, 100), kept: 1 },
])('a track $name is kept $kept times', ({ found, kept }) => {
  const truth = [row(1, 1, 0, 0), row(1, 2, 100), row(1, 3, 102, 0)];
  expect(framesFromMot(truth, [found])[0]?.found).toHaveLength(kept);
});

test('objects are followed from a file of detections, over a long empty stretch too', () => {
  const detections = [1, 2, 3, 4, 5, 1_000_000, 1_000_001, 1_000_002].map((frame) => row(frame, -1, 50, 0.9));
  const tracks = trackDetections(detections, 10);
  expect(tracks.map(({ frame, id }) => [frame, id])).toEqual([
    [3, 1],
    [4, 1],
    [5, 1],
    [1_000_002, 2],
  ]);
});
