import type { Detections } from '#analytics/detection/detections.ts';
import { type Box, movedBy } from '#analytics/geometry/boxes.ts';

/** One detection, taken out of its columns. */
export interface Observation {
  readonly box: Box;
  readonly score: number;
  readonly classId: number;
}

/** A way in pixels, to the right and down. */
export interface Shift {
  readonly x: number;
  readonly y: number;
}

/**
 * Takes detections out of their columns; sides that are crossed, or no numbers at all, are none. `shift` is how far the
 * picture lies from its usual place: boxes are told where they would be without.
 */
export function observationsOf(detections: Detections, shift: Shift | undefined): readonly Observation[] {
  const all = Array.from({ length: detections.count }, (_, index) => observationAt(detections, index));
  const proper = all.filter(({ box }) => isProperBox(box));
  if (shift === undefined || (shift.x === 0 && shift.y === 0)) return proper;
  return proper.map((one) => ({ ...one, box: movedBy(one.box, -shift.x, -shift.y) }));
}

/** Whether it has sides that are not crossed. */
export function isProperBox({ left, top, right, bottom }: Box): boolean {
  return right > left && bottom > top && Number.isFinite(left + top + right + bottom);
}

function observationAt(detections: Detections, index: number): Observation {
  const at = index * 4;
  const boxes = detections.boxesXyxy;
  return {
    box: { left: boxes[at]!, top: boxes[at + 1]!, right: boxes[at + 2]!, bottom: boxes[at + 3]! },
    score: detections.scores[index]!,
    classId: detections.classIds[index]!,
  };
}

/** Detections not yet given to an object. */
export class Pool {
  readonly #observations: Set<Observation>;

  constructor(observations: readonly Observation[]) {
    this.#observations = new Set(observations);
  }

  take(observation: Observation): void {
    this.#observations.delete(observation);
  }

  free(): readonly Observation[] {
    return [...this.#observations];
  }
}
