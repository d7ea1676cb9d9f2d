import { mayChangeClass } from '#analytics/tracking/class-groups.ts';
import { StreamClock } from '#analytics/tracking/stream-clock.ts';
import type { Direction } from './counting-line.ts';
import type { Scene } from './scene.ts';

/** How long a count waits for its class: a bus that comes in passes for a lorry until its whole is seen. */
const settleMs = 1500;

/** Someone has gone over a line and is to be counted. */
export interface Count {
  readonly lineId: number;
  readonly direction: Direction;
  readonly class: string;
  /** event time of the picture that showed it */
  readonly timeMs: number;
}

interface Waiting extends Count {
  readonly trackId: number;
  /** how long it has waited */
  readonly waitedMs: number;
}

/**
 * Holds counts of what a detector takes for something else now and then, until it has been seen for a while: the count
 * keeps its time, only its class waits. What is gone meanwhile is counted as what it was.
 */
export class SettlingCounts {
  readonly #clock = new StreamClock();
  #waiting: readonly Waiting[] = [];

  /** Takes in a picture: what is to be counted now. */
  update({ timeMs, tracks, lost, crossings }: Scene): readonly Count[] {
    const { stepMs } = this.#clock.advance(timeMs);
    const classes = new Map([...lost, ...tracks].map((track) => [track.id, track.class]));
    const aged = this.#waiting.map((one) => ({
      ...one,
      class: classes.get(one.trackId) ?? one.class,
      waitedMs: one.waitedMs + stepMs,
    }));
    const begun = crossings.map(({ lineId, direction, track }): Waiting => {
      return { lineId, direction, class: track.class, timeMs, trackId: track.id, waitedMs: 0 };
    });
    const isWaiting = (one: Waiting) =>
      mayChangeClass(one.class) && classes.has(one.trackId) && one.waitedMs < settleMs;
    const all = [...aged, ...begun];
    this.#waiting = all.filter(isWaiting);
    return all.filter((one) => !isWaiting(one)).map(countOf);
  }

  /** Nothing more comes: everything that waits is to be counted. */
  finish(): readonly Count[] {
    const all = this.#waiting;
    this.#waiting = [];
    return all.map(countOf);
  }

  /** What waits, for `restore` after a restart. */
  save(): unknown {
    return this.#waiting;
  }

  /** Goes on from what `save` gave; anything else is ignored. */
  restore(saved: unknown): void {
    if (Array.isArray(saved)) this.#waiting = saved.filter(isWaitingCount);
  }
}

function countOf({ lineId, direction, class: kind, timeMs }: Waiting): Count {
  return { lineId, direction, class: kind, timeMs };
}

function isWaitingCount(saved: unknown): saved is Waiting {
  if (typeof saved !== 'object' || saved === null) return false;
  const { lineId, direction, class: kind, timeMs, trackId, waitedMs } = saved as Record<string, unknown>;
  return (
    (direction === 'forward' || direction === 'backward') &&
    typeof kind === 'string' &&
    [lineId, timeMs, trackId, waitedMs].every(Number.isFinite)
  );
}
