/**
 * Chooses the frames to analyse so that `framesPerSecond` are kept on average, by their time in the stream.
 * A frame that comes up to half a frame early is taken rather than one that would come late.
 */
export class FrameSelection {
  readonly #intervalMs: number;
  #dueMs = Number.NEGATIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(framesPerSecond: number) {
    this.#intervalMs = Number.isFinite(framesPerSecond) && framesPerSecond > 0 ? 1000 / framesPerSecond : 0;
  }

  /** True when the frame at this time is to be analysed. */
  take(timeMs: number): boolean {
    const stepMs = timeMs - this.#lastMs;
    this.#lastMs = timeMs;
    const early = stepMs > 0 && stepMs < this.#intervalMs ? stepMs / 2 : 0;
    if (this.#intervalMs > 0 && timeMs + early < this.#dueMs) {
      return false;
    }
    const next = this.#dueMs + this.#intervalMs;
    this.#dueMs = Math.abs(next - timeMs) <= this.#intervalMs * 1.5 ? next : timeMs + this.#intervalMs;
    return true;
  }

  /** Forgets the frames before: the next one is taken. */
  reset(): void {
    this.#dueMs = Number.NEGATIVE_INFINITY;
    this.#lastMs = Number.NEGATIVE_INFINITY;
  }
}
