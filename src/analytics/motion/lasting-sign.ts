/** A state that is believed once it has held for a while, and over once it has not held for a while. */
export class LastingSign {
  readonly #holdSeconds: number;
  readonly #releaseSeconds: number;
  #holdsSince: number | undefined;
  #heldAt = 0;

  constructor(holdSeconds: number, releaseSeconds: number) {
    this.#holdSeconds = holdSeconds;
    this.#releaseSeconds = releaseSeconds;
  }

  /** Notes whether it holds at `clock`, seconds. */
  update(holds: boolean, clock: number): void {
    if (holds) {
      this.#holdsSince ??= clock;
      this.#heldAt = clock;
    } else if (this.since(clock) === undefined || clock - this.#heldAt >= this.#releaseSeconds) {
      this.#holdsSince = undefined;
    }
  }

  /** Whether it holds, or has held until a moment ago, believed or not. */
  get isDoubted(): boolean {
    return this.#holdsSince !== undefined;
  }

  /** Since when it has held, once believed. */
  since(clock: number): number | undefined {
    const since = this.#holdsSince;
    return since !== undefined && clock - since >= this.#holdSeconds ? since : undefined;
  }
}
