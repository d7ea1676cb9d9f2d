import { describe, expect, it } from 'vitest';
import {
  boxOfDrawn,
  type DrawnPicture,
  type DrawnThing,
  drawnPerson,
  type Watched,
  watchYard,
} from '../../../test/fakes/drawn-luma.ts';
import { seededRandom } from '../../../test/fakes/seeded-random.ts';
import { intersectionOverUnion } from '../geometry/boxes.ts';
import { PixelWatch } from './pixel-watch.ts';

const movingPictures = (watched: readonly Watched[]) => watched.filter(({ moving }) => moving.length > 0);

/** Streaks of rain, elsewhere in each picture. */
function rainOf(streaks: number, level: number): () => DrawnThing[] {
  const random = seededRandom(7);
  return () =>
    Array.from({ length: streaks }, () => ({
      left: random() * 190,
      top: random() * 100,
      width: 0.5,
      height: 3 + random() * 4,
      level,
    }));
}

describe('what moves', () => {
  const walks = (height: number, speed: number) => (second: number) => ({
    things: second < 4 ? [] : [drawnPerson(15 + (second - 4) * speed, 60, height)],
  });

  it.each([
    ['three pixels high', walks(3, 2.2), 2],
    ['eight pixels high', walks(8, 4), 2],
    ['sixteen pixels high and fast', walks(16, 14), 2],
    ['sixteen pixels high in noise', walks(16, 6), 6],
  ])('is a person %s', (_, draw, noise) => {
    const watched = watchYard(draw, { seconds: 14, noise }).filter(({ second }) => second > 5);
    const found = watched.filter(({ second, moving }) => {
      const [thing] = draw(second).things;
      return thing && moving.some((box) => intersectionOverUnion(box, boxOfDrawn(thing)) > 0.05);
    });
    expect(found.length / watched.length).toBeGreaterThan(0.9);
  });

  it.each<[string, (second: number) => DrawnPicture, number]>([
    ['a still yard', () => ({}), 2],
    ['a still yard in strong noise', () => ({}), 6],
    ['a lamp that goes on', (second) => ({ light: () => (second > 8 ? 1.5 : 1) }), 2],
    ['a lamp that lights half the yard', (second) => ({ light: (x) => (second > 8 && x > 90 ? 1.5 : 1) }), 2],
    ['clouds that pass', (second) => ({ light: () => 1 - 0.3 * Math.max(0, Math.sin(second / 4)) }), 2],
    ['dusk', (second) => ({ light: () => 1 - (0.8 * second) / 30 }), 2],
    ['an exposure that hunts', (second) => ({ light: () => 1 + 0.04 * Math.sin(second * 2) }), 2],
    [
      'a shadow that creeps',
      (second) => ({ light: (x, y) => 1 - 0.4 / (1 + Math.exp(2 * (x - 20 - second * 0.15 + y * 0.2))) }),
      2,
    ],
    [
      'a camera that shakes',
      (second) => ({ shiftX: 2 * Math.sin(second * 5.1), shiftY: 1.2 * Math.sin(second * 3.3) }),
      2,
    ],
  ])('is nothing in %s', (_, draw, noise) => {
    const watched = watchYard(draw, { seconds: 24, noise });
    expect(movingPictures(watched).length).toBeLessThanOrEqual(2);
  });

  it.each([
    ['light', 12, 170],
    ['heavy', 40, 200],
  ])('is not %s rain', (_, streaks, level) => {
    const rain = rainOf(streaks, level);
    const watched = watchYard(() => ({ things: rain() }), { seconds: 24 });
    const settled = watched.filter(({ second }) => second > 6);
    expect(movingPictures(settled).length / settled.length).toBeLessThan(0.05);
  });

  it('is a person in the rain', () => {
    const rain = rainOf(20, 180);
    const draw = (second: number) => ({ things: [...rain(), ...walks(12, 4)(second).things] });
    const watched = watchYard(draw, { seconds: 20 }).filter(({ second }) => second > 8);
    expect(movingPictures(watched).length / watched.length).toBeGreaterThan(0.7);
  });

  it('is a person before a camera that shakes', () => {
    const draw = (second: number) => ({
      ...walks(14, 4)(second),
      shiftX: 2 * Math.sin(second * 5.1),
    });
    const watched = watchYard(draw, { seconds: 18 }).filter(({ second }) => second > 6);
    expect(movingPictures(watched).length / watched.length).toBeGreaterThan(0.9);
  });
});

it('a change of the light is told, and over within three seconds', () => {
  const watched = watchYard((second) => ({ light: () => (second > 8 ? 1.6 : 1) }), { seconds: 14 });
  const lit = watched.filter(({ lightChanged }) => lightChanged).map(({ second }) => second);
  expect(lit[0]).toBeCloseTo(8.2);
  expect(lit.at(-1)).toBeLessThan(11);
});

it('the shift of a shaking camera is measured to a part of a pixel', () => {
  const shiftOf = (second: number) => (second < 3 ? 0 : 2.4 * Math.sin(second * 5.1));
  const watched = watchYard((second) => ({ shiftX: shiftOf(second) }), { seconds: 12 });
  const errors = watched.map(({ second, shift }) => Math.abs(shift.x + shiftOf(second)));
  expect(errors.filter((error) => error > 0.4).length).toBeLessThan(6);
});

it.each([
  [135, 108],
  [192, 80],
  [320, 108],
  [16, 12],
  [1, 1],
])('a picture of %i × %i is watched without a fault', (width, height) => {
  const watched = watchYard(() => ({}), { seconds: 4, width, height });
  expect(movingPictures(watched)).toEqual([]);
});

it('a picture of another size starts anew, a clock that goes back changes nothing', () => {
  const watch = new PixelWatch({ framesPerSecond: 5 });
  const grey = (width: number, height: number) => ({
    width,
    height,
    data: new Uint8Array(width * height).fill(90),
  });
  const size = { width: 640, height: 360 };
  for (const [index, width] of [192, 192, 96, 96, 192].entries()) {
    expect(watch.update(grey(width, 108), 10_000 - index * 900, size, []).moving).toEqual([]);
  }
});
