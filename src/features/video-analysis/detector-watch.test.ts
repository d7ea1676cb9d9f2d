import { expect, it } from 'vitest';
import { DetectorWatch } from './detector-watch.ts';

it('gives a detector a minute for its first answer, then two and a half seconds', () => {
  const watch = new DetectorWatch();
  expect(watch.isStuck(0, 59_000)).toBe(false);
  expect(watch.isStuck(0, 61_000)).toBe(true);
  watch.answered(0, 100);
  expect(watch.isStuck(100, 2500)).toBe(false);
  expect(watch.isStuck(100, 2700)).toBe(true);
});

it('takes a detector that answers others for busy, not for stuck, unless one waits for a minute', () => {
  const watch = new DetectorWatch();
  for (let time = 0; time < 30_000; time += 1000) watch.answered(time, time + 900);
  expect(watch.isStuck(1000, 30_500)).toBe(false);
  watch.answered(60_000, 60_900);
  expect(watch.isStuck(500, 61_000)).toBe(true);
});

it('waits longer for a detector that always takes long', () => {
  const watch = new DetectorWatch();
  watch.answered(0, 1500);
  expect(watch.isStuck(1500, 11_000)).toBe(false);
  expect(watch.isStuck(1500, 14_000)).toBe(true);
});
