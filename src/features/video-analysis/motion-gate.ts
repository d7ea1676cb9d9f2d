import type { PixelFacts } from '#analytics/motion/pixel-facts.ts';
import type { Track } from '#analytics/tracking/track.ts';

/** What is known of a picture before a detector has looked at it. */
export interface GateFacts {
  readonly timeMs: number;
  /** the picture before has little to do with this one */
  readonly discontinuity: boolean;
  readonly pixels: Pick<PixelFacts, 'moving' | 'lightChanged'>;
  /** the objects known from the pictures before */
  readonly tracks: readonly Pick<Track, 'state' | 'stillSinceMs'>[];
}

/** After a start the ground is not known yet, and what is there must be seen a few times to be believed. */
const settleMs = 3000;
/** What has just stopped is seen a little longer, so that it comes to rest in the tracker too. */
const afterglowMs = 1500;
/** However still the scene, so often it is looked at. */
const refreshMs = 4000;

/** Decides which pictures of one camera a detector looks at: all but those in which nothing can have changed. */
export class MotionGate {
  #firstMs: number | undefined;
  #lastLookMs = 0;
  #lastMotionMs = 0;
  #lastMs = 0;

  /** True when the picture is to be looked at; called for each picture in turn. */
  needsLook(facts: GateFacts): boolean {
    const { timeMs } = facts;
    if (facts.discontinuity || timeMs < this.#lastMs || this.#firstMs === undefined) this.#start(timeMs);
    this.#lastMs = timeMs;
    if (isLively(facts)) this.#lastMotionMs = timeMs;
    const needed =
      timeMs - (this.#firstMs ?? timeMs) < settleMs ||
      timeMs - this.#lastMotionMs < afterglowMs ||
      timeMs - this.#lastLookMs >= refreshMs;
    if (needed) this.#lastLookMs = timeMs;
    return needed;
  }

  #start(timeMs: number): void {
    this.#firstMs = timeMs;
    this.#lastMotionMs = timeMs;
  }
}

/** Something moves, or may: what was seen too few times to be believed, what is hidden on its way. */
function isLively({ pixels, tracks }: GateFacts): boolean {
  if (pixels.lightChanged || pixels.moving.length > 0) return true;
  return tracks.some(({ state, stillSinceMs }) => state === 'tentative' || stillSinceMs === null);
}
