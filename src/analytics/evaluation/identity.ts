import { assign } from '#analytics/tracking/assignment.ts';
import { type EvaluatedFrame, indexOfIds, overlapsOf } from './sequence.ts';

/** Identity figures, 0…1: how much of each object's life one and the same track covers. */
export interface IdentityScores {
  readonly idf1: number | undefined;
  readonly idPrecision: number | undefined;
  readonly idRecall: number | undefined;
}

/**
 * Pairs whole objects with whole tracks so that they share as many boxes (IoU ≥ `minOverlap`) as can be.
 * Ristani et al. 2016, §4.
 */
export function identityScores(frames: readonly EvaluatedFrame[], minOverlap = 0.5): IdentityScores {
  const objects = indexOfIds(frames.map((frame) => frame.truth));
  const tracks = indexOfIds(frames.map((frame) => frame.found));
  const costs = new Float64Array(objects.size * tracks.size);
  let truths = 0;
  let found = 0;
  for (const frame of frames) {
    truths += frame.truth.length;
    found += frame.found.length;
    const rows = frame.truth.map((box) => objects.get(box.id)!);
    const columns = frame.found.map((box) => tracks.get(box.id)!);
    overlapsOf(frame).forEach((overlap, at) => {
      if (overlap < minOverlap) return;
      const row = rows[Math.floor(at / columns.length)]!;
      costs[row * tracks.size + columns[at % columns.length]!]!--;
    });
  }
  let shared = 0;
  assign(costs, objects.size, tracks.size, 0).forEach((column, row) => {
    if (column !== -1) shared -= costs[row * tracks.size + column]!;
  });
  return {
    idf1: truths + found === 0 ? undefined : (2 * shared) / (truths + found),
    idPrecision: found === 0 ? undefined : shared / found,
    idRecall: truths === 0 ? undefined : shared / truths,
  };
}
