import { describe, expect, it } from 'vitest';
import { type DrawnPicture, DrawnYard, type Watched, watchYard } from '../../../test/fakes/drawn-luma.ts';
import type { Luma } from './luma.ts';
import type { CameraSigns } from './pixel-facts.ts';
import { PixelWatch } from './pixel-watch.ts';

const wall = (level: number) => [{ left: -9, top: -9, width: 300, height: 200, level }];
const elsewhere = { shiftX: 71, shiftY: 13 };

/** Signs that were ever told, with the seconds in which they were. */
function signsOf(watched: readonly Watched[]): Partial<Record<string, [from: number, to: number]>> {
  const told: Partial<Record<string, [number, number]>> = {};
  for (const { second, signs } of watched) {
    for (const [name, since] of Object.entries(signs)) {
      if (since !== null) told[name] = [told[name]?.[0] ?? second, second];
    }
  }
  return told;
}

describe('a camera is told', () => {
  const cases: readonly [keyof CameraSigns, string, (second: number) => DrawnPicture, number][] = [
    ['blindSinceMs', 'covered by something grey', (second) => (second < 15 ? {} : { things: wall(70) }), 5],
    ['blindSinceMs', 'covered by something black', (second) => (second < 15 ? {} : { things: wall(2) }), 5],
    [
      'darkSinceMs',
      'dark when the lamp goes out',
      (second) => ({ light: () => (second < 15 ? 1 : 0.06) }),
      6,
    ],
    ['movedSinceMs', 'turned', (second) => (second < 15 ? {} : elsewhere), 6],
    ['movedSinceMs', 'pushed a little', (second) => ({ shiftX: second < 15 ? 0 : 4 }), 6],
  ];

  it.each(cases)('%s: %s, and only that', (sign, _, draw, within) => {
    const told = signsOf(watchYard(draw, { seconds: 30 }));
    expect(Object.keys(told)).toEqual([sign]);
    expect(told[sign]?.[0]).toBeLessThan(15 + within);
    expect(told[sign]?.[1]).toBeCloseTo(29.8);
  });

  it.each(cases)('%s no more, once it sees again: %s', (sign, _, draw) => {
    const passing = (second: number) => draw(second < 26 ? second : 0);
    const told = signsOf(watchYard(passing, { seconds: 36 }));
    expect(told[sign]?.[1]).toBeLessThan(33);
  });

  it('dark, when night falls on a place without lamps', () => {
    const night = (second: number) => ({ light: () => Math.max(0.03, 1 - second / 25) });
    expect(Object.keys(signsOf(watchYard(night, { seconds: 40 })))).toEqual(['darkSinceMs']);
  });

  it('out of focus', () => {
    const watched = watchPictures(35, (yard, second) => (second < 15 ? yard : blurred(blurred(yard))));
    expect(Object.keys(signsOf(watched))).toEqual(['outOfFocusSinceMs']);
  });

  it('frozen, where noise is known, within four seconds', () => {
    let last: Luma | undefined;
    const watched = watchPictures(30, (picture, second) => {
      last = second < 20 || !last ? picture : last;
      return last;
    });
    expect(signsOf(watched).frozenSinceMs?.[0]).toBeLessThan(24);
  });

  it('frozen, though an encoder draws the picture anew each second', () => {
    let last: Luma | undefined;
    const watched = watchPictures(32, (picture, second) => {
      if (second < 20 || !last) last = picture;
      else if (second % 1 === 0) last = { ...last, data: last.data.map((value, at) => value ^ (at & 1)) };
      return last;
    });
    expect(signsOf(watched).frozenSinceMs?.[0]).toBeLessThan(26);
  });
});

describe('a camera is told nothing of', () => {
  it.each<[string, (second: number) => DrawnPicture]>([
    ['a still night with lamps', () => ({ light: (x) => (x < 60 ? 0.7 : 0.1) })],
    ['dusk', (second) => ({ light: () => 1 - second / 50 })],
    ['a lamp', (second) => ({ light: () => (second > 15 ? 1.7 : 1) })],
    ['a cloud', (second) => ({ light: () => (second > 15 && second < 18 ? 0.5 : 1) })],
    ['a knock', (second) => (second > 15 && second < 16.4 ? elsewhere : {})],
    ['a leaf on the lens', (second) => (second > 15 && second < 16.4 ? { things: wall(40) } : {})],
    [
      'a bus that stops before it',
      (second) => ({ things: second > 15 ? [{ left: 40, top: 20, width: 90, height: 60, level: 200 }] : [] }),
    ],
    ['a storm', (second) => ({ shiftX: 2 * Math.sin(second * 5), shiftY: Math.sin(second * 3) })],
  ])('%s', (_, draw) => {
    expect(signsOf(watchYard(draw, { seconds: 30 }))).toEqual({});
  });

  it('clean pictures of a still scene, for twenty seconds', () => {
    expect(signsOf(watchYard(() => ({}), { seconds: 18, noise: 0 }))).toEqual({});
  });
});

function watchPictures(seconds: number, seenAs: (picture: Luma, second: number) => Luma): Watched[] {
  const yard = new DrawnYard();
  const watch = new PixelWatch({ framesPerSecond: 5 });
  return Array.from({ length: seconds * 5 }, (_, index) => {
    const second = index / 5;
    return { ...watch.update(seenAs(yard.draw(), second), second * 1000, yard, []), second };
  });
}

/** The picture through a lens out of focus: the mean of 3 × 3 pixels. */
function blurred({ width, height, data }: Luma): Luma {
  const at = (x: number, y: number) =>
    data[Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))] ?? 0;
  const around = [-1, 0, 1];
  const mean = (x: number, y: number) =>
    around.reduce((sum, down) => sum + around.reduce((row, across) => row + at(x + across, y + down), 0), 0) /
    9;
  const soft = data.map((_, index) => Math.round(mean(index % width, Math.floor(index / width))));
  return { width, height, data: soft };
}
