import type { LiveHead } from '#features/video-analysis/live-schema.ts';

/** Takes one picture; a viewer that lags leaves pictures out itself. */
export type LiveListener = (head: LiveHead, jpeg: Uint8Array) => void;

/** What the viewers want together. */
export interface Watched {
  readonly cameraIds: readonly number[];
  readonly framesPerSecond: number;
}

interface Viewer {
  readonly cameraIds: ReadonlySet<number>;
  readonly framesPerSecond: number;
  readonly listener: LiveListener;
}

/** Hands live pictures to their viewers, and tells what all of them want. */
export class LiveHub {
  readonly #viewers = new Set<Viewer>();
  readonly #onWatched: (watched: Watched) => void;

  constructor(onWatched: (watched: Watched) => void) {
    this.#onWatched = onWatched;
  }

  /** Returns the function that ends the subscription. */
  subscribe(cameraIds: readonly number[], framesPerSecond: number, listener: LiveListener): () => void {
    const viewer = { cameraIds: new Set(cameraIds), framesPerSecond, listener };
    this.#viewers.add(viewer);
    this.#onWatched(this.watched());
    return () => {
      if (this.#viewers.delete(viewer)) this.#onWatched(this.watched());
    };
  }

  /** Every watched camera, and the greatest speed anyone asks for. */
  watched(): Watched {
    const viewers = [...this.#viewers];
    return {
      cameraIds: [...new Set(viewers.flatMap((viewer) => [...viewer.cameraIds]))].sort((a, b) => a - b),
      framesPerSecond: Math.max(0, ...viewers.map((viewer) => viewer.framesPerSecond)),
    };
  }

  /** Gives the picture to those who watch its camera. */
  publish(head: LiveHead, jpeg: Uint8Array): void {
    for (const viewer of this.#viewers) {
      if (viewer.cameraIds.has(head.cameraId)) viewer.listener(head, jpeg);
    }
  }
}
