import { describe, expect, it } from 'vitest';
import { LivePace } from './live-pace.ts';

/** How many of the pictures, one every `everyMs`, a viewer gets. */
function shown(framesPerSecond: number, everyMs: number, pictures: number, jitterMs = 0): number {
  const pace = new LivePace();
  pace.set(framesPerSecond);
  const times = Array.from(
    { length: pictures },
    (_, index) => 1000 + index * everyMs + (index % 2 === 0 ? jitterMs : 0),
  );
  return times.filter((timeMs) => pace.isDue(timeMs)).length;
}

describe('the pace of live pictures', () => {
  it.each([
    ['nobody watches', 0, 200, 50, 0, 0],
    ['the camera is slower than asked for', 10, 200, 50, 0, 50],
    ['the camera is as fast, and irregular', 5, 200, 50, 40, 50],
    ['the camera is twice as fast', 5, 100, 50, 0, 25],
    ['the camera is much faster', 5, 40, 49, 0, 10],
  ])('when %s', (_, framesPerSecond, everyMs, pictures, jitterMs, expected) => {
    expect(shown(framesPerSecond, everyMs, pictures, jitterMs)).toBe(expected);
  });
});
