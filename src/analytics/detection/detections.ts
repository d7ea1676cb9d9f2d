/**
 * Objects found in one picture, as columns.
 * `boxesXyxy` holds four numbers an object: left, top, right, bottom, in pixels of the source picture.
 */
export interface Detections {
  readonly count: number;
  readonly boxesXyxy: Float32Array;
  /** Confidence of each, 0…1. */
  readonly scores: Float32Array;
  /** Index of each in the labels of the model. */
  readonly classIds: Uint16Array;
}
