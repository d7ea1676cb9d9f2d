/** Ends a connection that stays silent too long; its signal also follows the caller's. */
export class StreamWatch {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #follow = () => this.#controller.abort();
  readonly #timer: NodeJS.Timeout;
  #lastMs = performance.now();
  /** true when the silence ended the connection, not the caller */
  stalled = false;

  constructor(outer: AbortSignal, silenceMs: number) {
    this.#outer = outer;
    outer.addEventListener('abort', this.#follow);
    this.#timer = setInterval(
      () => {
        if (this.silentMs > silenceMs) {
          this.stalled = true;
          this.#controller.abort();
        }
      },
      Math.min(500, silenceMs / 4),
    );
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** How long nothing came, milliseconds. */
  get silentMs(): number {
    return performance.now() - this.#lastMs;
  }

  /** Something came. */
  seen(): void {
    this.#lastMs = performance.now();
  }

  /** Ends the watch. */
  stop(): void {
    clearInterval(this.#timer);
    this.#outer.removeEventListener('abort', this.#follow);
  }
}
