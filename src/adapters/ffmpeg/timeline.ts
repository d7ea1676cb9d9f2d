/** A stamp further ahead of its arrival than this is a jump of the camera's clock. */
const jumpMs = 5000;
const slewShare = 0.001;
const slewLimitMs = 1000;

/**
 * Turns the stream's own stamps into event time, which never goes back. The first stamp after `anchor` stands for
 * the moment given there; a stamp that goes back or leaps ahead anchors the stream anew.
 */
export class Timeline {
  #offsetMs: number | undefined;
  #anchorMs = 0;
  #fresh = true;
  #lastStampMs = 0;
  #lastArrivalMs = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** The next stamp, or `stampMs` where it is known, stands for `atMs`; never before the last picture. */
  anchor(atMs: number, stampMs?: number): void {
    this.#offsetMs = stampMs === undefined ? undefined : atMs - stampMs;
    this.#anchorMs = atMs;
    this.#fresh = true;
  }

  /** Event time of a stamp of a live stream; `jumped` when the stream's clock was set anew. */
  live(stampMs: number, arrivedMs: number): { readonly timeMs: number; readonly jumped: boolean } {
    const jumped = !this.#fresh && this.#isJump(stampMs, arrivedMs);
    if (jumped) {
      this.anchor(arrivedMs);
    }
    const timeMs = this.#advance(stampMs, arrivedMs);
    this.#follow(arrivedMs - timeMs);
    this.#lastArrivalMs = arrivedMs;
    return { timeMs, jumped };
  }

  /** Event time of a stamp of a file. */
  file(stampMs: number): number {
    return this.#advance(stampMs, Number.POSITIVE_INFINITY);
  }

  /** Moves the stamps to come by so much: a paced file that fell behind the clock. */
  shift(byMs: number): void {
    if (this.#offsetMs !== undefined) {
      this.#offsetMs += byMs;
    }
  }

  /** The clock was set by so much though no time passed: event time goes along, and what lies behind with it. */
  step(byMs: number): void {
    this.shift(byMs);
    this.#anchorMs += byMs;
    this.#lastArrivalMs += byMs;
    this.#lastMs += byMs;
  }

  /** True until the first stamp after an anchor. */
  get isFresh(): boolean {
    return this.#fresh;
  }

  /** The last stamp given. */
  get lastStampMs(): number {
    return this.#lastStampMs;
  }

  /** Event time of the last picture; before the first, minus infinity. */
  get lastMs(): number {
    return this.#lastMs;
  }

  #isJump(stampMs: number, arrivedMs: number): boolean {
    const step = stampMs - this.#lastStampMs;
    return step <= 0 || step > arrivedMs - this.#lastArrivalMs + jumpMs;
  }

  /** A camera's clock runs a little fast or slow: follow ours so slowly that no speed is falsified. */
  #follow(lagMs: number): void {
    if (this.#offsetMs !== undefined && lagMs > 0) {
      this.#offsetMs += Math.min(slewLimitMs, lagMs) * slewShare;
    }
  }

  #advance(stampMs: number, latestMs: number): number {
    let offsetMs = this.#offsetMs ?? Math.max(this.#anchorMs, this.#lastMs + 1) - stampMs;
    // Nothing arrives before it was filmed: a stamp ahead of its arrival shows that the anchor was late.
    offsetMs = Math.min(offsetMs, latestMs - stampMs);
    const timeMs = Math.max(stampMs + offsetMs, this.#lastMs + 1);
    this.#offsetMs = offsetMs;
    this.#fresh = false;
    this.#lastStampMs = stampMs;
    this.#lastMs = timeMs;
    return timeMs;
  }
}
