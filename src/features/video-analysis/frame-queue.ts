/** What must be given back once nobody reads it any more. */
interface Releasable {
  release(): void;
}

/**
 * Pictures that wait for analysis: at most `capacity`.
 * A picture that finds no room pushes the oldest out, so that what is analysed is always recent.
 */
export class FrameQueue<Frame extends Releasable> {
  readonly #frames: Frame[] = [];
  readonly #capacity: number;
  #waiting: ((frame: Frame | undefined) => void) | undefined;
  #closed = false;
  #dropped = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Pictures pushed out so far. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Adds the newest picture; one given to a closed queue is released. */
  push(frame: Frame): void {
    if (this.#closed) {
      frame.release();
      return;
    }
    if (this.#waiting) {
      const resolve = this.#waiting;
      this.#waiting = undefined;
      resolve(frame);
      return;
    }
    if (this.#frames.length >= this.#capacity) {
      this.#frames.shift()?.release();
      this.#dropped += 1;
    }
    this.#frames.push(frame);
  }

  /** The oldest picture, once there is one; `undefined` when the queue is closed and empty. */
  take(): Promise<Frame | undefined> {
    const frame = this.#frames.shift();
    if (frame || this.#closed) return Promise.resolve(frame);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  /** Ends the queue: pictures in it can still be taken, unless `discard` releases them. */
  close(discard: boolean): void {
    this.#closed = true;
    if (discard) for (const frame of this.#frames.splice(0)) frame.release();
    this.#waiting?.(undefined);
    this.#waiting = undefined;
  }
}
