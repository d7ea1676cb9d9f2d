const dayMs = 86_400_000;
/** Numbers that viewers see: far more than one picture ever holds. */
const numbers = 1_000_000;

/**
 * The numbers under which viewers see objects: those of the tracker, moved on by a secret of the day that lives in
 * memory only. The same object has another number the next day, after a restart and on another camera.
 */
export class TrackNumbers {
  readonly #random: (below: number) => number;
  #day: number | undefined;
  #offset = 0;

  /** `random` answers a whole number, at least 0 and below what it is given. */
  constructor(random: (below: number) => number) {
    this.#random = random;
  }

  /** The number of a track at a time, milliseconds since 1970. */
  of(trackId: number, timeMs: number): number {
    const day = Math.floor(timeMs / dayMs);
    if (day !== this.#day) {
      this.#day = day;
      this.#offset = this.#random(numbers);
    }
    return ((trackId + this.#offset) % numbers) + 1;
  }
}
