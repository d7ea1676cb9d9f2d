import { type Box, coveredShare, intersectionOverUnion } from '#analytics/geometry/boxes.ts';
import { assign } from '#analytics/tracking/assignment.ts';

/** A found box that lies this much inside an object that does not count is not held against anyone. */
const hiddenShare = 0.6;

/** A box that may have a class; boxes of two different classes never fit each other. */
export interface MaybeClassedBox extends Box {
  readonly class?: string;
}

/**
 * Takes out the found boxes that show an object which does not count (too small, hidden, cut by the border): it is
 * neither missed nor false, whatever its class: what can hardly be seen can hardly be named. A box that fits an object
 * which counts always stays.
 */
export function withoutIgnored<Found extends MaybeClassedBox>(
  counted: readonly MaybeClassedBox[],
  ignored: readonly Box[],
  found: readonly Found[],
  minOverlap = 0.5,
): readonly Found[] {
  if (ignored.length === 0 || found.length === 0) return found;
  const costs = Float64Array.from(
    counted.flatMap((truth) => found.map((box) => cost(truth, box, minOverlap))),
  );
  const kept = new Set(assign(costs, counted.length, found.length, forbidden));
  return found.filter((box, at) => kept.has(at) || !ignored.some((truth) => shows(box, truth, minOverlap)));
}

const forbidden = 1e6;

function cost(truth: MaybeClassedBox, box: MaybeClassedBox, minOverlap: number): number {
  const overlap = truth.class === box.class ? intersectionOverUnion(truth, box) : 0;
  return overlap >= minOverlap ? 1 - overlap : forbidden;
}

function shows(box: Box, truth: Box, minOverlap: number): boolean {
  return intersectionOverUnion(box, truth) >= minOverlap || coveredShare(box, truth) >= hiddenShare;
}
