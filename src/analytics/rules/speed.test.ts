import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runRule } from '../../../test/fakes/scripted-scene.ts';
import {
  type Case,
  car,
  expectTold,
  flatGround,
  person,
  script,
} from '../../../test/fakes/scripted-traffic.ts';
import { speed } from './speed.ts';
import { speedOf } from './speed-estimate.ts';

/** Drives through 1000 pixels, which are 100 m, at a speed. */
const driving = (kmh: number) => car([0, 0, 400], [360 / kmh, 1000, 400]);
const values = { zoneId: 1, classes: ['car'], fasterThan: 50 };
const ground = { ground: flatGround };

it.each<Case>([
  { name: 'tells of a car that is too fast', scene: script([driving(65)], ground), told: [3.2] },
  { name: 'is silent about a car within the limit', scene: script([driving(45)], ground), told: [] },
  {
    name: 'is silent about a car within the error above the limit',
    scene: script([driving(50.5)], ground),
    told: [],
  },
  {
    name: 'is silent about other classes',
    scene: script([person([0, 0, 400], [5, 1000, 400])], ground),
    told: [],
  },
  {
    name: 'is silent about a car that trembles in its place',
    scene: script([car([0, 500, 400], [60, 500, 400])], { ...ground, jitter: 6 }),
    told: [],
  },
])('$name', (one) => expectTold('speed', values, one));

it.each([10, 30, 50, 90])('measures %i km/h to within 5 %%', (kmh) => {
  const { measurements } = runRule(
    'speed',
    values,
    script([driving(kmh)], { ...ground, framesPerSecond: 10, seconds: 40 }),
  );
  expect(measurements).toHaveLength(1);
  expect(Math.abs(measurements[0]!.value / kmh - 1)).toBeLessThan(0.05);
});

it.each([
  [
    'of one whose box trembles at the edge of the zone is measured once',
    [car([0, 0, 202], [14.4, 1000, 202])],
    25,
  ],
  [
    'of one hidden in the middle of the zone is measured once, over the whole',
    [{ ...driving(30), missed: [[5, 6.4] as const] }],
    30,
  ],
] as const)('the speed %s', (_, objects, kmh) => {
  const { measurements } = runRule(
    'speed',
    values,
    script([...objects], { ...ground, seconds: 25, jitter: 5 }),
  );
  expect(measurements).toHaveLength(1);
  expect(Math.abs(measurements[0]!.value / kmh - 1)).toBeLessThan(0.1);
});

it('does not measure where the border of the picture cuts the box', () => {
  const wide = {
    id: 1,
    polygon: [
      [0, 0.4],
      [1, 0.4],
      [1, 1],
      [0, 1],
    ] as const,
  };
  const long = { ...car([0, 0, 400], [20, 1000, 400]), size: [400, 60] as const };
  const { measurements } = runRule(
    'speed',
    values,
    script([long], { ...ground, zones: [wide], seconds: 30 }),
  );
  expect(measurements).toHaveLength(1);
  expect(Math.abs(measurements[0]!.value / 18 - 1)).toBeLessThan(0.05);
});

it('refuses a camera without ground points', () => {
  expect(speed.faults?.(values, { hasGround: false })).toHaveLength(1);
  expect(speed.faults?.(values, { hasGround: true })).toEqual([]);
});

describe('the speed of a path', () => {
  it('is not told from a few metres or moments', () => {
    const step = (timeMs: number, metres: number) => ({ timeMs, at: [metres, 0] as const, errorMetres: 0.1 });
    expect(speedOf([step(0, 0), step(200, 1), step(400, 2), step(600, 30)])).toBeUndefined();
    expect(speedOf([step(0, 0), step(500, 1), step(1000, 2), step(1500, 3)])).toBeUndefined();
  });

  it('lies within its error bar, whatever trembles', () => {
    let within = 0;
    const runs = 300;
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 130 }),
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }),
        (kmh, noise) => {
          const steps = noise.map((tremble, index) => {
            const timeMs = index * 200;
            return {
              timeMs,
              at: [(kmh / 3.6) * (timeMs / 1000) + tremble * 0.3, 0] as const,
              errorMetres: 0.2,
            };
          });
          const estimate = speedOf(steps)!;
          if (Math.abs(estimate.kmh - kmh) <= estimate.errorKmh) within++;
        },
      ),
      { numRuns: runs, seed: 3 },
    );
    expect(within / runs).toBeGreaterThan(0.95);
  });
});
