import { expect, it } from 'vitest';
import { SettledGround, ticksPerSecond } from './settled-ground.ts';
import { levelScale } from './smoother.ts';

const width = 4;
const height = 4;
const size = width * height;
const area = { left: 0, top: 0, right: width, bottom: height };
/** The light of the view trembles, so that pixels which keep still are taken to differ. */
const noise = new Float32Array(size).fill(2.5 * levelScale);

/** What becomes of a pixel that is `more` levels brighter from a second on, someone standing there for the two before. */
function groundOf(changeSecond: number, more: number, isVisited: boolean, seconds = changeSecond + 6) {
  const ground = new SettledGround(width, height);
  for (let tick = 1; tick <= seconds * ticksPerSecond; tick += 2) {
    const second = tick / ticksPerSecond;
    const isCovered = second >= changeSecond - 2 && second < changeSecond;
    if (isVisited && isCovered) ground.cover(area, tick);
    const level = second < changeSecond ? 160 : 160 + more;
    ground.update(new Int16Array(size).fill(level * levelScale), noise, area, 0.2, tick);
  }
  return { changed: ground.changed[5], faint: ground.changed[5] === 1 ? ground.faint[5] : undefined };
}

it.each<[string, Parameters<typeof groundOf>, ReturnType<typeof groundOf>]>([
  ['where someone just was has changed, faintly', [14, 11, true], { changed: 1, faint: 1 }],
  ['where nobody was has not', [14, 11, false], { changed: 0, faint: undefined }],
  ['of ground that is young has not', [8, 11, true], { changed: 0, faint: undefined }],
  ['that is as small as its own trembling has not', [14, 7, true], { changed: 0, faint: undefined }],
])('a pixel that changes by little %s', (_, [second, more, isVisited], expected) => {
  expect(groundOf(second, more, isVisited)).toEqual(expected);
});

it('a pixel that changes by much has changed, wherever it is', () => {
  expect(groundOf(14, 30, false)).toEqual({ changed: 1, faint: 0 });
  expect(groundOf(8, 30, true)).toEqual({ changed: 1, faint: 0 });
});
