/** Share of a period by which a picture may come early: cameras are never quite regular. */
const tolerance = 0.3;

/** Says which pictures viewers get, so that no more are encoded than asked for. */
export class LivePace {
  #periodMs = Number.POSITIVE_INFINITY;
  #nextMs = 0;

  /** Pictures a second; 0 when nobody watches. */
  set(framesPerSecond: number): void {
    const periodMs = framesPerSecond > 0 ? 1000 / framesPerSecond : Number.POSITIVE_INFINITY;
    if (periodMs !== this.#periodMs) this.#nextMs = 0;
    this.#periodMs = periodMs;
  }

  /** True when the picture at hand is for the viewers; the next one is then a period later. */
  isDue(nowMs: number): boolean {
    if (this.#periodMs === Number.POSITIVE_INFINITY || nowMs < this.#nextMs - this.#periodMs * tolerance)
      return false;
    const isLate = nowMs - this.#nextMs > this.#periodMs;
    this.#nextMs = (isLate ? nowMs : this.#nextMs) + this.#periodMs;
    return true;
  }
}
