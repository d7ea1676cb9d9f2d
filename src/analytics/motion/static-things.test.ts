import { describe, expect, it } from 'vitest';
import {
  boxOfDrawn,
  type DrawnPicture,
  drawnPerson,
  type Watched,
  type Watching,
  watchYard,
} from '../../../test/fakes/drawn-luma.ts';
import { intersectionOverUnion } from '../geometry/boxes.ts';
import { PixelWatch } from './pixel-watch.ts';

const bag = { left: 80.3, top: 60.2, width: 5, height: 4, level: 40 };
const lies =
  (from: number, to: number, level = bag.level) =>
  (second: number) => ({
    things: second >= from && second < to ? [{ ...bag, level }] : [],
  });

/** Every thing that was ever told, with the second of its first and last telling. */
function toldOf(watched: readonly Watched[]) {
  const told = new Map<number, { id: number; change: string; from: number; to: number; sinceMs: number }>();
  for (const { second, statics } of watched) {
    for (const { id, change, sinceMs } of statics) {
      const known = told.get(id);
      told.set(id, { id, change, sinceMs, from: known?.from ?? second, to: second });
    }
  }
  return [...told.values()];
}

const kinds = (watched: readonly Watched[]) => toldOf(watched).map(({ change }) => change);

describe('a thing that is put down', () => {
  it.each([
    ['dark', 40, 2],
    ['bright', 220, 2],
    ['hardly darker than the ground', 84, 2],
    ['in noise', 40, 6],
  ])('%s, is told within three seconds, where it is and since when', (_, level, noise) => {
    const watched = watchYard(lies(8, 99, level), { seconds: 16, noise });
    const [told, ...others] = toldOf(watched);
    expect(others).toEqual([]);
    expect(told?.change).toBe('appeared');
    expect(told?.from).toBeLessThanOrEqual(11);
    expect(Math.abs((told?.sinceMs ?? 0) - 8000)).toBeLessThanOrEqual(800);
    const thing = watched.at(-1)?.statics[0];
    expect(thing && intersectionOverUnion(thing, boxOfDrawn(bag))).toBeGreaterThan(0.5);
  });

  it('keeps its number while many pass before it, and is told hidden while they do', () => {
    const draw = (second: number) => ({
      things: [...lies(6, 99)(second).things, drawnPerson((second * 14) % 200, 68, 18)],
    });
    const watched = watchYard(draw, { seconds: 40 });
    const told = toldOf(watched).filter(({ to, from }) => to - from > 2);
    expect(told).toHaveLength(1);
    expect(told[0]?.to).toBeCloseTo(39.8);
    expect(watched.some(({ statics }) => statics[0]?.isHidden)).toBe(true);
  });

  it('is over within four seconds when it is taken up, though someone stands there', () => {
    const here = drawnPerson(86, 66, 16);
    const draw = (second: number) => ({
      things: [...lies(6, 20)(second).things, ...(second >= 18 ? [here] : [])],
    });
    const objects = (second: number) => (second >= 18 ? [boxOfDrawn(here)] : []);
    expect(toldOf(watchYard(draw, { seconds: 26, objects }))[0]?.to).toBeLessThan(24);
  });

  it('is told once its owner no longer covers it, since it was put down', () => {
    const placeOf = (second: number) => 76 - 9 * Math.max(0, 7 - second) - 7 * Math.max(0, second - 14);
    const draw = (second: number) => ({
      things: [drawnPerson(placeOf(second), 66, 24), ...lies(8, 99)(second).things],
    });
    const objects = (second: number) => [boxOfDrawn(drawnPerson(placeOf(second), 66, 24))];
    const [told] = toldOf(watchYard(draw, { seconds: 22, objects }));
    expect(told?.from).toBeGreaterThan(14);
    expect(told?.from).toBeLessThan(19);
    expect(told?.sinceMs).toBeLessThan(9000);
  });

  it('is no younger for those who pass before it at once', () => {
    const passer = (second: number) => drawnPerson(80 + 30 * (((second - 7) % 1.6) - 0.8), 70, 18);
    const draw = (second: number) => ({
      things: [...lies(6, 99)(second).things, ...(second >= 7 && second < 15 ? [passer(second)] : [])],
    });
    const told = toldOf(watchYard(draw, { seconds: 22 })).filter(({ to, from }) => to - from > 2);
    expect(told).toHaveLength(1);
    expect(Math.abs((told[0]?.sinceMs ?? 0) - 6000)).toBeLessThanOrEqual(800);
  });

  it('is another than what was put down beside it before', () => {
    const other = { ...bag, left: bag.left + 8, level: 45 };
    const draw = (second: number) => ({
      things: [...lies(6, 99)(second).things, ...(second >= 16 ? [other] : [])],
    });
    const told = toldOf(watchYard(draw, { seconds: 24 }));
    expect(told.map(({ sinceMs }) => Math.round(sinceMs / 1000))).toEqual([6, 16]);
  });

  it('becomes ground after the time it is kept for', () => {
    const told = toldOf(watchYard(lies(5, 99), { seconds: 30, keepSeconds: 12 }));
    expect(told[0]?.to).toBeLessThan(22);
  });

  it('stays told while the light of the day changes', () => {
    const draw = (second: number) => ({ ...lies(5, 30)(second), light: () => 1 - second / 60 });
    const told = toldOf(watchYard(draw, { seconds: 36 }));
    expect(told).toHaveLength(1);
    expect(told[0]?.to).toBeGreaterThan(29);
    expect(told[0]?.to).toBeLessThan(33);
  });
});

