import type { Box } from '#analytics/geometry/boxes.ts';
import { MotionFilter, type MotionNoise, motionStateLength } from './motion-filter.ts';
import type { Track, TrackState } from './track.ts';

/** Size of the picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Share of the picture within which a box touches its border. */
export const borderShare = 0.01;

/** One detection, taken out of its columns. */
export interface Observation {
  readonly box: Box;
  readonly score: number;
  readonly classId: number;
}

const scoreInertia = 0.8;
/** What is shown lies between the estimate, which is steady but late, and the observation, which trembles. */
const observedShare = 0.5;
/** Steps of the imagined path through a gap. */
const maxImaginedSteps = 8;

/** A track while it lives: its motion, its votes, what saw it. */
export class TrackedObject {
  readonly id: number;
  readonly firstSeenMs: number;
  state: TrackState = 'tentative';
  hits = 1;
  lastSeenMs: number;
  /** Updates in a row that missed it. */
  misses = 0;
  score: number;
  classId: number;
  lastBox: Box;
  readonly #motion: MotionFilter;
  readonly #stateWhenSeen = new Float64Array(motionStateLength);
  readonly #votes = new Map<number, number>();
  #expected: Box;

  constructor(id: number, seen: Observation, timeMs: number, noise: MotionNoise) {
    this.id = id;
    this.firstSeenMs = timeMs;
    this.lastSeenMs = timeMs;
    this.score = seen.score;
    this.classId = seen.classId;
    this.lastBox = seen.box;
    this.#motion = new MotionFilter(noise, seen.box);
    this.#motion.save(this.#stateWhenSeen);
    this.#votes.set(seen.classId, seen.score);
    this.#expected = seen.box;
  }

  /** Where it should be by now. */
  get expected(): Box {
    return this.#expected;
  }

  /** Speed of its middle, pixels a second. */
  get velocityX(): number {
    return this.#motion.velocityX;
  }

  get velocityY(): number {
    return this.#motion.velocityY;
  }

  get uncertainty(): number {
    return this.#motion.uncertainty();
  }

  predict(seconds: number, picture?: PictureSize): void {
    if (this.misses === 1 && picture) this.#enter(picture);
    if (this.misses > 0) this.#motion.holdSize();
    this.#motion.predict(seconds);
    this.#expected = this.#motion.box();
  }

  see(seen: Observation, timeMs: number, doubt: number): void {
    if (this.misses > 0) this.#relive(seen.box, timeMs);
    this.#motion.correct(seen.box, doubt);
    this.#motion.save(this.#stateWhenSeen);
    this.#expected = this.#motion.box();
    this.lastBox = seen.box;
    this.lastSeenMs = timeMs;
    this.misses = 0;
    this.hits++;
    this.score = scoreInertia * this.score + (1 - scoreInertia) * seen.score;
    this.#vote(seen);
  }

  snapshot(timeMs: number): Track {
    const shown = this.misses > 0 ? this.#expected : between(this.#expected, this.lastBox, observedShare);
    return {
      id: this.id,
      classId: this.classId,
      score: this.score,
      left: shown.left,
      top: shown.top,
      right: shown.right,
      bottom: shown.bottom,
      timeMs,
      firstSeenMs: this.firstSeenMs,
      lastSeenMs: this.lastSeenMs,
      state: this.state,
      medianScore: this.score,
      stillSinceMs: null,
      hits: this.hits,
      velocityX: this.#motion.velocityX,
      velocityY: this.#motion.velocityY,
    };
  }

  #enter({ width, height }: PictureSize): void {
    const { left, top, right, bottom } = this.lastBox;
    const { velocityX, velocityY } = this.#motion;
    const isAt = (side: number, length: number) => Math.abs(side) <= borderShare * length;
    const fromLeft = isAt(left, width) && velocityX > 0;
    const fromRight = isAt(right - width, width) && velocityX < 0;
    const fromTop = isAt(top, height) && velocityY > 0;
    const fromBottom = isAt(bottom - height, height) && velocityY < 0;
    this.#motion.followFreeSide(Number(fromLeft) - Number(fromRight), Number(fromTop) - Number(fromBottom));
  }

  /** Replays the gap along the straight way between both observations. OC-SORT, §3.2: observation-centric re-update. */
  #relive(box: Box, timeMs: number): void {
    const steps = Math.min(this.misses + 1, maxImaginedSteps);
    const seconds = (timeMs - this.lastSeenMs) / 1000 / steps;
    this.#motion.restore(this.#stateWhenSeen);
    for (let step = 1; step < steps; step++) {
      this.#motion.predict(seconds);
      this.#motion.correct(between(this.lastBox, box, step / steps));
    }
    this.#motion.predict(seconds);
  }

  #vote(seen: Observation): void {
    const votes = (this.#votes.get(seen.classId) ?? 0) + seen.score;
    this.#votes.set(seen.classId, votes);
    if (votes > (this.#votes.get(this.classId) ?? 0)) this.classId = seen.classId;
  }
}

function between(a: Box, b: Box, share: number): Box {
  return {
    left: a.left + (b.left - a.left) * share,
    top: a.top + (b.top - a.top) * share,
    right: a.right + (b.right - a.right) * share,
    bottom: a.bottom + (b.bottom - a.bottom) * share,
  };
}
