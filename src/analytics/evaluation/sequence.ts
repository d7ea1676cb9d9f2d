import { type Box, intersectionOverUnion } from '#analytics/geometry/boxes.ts';

/** A box of a known object, or of a track; boxes of two different classes never fit each other. */
export interface IdentifiedBox extends Box {
  readonly id: number;
  readonly class?: string;
}

/** One picture: what is there, and what was said to be there. */
export interface EvaluatedFrame {
  readonly truth: readonly IdentifiedBox[];
  readonly found: readonly IdentifiedBox[];
}

/** Overlap of every true box (row) with every found one (column), row after row. */
export function overlapsOf(frame: EvaluatedFrame): Float64Array {
  const columns = frame.found.length;
  const overlaps = new Float64Array(frame.truth.length * columns);
  frame.truth.forEach((truth, row) => {
    frame.found.forEach((found, column) => {
      if (truth.class === found.class) overlaps[row * columns + column] = intersectionOverUnion(truth, found);
    });
  });
  return overlaps;
}

/** Numbers the ids of a sequence 0, 1, 2… in the order they appear, for tables indexed by them. */
export function indexOfIds(frames: readonly (readonly IdentifiedBox[])[]): ReadonlyMap<number, number> {
  const index = new Map<number, number>();
  for (const boxes of frames) {
    for (const box of boxes) {
      if (!index.has(box.id)) index.set(box.id, index.size);
    }
  }
  return index;
}
