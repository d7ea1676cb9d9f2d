import { areaOf, sharedArea } from './box-columns.ts';
import type { Candidates } from './candidates.ts';

/** Boxes kept at most for one picture: more would be noise, and cost as their square. */
const mostCandidates = 1000;

/** Two classes claim the same thing (a van as car and truck) when their boxes agree this much. */
const sameThingIou = 0.85;

/**
 * Non-maximum suppression: indices of the boxes to keep, best first.
 * A box is dropped when a better one of its class overlaps it by more than `iou`,
 * or a better one of any class all but covers it.
 */
export function suppress(candidates: Candidates, iou: number): number[] {
  const { scores, classIds, boxesXyxy } = candidates;
  const order = Array.from({ length: candidates.count }, (_, index) => index);
  order.sort((a, b) => scores[b]! - scores[a]! || a - b);
  const kept: number[] = [];
  for (const index of order.slice(0, mostCandidates)) {
    const dropped = kept.some((better) => {
      const limit = classIds[better] === classIds[index] ? iou : Math.max(iou, sameThingIou);
      return overlap(boxesXyxy, better, index) > limit;
    });
    if (!dropped) kept.push(index);
  }
  return kept;
}

/** Intersection over union of two boxes of the columns. */
function overlap(boxes: Float32Array, a: number, b: number): number {
  const shared = sharedArea(boxes, a, b);
  return shared === 0 ? 0 : shared / (areaOf(boxes, a) + areaOf(boxes, b) - shared);
}
