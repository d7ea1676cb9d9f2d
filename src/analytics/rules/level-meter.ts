import type { Measurement } from './rule.ts';

/** Longest gap between two pictures over which a level still counts, milliseconds. */
function longestGapMs(framesPerSecond: number): number {
  return Math.max(2000, 3000 / framesPerSecond);
}

/** Weighs levels (a queue, bays taken) by the time they lasted: each picture speaks for the time since the one before. */
export class LevelMeter {
  readonly #longestGapMs: number;
  #lastMs: number | undefined;
  #taken: Measurement[] = [];

  constructor(framesPerSecond: number) {
    this.#longestGapMs = longestGapMs(framesPerSecond);
  }

  /** Notes the levels of a picture, by the name of their measure. */
  note(levels: Readonly<Record<string, number>>, timeMs: number): void {
    const weight = this.#lastMs === undefined ? 0 : timeMs - this.#lastMs;
    this.#lastMs = timeMs;
    if (weight <= 0 || weight > this.#longestGapMs) return;
    for (const [measure, value] of Object.entries(levels)) {
      this.#taken.push({ measure, class: null, part: '', value, weight });
    }
  }

  /** What was noted since the last call. */
  take(): readonly Measurement[] {
    const taken = this.#taken;
    this.#taken = [];
    return taken;
  }

  reset(): void {
    this.#lastMs = undefined;
  }
}
