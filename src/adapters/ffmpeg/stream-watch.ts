/** Ends a connection that stays silent too long; its signal also follows the caller's. */
export class StreamWatch {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #follow = () => this.#controller.abort();
  readonly #timer: NodeJS.Timeout;
  #lastMs = performance.now();
  /** how long the silence was that ended the connection; undefined when it was not silence that ended it */
  stalledMs: number | undefined;

  constructor(outer: AbortSignal, silenceMs: number) {
    this.#outer = outer;
    outer.addEventListener('abort', this.#follow);
    this.#timer = setInterval(
      () => {
        const silentMs = performance.now() - this.#lastMs;
        if (silentMs > silenceMs) {
          this.stalledMs ??= silentMs;
          this.#controller.abort();
        }
      },
      Math.min(500, silenceMs / 4),
    );
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
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
