import { expect, it } from 'vitest';
import { SteadyClock } from './steady-clock.ts';

function setUp() {
  const world = { systemMs: 1_000_000, upMs: 0 };
  const clock = new SteadyClock(
    () => world.systemMs,
    () => world.upMs,
  );
  const pass = (ms: number) => {
    world.systemMs += ms;
    world.upMs += ms;
    return clock.read();
  };
  return { world, pass };
}

it('follows the system', () => {
  const { pass } = setUp();
  expect(pass(40)).toEqual({ nowMs: 1_000_040, upMs: 40, stepMs: 0 });
});

it.each([3000, -3000])('spreads a correction of %i ms over minutes, and never goes back', (correctionMs) => {
  const { world, pass } = setUp();
  pass(40);
  world.systemMs += correctionMs;
  let before = 1_000_040;
  for (let step = 0; step < 200 * 25; step += 1) {
    const { nowMs, stepMs } = pass(40);
    expect(stepMs).toBe(0);
    expect(nowMs - before).toBeGreaterThan(39);
    expect(nowMs - before).toBeLessThan(41);
    before = nowMs;
  }
  expect(before).toBeCloseTo(world.systemMs, 6);
});

it.each([3_600_000, -3_600_000])('tells a correction of %i ms, once', (correctionMs) => {
  const { world, pass } = setUp();
  pass(40);
  world.systemMs += correctionMs;
  expect(pass(40)).toEqual({ nowMs: 1_000_080 + correctionMs, upMs: 80, stepMs: correctionMs });
  expect(pass(40).stepMs).toBe(0);
});
