import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coveredBy, depthIn } from '../../footage/events/geometry.ts';
import { projectionOf } from '../../footage/plan/projection.ts';
import type { Actor, Look } from '../../footage/plan/scene.ts';
import { wayOf } from '../../footage/plan/thing-way.ts';
import { planClip } from '../../footage/plan/timetable.ts';
import { retold, type Truth } from '../../footage/plan/truth.ts';
import { CLIPS, planOf } from '../../footage/scenes/catalogue.ts';
import { squareClearing } from '../../footage/scenes/square-clearing.ts';

const folder = join(import.meta.dirname, '../fixtures/footage');
const truthOf = (name: string) =>
  JSON.parse(readFileSync(join(folder, `${name}.truth.json`), 'utf8')) as Truth;
const kept = readdirSync(folder)
  .filter((file) => file.endsWith('.mp4'))
  .map((file) => file.slice(0, -'.mp4'.length));

describe('the clips that are kept', () => {
  it('are those of the catalogue', () => {
    expect(kept.toSorted()).toEqual(CLIPS.map(({ name }) => name).toSorted());
  });

  it('weigh 30 MB at most', () => {
    const sizes = kept.map((name) => statSync(join(folder, `${name}.mp4`)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(30_000_000);
  });

  it('have 20 true and 20 tempting events of each rule from seeds that nothing is tuned on', () => {
    const held = kept.filter((name) => name.endsWith('-heldout')).map(truthOf);
    const numbers = new Map<string, { true: number; tempting: number; unclear: number }>();
    for (const { rules, events } of held) {
      for (const { rule, kind } of events) {
        const name = rules.find((one) => one.name === rule)?.kind ?? rule;
        const number = numbers.get(name) ?? { true: 0, tempting: 0, unclear: 0 };
        numbers.set(name, { ...number, [kind]: number[kind] + 1 });
      }
    }
    const short = [...numbers].filter(([, number]) => number.true < 20 || number.tempting < 20);
    expect(numbers.size).toBe(15);
    expect(short).toEqual([]);
  });

  it.each(['works-road', 'square', 'car-park', 'camera-faults'])(
    '%s is told as its plan tells it now',
    (name) => {
      const clip = CLIPS.find((one) => one.name === name);
      const truth = truthOf(name);
      expect(clip && JSON.parse(JSON.stringify(retold(planOf(clip), truth)))).toEqual(truth);
    },
  );
});

describe('a thing', () => {
  const look: Look = { seed: 1, colour: '#000', colour2: '#000', pattern: 'plain', shape: '', size: 1 };
  const owner: Actor = {
    id: 1,
    name: 'owner',
    kind: 'person',
    look,
    start: 0,
    stages: [
      {
        through: [
          [0, 0],
          [4, 0],
        ],
        speed: 1,
      },
      { wait: 2, puts: true },
      {
        through: [
          [4, 0],
          [9, 0],
        ],
        speed: 1,
      },
    ],
  };
  const bag: Actor = {
    id: 2,
    name: 'bag',
    kind: 'suitcase',
    look,
    start: 0,
    stages: [],
    holds: [{ by: 1, from: 0, to: 6 }],
  };
  const where = wayOf(bag, [owner, bag]);

  it('goes with its bearer, then lies where it was put down', () => {
    expect(where(2)?.lift).toBeGreaterThan(0.2);
    const lying = where(6.5);
    expect(lying?.lift).toBe(0);
    expect(where(10)).toEqual(lying);
  });

  it('comes to the ground without a jump', () => {
    const steps = Array.from({ length: 40 }, (_, index) => [
      where(4 + index * 0.1),
      where(4.1 + index * 0.1),
    ]);
    const jumps = steps.map(([a, b]) =>
      Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.z ?? 0) - (b?.z ?? 0), (a?.lift ?? 0) - (b?.lift ?? 0)),
    );
    expect(Math.max(...jumps)).toBeLessThan(0.15);
  });

  it('that is taken is no more where it stood', () => {
    const plan = planClip('x', squareClearing, 3);
    const bin = plan.actors.find(({ name }) => name === 'bin on the left');
    const taken = bin?.holds?.[0]?.from ?? 0;
    const at = bin && wayOf(bin, plan.actors);
    expect(at?.(taken - 1)).toMatchObject({ x: expect.closeTo(-6.2), z: expect.closeTo(-9.8) });
    expect(at?.(taken + 30)).toBeUndefined();
  });
});

describe('the picture', () => {
  const camera = { position: [3, 6, 2], pitch: 21, yaw: 14, fieldOfView: 34 } as const;
  const { toPicture, toGround } = projectionOf(camera, 16 / 9);

  it('leads back to the place it shows', () => {
    const ground = toGround([0.3, 0.8]);
    expect(ground && toPicture(ground)).toEqual([expect.closeTo(0.3), expect.closeTo(0.8)]);
  });

  it('shows no ground above the horizon, and nothing behind the camera', () => {
    expect(toGround([0.5, 0])).toBeDefined();
    expect(projectionOf({ ...camera, pitch: 5 }, 16 / 9).toGround([0.5, 0])).toBeUndefined();
    expect(toPicture([3, 0, 20])).toBeUndefined();
  });
});

describe('a polygon', () => {
  const square = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const;

  it.each([
    [[0.5, 0.5], 0.5],
    [[0.9, 0.5], 0.1],
    [[1.2, 0.5], -0.2],
    [[-0.3, -0.4], -0.5],
  ] as const)('knows how deep %j lies in it', (point, depth) => {
    expect(depthIn(square, point)).toBeCloseTo(depth);
  });

  it('is covered by a box in part', () => {
    expect(coveredBy(square, [0, 0, 0.5, 1])).toBeCloseTo(0.5);
    expect(coveredBy(square, [2, 2, 3, 3])).toBe(0);
  });
});
