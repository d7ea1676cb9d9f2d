/** Counts how long a process says nothing, without the time in which it would have run but had no processor. */
export class Silence {
  #ms = 0;
  #waitedMs: number | undefined;

  /** Milliseconds it could have spoken in. */
  get ms(): number {
    return this.#ms;
  }

  heard(): void {
    this.#ms = 0;
  }

  /** So much time went by; `waitedMs` is what the process has waited for a processor since its start, where it is known. */
  goesOn(elapsedMs: number, waitedMs: number | undefined): void {
    const waited = waitedMs === undefined ? 0 : waitedMs - (this.#waitedMs ?? waitedMs);
    this.#waitedMs = waitedMs;
    // A wait is told when it is over, and may be longer than the time since the last look.
    this.#ms = Math.max(0, this.#ms + elapsedMs - waited);
  }
}
