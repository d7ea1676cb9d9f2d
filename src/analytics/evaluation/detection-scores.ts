import { type Box, intersectionOverUnion } from '#analytics/geometry/boxes.ts';
import { assign } from '#analytics/tracking/assignment.ts';
import { withoutIgnored } from './ignored-objects.ts';

/** A box of a class. */
export interface ClassedBox extends Box {
  readonly class: string;
}

/** One picture: objects to be found, objects that may be found or not, and what was found. */
export interface DetectionFrame {
  readonly counted: readonly ClassedBox[];
  readonly ignored: readonly ClassedBox[];
  readonly found: readonly ClassedBox[];
}

/** How well a class is found, 0…1; `undefined` where there was nothing to find, or nothing was found. */
export interface ClassScore {
  readonly name: string;
  readonly recall: number | undefined;
  readonly precision: number | undefined;
  readonly truths: number;
  readonly found: number;
  readonly matches: number;
}

/** Recall and precision of each class over all pictures; a box fits an object of its class from `minOverlap` on. */
export function detectionScores(frames: readonly DetectionFrame[], minOverlap = 0.5): readonly ClassScore[] {
  const scores = new Map<string, { truths: number; found: number; matches: number }>();
  for (const frame of frames) {
    const kept = withoutIgnored(frame.counted, frame.ignored, frame.found, minOverlap);
    for (const name of new Set([...frame.counted, ...kept].map((box) => box.class))) {
      const score = scores.get(name) ?? { truths: 0, found: 0, matches: 0 };
      scores.set(name, score);
      const counted = frame.counted.filter((box) => box.class === name);
      const found = kept.filter((box) => box.class === name);
      score.truths += counted.length;
      score.found += found.length;
      score.matches += foundOf(counted, found, minOverlap).filter(Boolean).length;
    }
  }
  return [...scores]
    .map(([name, { truths, found, matches }]) => ({
      name,
      recall: truths === 0 ? undefined : matches / truths,
      precision: found === 0 ? undefined : matches / found,
      truths,
      found,
      matches,
    }))
    .sort((a, b) => b.truths - a.truths || (a.name < b.name ? -1 : 1));
}

const forbidden = 1e6;

/** For each true box whether a found one fits it, each found box fitting one at most. */
export function foundOf(
  counted: readonly Box[],
  found: readonly Box[],
  minOverlap = 0.5,
): readonly boolean[] {
  const costs = Float64Array.from(
    counted.flatMap((truth) =>
      found.map((box) => {
        const overlap = intersectionOverUnion(truth, box);
        return overlap >= minOverlap ? 1 - overlap : forbidden;
      }),
    ),
  );
  const columns = assign(costs, counted.length, found.length, forbidden);
  return counted.map((_, row) => (columns[row] ?? -1) !== -1);
}
