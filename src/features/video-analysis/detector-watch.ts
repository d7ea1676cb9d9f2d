/** Before its first answer a detector may compile its network. */
const startMs = 60_000;
const usualMs = 2500;
/** A detector that is merely slow takes no more than so many times its longest answer. */
const slowness = 8;

/** The detector does not answer: only a new process helps. */
export class DetectorStuck extends Error {
  constructor() {
    super('The detector does not answer.');
  }
}

/** Knows from the answers a detector gave to all cameras when it has stopped answering; times never jump. */
export class DetectorWatch {
  #answeredMs = Number.NEGATIVE_INFINITY;
  #longestMs: number | undefined;

  answered(askedMs: number, nowMs: number): void {
    this.#answeredMs = nowMs;
    this.#longestMs = Math.max(this.#longestMs ?? 0, nowMs - askedMs);
  }

  /** Begins to wait anew: nothing could be answered until now. */
  excuse(nowMs: number): void {
    this.#answeredMs = nowMs;
  }

  /** True when the one that waits longest, since `askedMs`, and everyone else got no answer for too long. */
  isStuck(askedMs: number, nowMs: number): boolean {
    const limitMs =
      this.#longestMs === undefined
        ? startMs
        : Math.min(startMs, Math.max(usualMs, slowness * this.#longestMs));
    return nowMs - Math.max(askedMs, this.#answeredMs) > limitMs || nowMs - askedMs > startMs;
  }
}
