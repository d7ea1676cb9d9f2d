import type { MotionNoise } from './motion-filter.ts';

/** What a tracker may be told; each has a default that suits a street camera at 5 to 30 pictures a second. */
export interface TrackerOptions {
  /** Labels of the model by class index: lets a car that is a truck for one picture keep its number. */
  readonly labels?: readonly string[];
  /** A detection this sure may begin a track. */
  readonly confidence?: number;
  /** A detection this sure may go on a track that was there in the picture before. */
  readonly lowConfidence?: number;
  /** Pictures that must see an object before it is believed. */
  readonly confirmHits?: number;
  /** Time an object may stay unseen before it is forgotten, milliseconds. */
  readonly maxLostMs?: number;
  /** Longest time a thing that stood still may stay unseen; persons and animals a minute at most. */
  readonly maxHiddenMs?: number;
  /** Least overlap (IoU of the widened boxes) of an object and a detection. */
  readonly minOverlap?: number;
  readonly noise?: MotionNoise;
}

/** The options with every default filled in. */
export type TrackerSettings = Required<Omit<TrackerOptions, 'labels'>>;

/** Share of `confidence` from which the detector should report, so that faint detections go tracks on. */
const lowConfidenceShare = 0.5;

/** Fills the defaults in. */
export function trackerSettings(options: TrackerOptions): TrackerSettings {
  const confidence = options.confidence ?? 0.4;
  return {
    confidence,
    lowConfidence: options.lowConfidence ?? confidence * lowConfidenceShare,
    confirmHits: options.confirmHits ?? 3,
    maxLostMs: options.maxLostMs ?? 3000,
    maxHiddenMs: options.maxHiddenMs ?? 15 * 60_000,
    minOverlap: options.minOverlap ?? 0.25,
    noise: options.noise ?? { observation: 0.08, acceleration: 0.6, growth: 0.2, firstSpeed: 3 },
  };
}
