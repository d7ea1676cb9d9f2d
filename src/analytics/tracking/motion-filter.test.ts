import { expect, test } from 'vitest';
import { MotionFilter, motionStateLength } from './motion-filter.ts';

const noise = { observation: 0.05, acceleration: 1, growth: 0.3, firstSpeed: 3 };

function boxAt(x: number, y = 100) {
  return { left: x - 20, top: y - 40, right: x + 20, bottom: y + 40 };
}

test.each([5, 10, 30])(
  'a steady walker is expected where it will be, at %i pictures a second',
  (framesPerSecond) => {
    const filter = new MotionFilter(noise, boxAt(0));
    for (let frame = 1; frame <= 2 * framesPerSecond; frame++) {
      filter.predict(1 / framesPerSecond);
      filter.correct(boxAt((60 * frame) / framesPerSecond));
    }
    expect(filter.velocityX).toBeCloseTo(60, 0);
    expect(Math.abs(filter.velocityY)).toBeLessThan(0.01);
    filter.predict(0.5);
    expect((filter.box().left + filter.box().right) / 2).toBeCloseTo(150, 0);
  },
);

test('one long step foresees as much as many short ones', () => {
  const long = new MotionFilter(noise, boxAt(0));
  const short = new MotionFilter(noise, boxAt(0));
  for (const filter of [long, short]) {
    filter.predict(0.2);
    filter.correct(boxAt(10));
  }
  long.predict(1);
  for (let step = 0; step < 10; step++) short.predict(0.1);
  expect(short.box().left).toBeCloseTo(long.box().left, 6);
  expect(short.uncertainty()).toBeCloseTo(long.uncertainty(), 6);
});

test('doubt grows while nothing is seen and shrinks with each observation', () => {
  const filter = new MotionFilter(noise, boxAt(0));
  const atFirst = filter.uncertainty();
  filter.predict(0.2);
  const later = filter.uncertainty();
  filter.correct(boxAt(0));
  expect(later).toBeGreaterThan(atFirst);
  expect(filter.uncertainty()).toBeLessThan(later);
});

test('what was saved is restored', () => {
  const filter = new MotionFilter(noise, boxAt(0));
  const saved = new Float64Array(motionStateLength);
  filter.save(saved);
  filter.predict(3);
  filter.correct(boxAt(200));
  filter.restore(saved);
  expect(filter.box()).toEqual(boxAt(0));
});

test('a box that was shrinking never turns inside out', () => {
  const filter = new MotionFilter(noise, boxAt(0));
  filter.predict(0.1);
  filter.correct({ left: -5, top: 90, right: 5, bottom: 110 });
  filter.predict(30);
  const { left, right, top, bottom } = filter.box();
  expect(right).toBeGreaterThan(left);
  expect(bottom).toBeGreaterThan(top);
});
