import type { SourceNotice } from '#features/video-analysis/ports.ts';
import type { Clock } from '#foundation/clock.ts';

const periodMs = 30_000;

/** Tells of corrupt packets once per period, however many there are. */
export class CorruptionReport {
  readonly #clock: Clock;
  readonly #onNotice: (notice: SourceNotice) => void;
  #told = 0;
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, onNotice: (notice: SourceNotice) => void) {
    this.#clock = clock;
    this.#onNotice = onNotice;
  }

  /** `total` packets of this connection were corrupt so far. */
  update(total: number): void {
    if (total > this.#told && this.#clock() - this.#toldMs >= periodMs) {
      this.finish(total);
    }
  }

  /** Tells what was not told yet. */
  finish(total: number): void {
    if (total > this.#told) {
      this.#onNotice({ kind: 'corrupt', packets: total - this.#told });
      this.#told = total;
      this.#toldMs = this.#clock();
    }
  }
}
