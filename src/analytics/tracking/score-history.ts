import { median } from './stillness.ts';

/** Scores that the median is made of. */
const remembered = 25;

/** The last scores of an object and their median. */
export class ScoreHistory {
  #scores: number[];
  #median: number | undefined;

  constructor(first: number) {
    this.#scores = [first];
  }

  /** Takes up what was saved. */
  restore(scores: readonly number[]): void {
    this.#scores = scores.slice(-remembered);
    this.#median = undefined;
  }

  add(score: number): void {
    if (this.#scores.push(score) > remembered) this.#scores.shift();
    this.#median = undefined;
  }

  /** The median of the last 25 scores. */
  get median(): number {
    this.#median ??= median(this.#scores);
    return this.#median;
  }

  /** The scores it remembers, the oldest first. */
  get scores(): readonly number[] {
    return this.#scores;
  }
}
