import type { Box } from '#analytics/geometry/boxes.ts';
import type { SettledGround } from './settled-ground.ts';

/** Pixels about a thing in which the light of the day is read. */
const ringPixels = 3;

/** Mean level of the unchanged ground about a box of the small picture, or 0 where there is none. */
export function lightAbout(box: Box, ground: SettledGround, width: number): number {
  const { settled, since, changed } = ground;
  const left = Math.max(0, box.left - ringPixels);
  const right = Math.min(width, box.right + ringPixels);
  const bottom = Math.min(settled.length / width, box.bottom + ringPixels);
  let sum = 0;
  let count = 0;
  for (let y = Math.max(0, box.top - ringPixels); y < bottom; y++) {
    for (let at = y * width + left; at < y * width + right; at++) {
      if (since[at] === 0 || changed[at] === 1) continue;
      sum += settled[at]!;
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}
