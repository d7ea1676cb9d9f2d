import type { Box } from '#analytics/geometry/boxes.ts';

/**
 * `tentative`: seen too few times to be believed; `confirmed`: believed and seen in the last picture;
 * `lost`: believed, but hidden or missed, its box is where it should be by now.
 */
export type TrackState = 'tentative' | 'confirmed' | 'lost';

/** One object followed over pictures, as it stood after an update; never changed afterwards. */
export interface Track extends Box {
  /** Number of the object, never given twice by one tracker, not even after `reset`. */
  readonly id: number;
  /** Index in the labels of the model: the class with the greatest sum of scores so far. */
  readonly classId: number;
  /** Confidence, 0…1, smoothed over the pictures that saw it. */
  readonly score: number;
  /** Event time of the box: that of the update. */
  readonly timeMs: number;
  /** Event time of the first picture that saw it. */
  readonly firstSeenMs: number;
  /** Event time of the last picture that saw it; `timeMs` unless it is missed in this one. */
  readonly lastSeenMs: number;
  readonly state: TrackState;
  /** Median of its last 25 scores, 0…1. */
  readonly medianScore: number;
  /** Event time since when it has kept its place, or null while it moves. */
  readonly stillSinceMs: number | null;
  /** Pictures that saw it. */
  readonly hits: number;
  /** Speed of the middle of the box, pixels a second. */
  readonly velocityX: number;
  readonly velocityY: number;
}
