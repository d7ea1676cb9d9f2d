const firstMs = 1000;
const longestMs = 30_000;
const stableMs = 60_000;

/** Waits between attempts to connect: 1 s, doubled up to 30 s, scattered by a quarter so that cameras do not all return at once. */
export class BackOff {
  readonly #random: () => number;
  #nextMs = firstMs;

  /** `random` gives numbers 0…1. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** How long to wait after a connection that delivered pictures for `deliveredMs` (0: none came). */
  next(deliveredMs: number): number {
    if (deliveredMs >= stableMs) {
      this.reset();
    }
    const waitMs = this.#nextMs * (0.75 + 0.5 * this.#random());
    this.#nextMs = Math.min(longestMs, this.#nextMs * 2);
    return Math.round(Math.min(longestMs, waitMs));
  }

  /** The camera is back: begin with the shortest wait. */
  reset(): void {
    this.#nextMs = firstMs;
  }
}
