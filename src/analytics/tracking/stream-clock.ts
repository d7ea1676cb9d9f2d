/** A longer step between two pictures of one stream is a jump of its clock. */
const longestStepMs = 10_000;
const inertia = 0.8;

/** One step of the clock. */
export interface ClockStep {
  /** the time told */
  readonly now: number;
  /** time that has passed */
  readonly stepMs: number;
  /** what every earlier time must be put forward by, so that only `stepMs` lies between it and now */
  readonly jumpMs: number;
}

/** Knows time that passes from a clock that jumps: times that run backwards, or hours ahead (NTP, PTS wrap). */
export class StreamClock {
  #lastMs: number | undefined;
  #usualMs = 0;
  /** the next step is real, however long: pictures were missing */
  #isResumed = false;

  /** Goes on to the time of the next picture. */
  advance(timeMs: number): ClockStep {
    const last = this.#lastMs;
    const isResumed = this.#isResumed;
    const now = Number.isFinite(timeMs) ? timeMs : (last ?? 0) + this.#usualMs;
    this.#lastMs = now;
    this.#isResumed = false;
    if (last === undefined) return { now, stepMs: 0, jumpMs: 0 };
    const stepMs = now - last;
    if (stepMs < 0 || (stepMs > longestStepMs && !isResumed)) {
      return { now, stepMs: this.#usualMs, jumpMs: stepMs - this.#usualMs };
    }
    if (stepMs > 0 && stepMs <= longestStepMs) {
      this.#usualMs = this.#usualMs === 0 ? stepMs : inertia * this.#usualMs + (1 - inertia) * stepMs;
    }
    return { now, stepMs, jumpMs: 0 };
  }

  /** The time of the last picture, or undefined before the first. */
  get lastMs(): number | undefined {
    return this.#lastMs;
  }

  /** Goes on after pictures were missing: the next step may be long. */
  resume(lastMs: number | undefined): void {
    this.#lastMs = lastMs;
    this.#isResumed = true;
  }

  reset(): void {
    this.#lastMs = undefined;
    this.#isResumed = false;
  }
}
