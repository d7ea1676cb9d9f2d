import type { LiveHead } from '#features/video-analysis/live-schema.ts';

/** Takes one picture; a promise says when it can take the next. */
export type LiveListener = (head: LiveHead, jpeg: Uint8Array) => void | Promise<void>;

/** What the viewers want together. */
export interface Watched {
  readonly cameraIds: readonly number[];
  readonly framesPerSecond: number;
}

interface Lane {
  busy: boolean;
  next: { readonly head: LiveHead; readonly jpeg: Uint8Array } | undefined;
}

interface Subscriber {
  readonly cameraIds: ReadonlySet<number>;
  readonly framesPerSecond: number;
  readonly listener: LiveListener;
  readonly lanes: Map<number, Lane>;
}

/** Hands live pictures to viewers: a slow one gets fewer, and at most two of a camera wait for it. */
export class LiveHub {
  readonly #subscribers = new Set<Subscriber>();
  readonly #onWatched: (watched: Watched) => void;

  constructor(onWatched: (watched: Watched) => void) {
    this.#onWatched = onWatched;
  }

  /** Returns the function that ends the subscription. */
  subscribe(cameraIds: readonly number[], framesPerSecond: number, listener: LiveListener): () => void {
    const subscriber = { cameraIds: new Set(cameraIds), framesPerSecond, listener, lanes: new Map() };
    this.#subscribers.add(subscriber);
    this.#onWatched(this.watched());
    return () => {
      if (this.#subscribers.delete(subscriber)) this.#onWatched(this.watched());
    };
  }

  watched(): Watched {
    const all = [...this.#subscribers];
    return {
      cameraIds: [...new Set(all.flatMap((subscriber) => [...subscriber.cameraIds]))].sort((a, b) => a - b),
      framesPerSecond: Math.max(0, ...all.map((subscriber) => subscriber.framesPerSecond)),
    };
  }

  publish(head: LiveHead, jpeg: Uint8Array): void {
    for (const subscriber of this.#subscribers) {
      if (!subscriber.cameraIds.has(head.cameraId)) continue;
      const lane = subscriber.lanes.get(head.cameraId) ?? { busy: false, next: undefined };
      subscriber.lanes.set(head.cameraId, lane);
      lane.next = { head, jpeg };
      if (!lane.busy) void this.#serve(subscriber, lane);
    }
  }

  async #serve(subscriber: Subscriber, lane: Lane): Promise<void> {
    lane.busy = true;
    try {
      while (lane.next && this.#subscribers.has(subscriber)) {
        const { head, jpeg } = lane.next;
        lane.next = undefined;
        await subscriber.listener(head, jpeg);
      }
    } catch {
      // The viewer is gone; its connection ends the subscription.
    } finally {
      lane.busy = false;
    }
  }
}
