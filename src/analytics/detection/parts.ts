import { areaOf, sharedArea } from './box-columns.ts';
import type { Candidates } from './candidates.ts';

/** Long vehicles, whose cab or half a detector also takes for a whole one. A car before a lorry is no part of it. */
const longVehicles = new Set(['truck', 'bus']);

/** A part lies in its whole by this share of its own area at least. */
const insideShare = 0.85;
/** The whole must be believed by this share of the part's score: a faint box round two lorries is no whole. */
const wholeScoreShare = 0.6;

/** The kept boxes without those that are a part of a longer vehicle also kept. */
export function withoutParts(
  { boxesXyxy, scores, classIds }: Candidates,
  kept: readonly number[],
  labels: readonly string[],
): number[] {
  const isLong = (index: number) => longVehicles.has(labels[classIds[index]!] ?? '');
  const isPart = (part: number) =>
    kept.some(
      (whole) =>
        whole !== part &&
        isLong(whole) &&
        scores[whole]! >= wholeScoreShare * scores[part]! &&
        areaOf(boxesXyxy, whole) > areaOf(boxesXyxy, part) &&
        sharedArea(boxesXyxy, whole, part) >= insideShare * areaOf(boxesXyxy, part),
    );
  return kept.filter((index) => !isLong(index) || !isPart(index));
}
