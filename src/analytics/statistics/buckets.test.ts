import { expect, it } from 'vitest';
import { bucketMs, bucketStart, splitByBucket } from './buckets.ts';

it('a bucket starts on the quarter hour', () => {
  expect(bucketStart(Date.UTC(2026, 10, 23, 14, 29, 59))).toBe(Date.UTC(2026, 10, 23, 14, 15));
});

it('a span is shared between the buckets it touches', () => {
  expect(splitByBucket(bucketMs - 1000, 2 * bucketMs + 500)).toEqual([
    { startMs: 0, durationMs: 1000 },
    { startMs: bucketMs, durationMs: bucketMs },
    { startMs: 2 * bucketMs, durationMs: 500 },
  ]);
});
