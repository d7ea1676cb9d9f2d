import type { Detections } from '#analytics/detection/detections.ts';
import type { Box } from '#analytics/geometry/boxes.ts';

/** One detection, taken out of its columns. */
export interface Observation {
  readonly box: Box;
  readonly score: number;
  readonly classId: number;
}

/** Takes detections out of their columns; sides that are crossed, or no numbers at all, are none. */
export function observationsOf(detections: Detections): readonly Observation[] {
  const all = Array.from({ length: detections.count }, (_, index) => observationAt(detections, index));
  return all.filter(({ box }) => isProperBox(box));
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