it('a thing that stood there from the beginning is told removed, once it is gone', () => {
  const told = toldOf(watchYard(lies(0, 26), { seconds: 32 }));
  expect(told.map(({ change }) => change)).toEqual(['removed']);
  expect(told[0]?.from).toBeLessThan(29);
});

it('a thing taken away by who stood before it is told since it is gone', () => {
  const thief = (second: number) => drawnPerson(78 + 9 * Math.max(0, second - 24), 68, 20);
  const stands = (second: number) => second >= 18 && second < 40;
  const draw = (second: number) => ({
    things: [...lies(0, 22)(second).things, ...(stands(second) ? [thief(second)] : [])],
  });
  const objects = (second: number) => (stands(second) ? [boxOfDrawn(thief(second))] : []);
  const [told, ...others] = toldOf(watchYard(draw, { seconds: 34, objects }));
  expect(others).toEqual([]);
  expect(told?.change).toBe('removed');
  expect(told?.sinceMs).toBeGreaterThanOrEqual(22_000);
  expect(told?.sinceMs).toBeLessThan(27_000);
});

it('a thing in the box of a known object from the first picture is told removed, once it is gone', () => {
  const objects = (second: number) => (second < 26 ? [{ left: 70, top: 50, right: 95, bottom: 70 }] : []);
  const told = toldOf(watchYard(lies(0, 26), { seconds: 34, objects }));
  expect(told.map(({ change }) => change)).toEqual(['removed']);
});

describe('nothing is put down or taken away', () => {
  const still = drawnPerson(70, 66, 16);
  const cases: readonly [string, (second: number) => DrawnPicture, Partial<Watching>][] = [
    ['in a still yard', () => ({}), {}],
    ['when a known person stands still', () => ({ things: [still] }), { objects: () => [boxOfDrawn(still)] }],
    [
      'when a person comes, stands, and leaves',
      (second) => ({
        things: [drawnPerson(second < 20 ? Math.min(70, second * 9) : 70 + (second - 20) * 9, 66, 16)],
      }),
      {
        objects: (second) => [
          boxOfDrawn(drawnPerson(second < 20 ? Math.min(70, second * 9) : 70 + (second - 20) * 9, 66, 16)),
        ],
      },
    ],
    ['when someone who stood there at first leaves', (second) => ({ things: second < 9 ? [still] : [] }), {}],
    [
      'when a lamp lights a part of the yard',
      (second) => ({ light: (x) => (second > 8 && x > 90 ? 1.5 : 1) }),
      {},
    ],
    [
      'when a lamp draws a soft circle',
      (second) => ({
        light: (x, y) => (second > 8 ? 1 + 0.5 * Math.exp(-((x - 90) ** 2 + (y - 60) ** 2) / 200) : 1),
      }),
      {},
    ],
    [
      'when a shadow creeps',
      (second) => ({ light: (x, y) => 1 - 0.4 / (1 + Math.exp(2 * (x - 20 - second * 0.15 + y * 0.2))) }),
      {},
    ],
    [
      'when the camera shakes',
      (second) => ({ shiftX: 2 * Math.sin(second * 5.1), shiftY: Math.sin(second * 3) }),
      {},
    ],
    ['when dusk falls', (second) => ({ light: () => 1 - second / 45 }), {}],
    [
      'when the view is blurred for a time',
      (second) => ({ light: () => (second > 10 && second < 20 ? 0.05 : 1) }),
      {},
    ],
  ];

  it.each(cases)('%s', (_, draw, watching) => {
    expect(kinds(watchYard(draw, { seconds: 34, ...watching }))).toEqual([]);
  });
});

describe('what outlives', () => {
  it('a restart: the thing keeps its number and its age', () => {
    const restart = (watch: PixelWatch, second: number) => {
      if (second !== 20) return watch;
      const anew = new PixelWatch({ framesPerSecond: 5 });
      anew.restore(JSON.parse(JSON.stringify(watch.save())));
      return anew;
    };
    const watched = watchYard(lies(8, 30), { seconds: 38, before: restart });
    const told = toldOf(watched);
    expect(told).toHaveLength(1);
    expect(Math.abs((told[0]?.sinceMs ?? 0) - 8000)).toBeLessThanOrEqual(1000);
    expect(told[0]?.to).toBeGreaterThan(29);
    expect(told[0]?.to).toBeLessThan(33);
  });

  it('a cut of the stream that shows the same view', () => {
    const cut = (watch: PixelWatch, second: number) => {
      if (second === 20) watch.reset();
      return watch;
    };
    expect(toldOf(watchYard(lies(8, 99), { seconds: 28, before: cut }))).toHaveLength(1);
  });

  it('no cut to another view: all is ground there', () => {
    const cut = (watch: PixelWatch, second: number) => {
      if (second === 20) watch.reset();
      return watch;
    };
    const draw = (second: number) => ({
      ...lies(8, 99)(second),
      shiftX: second < 20 ? 0 : 53,
      shiftY: second < 20 ? 0 : 13,
    });
    const watched = watchYard(draw, { seconds: 34, before: cut });
    expect(watched.at(-1)?.statics).toEqual([]);
  });

  it.each([
    null,
    7,
    {},
    { width: 192, height: 108, things: 3 },
    { width: 9, things: { nextId: 1, things: [] } },
  ])('nothing of what another version saved: %j', (saved) => {
    const restart = (watch: PixelWatch, second: number) => {
      if (second === 0) watch.restore(saved);
      return watch;
    };
    expect(watchYard(() => ({}), { seconds: 3, before: restart }).at(-1)?.statics).toEqual([]);
  });
});
