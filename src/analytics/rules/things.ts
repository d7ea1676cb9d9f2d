import type { Box } from '#analytics/geometry/boxes.ts';
import type { Point } from '#analytics/geometry/points.ts';

const carried: ReadonlySet<string> = new Set(['backpack', 'handbag', 'suitcase', 'umbrella']);
const movers: ReadonlySet<string> = new Set([
  'person',
  'bicycle',
  'car',
  'motorcycle',
  'bus',
  'truck',
  'train',
  'bird',
  'cat',
  'dog',
  'horse',
  'sheep',
  'cow',
]);

/** Whether objects of the class are carried and put down. */
export function isCarried(name: string): boolean {
  return carried.has(name);
}

/** Whether objects of the class come and go by themselves. */
export function movesByItself(name: string): boolean {
  return movers.has(name);
}

/** The middle of a box. */
export function middleOf({ left, top, right, bottom }: Box): Point {
  return [(left + right) / 2, (top + bottom) / 2];
}
