import type { Point } from '#analytics/geometry/points.ts';
import { shareAlong, signedDistance } from '#analytics/geometry/segments.ts';

/** `forward` goes to the right of someone who walks from the line's first point to its second. */
export type Direction = 'forward' | 'backward';

/** What a line remembers of one object. */
interface Passage {
  /** side on which the object last was for sure: -1 left, 1 right */
  side: -1 | 1;
  /** farthest it has been on that side */
  reach: number;
  last: Point;
  lastDistance: number;
  /** where the line was last crossed, 0…1 between its points, else undefined */
  crossedAt: number | undefined;
  /** last sign of the distance */
  sign: -1 | 1;
  seenMs: number;
}

/** Side, reach, last place and distance, share along the line of the last crossing, last sign. */
type SavedPassage = readonly [
  id: number,
  side: number,
  reach: number,
  x: number,
  y: number,
  distance: number,
  crossedAt: number | null,
  sign: number,
];

/** What a line knows of the objects near it, as plain JSON. */
export interface SavedLine {
  readonly from: Point;
  readonly to: Point;
  readonly passages: readonly SavedPassage[];
}

/** How long an object that is seen no more is remembered. */
const memoryMs = 60_000;

/**
 * A two-way counting line. An object counts once it has been `marginPx` away on one side and then on the other,
 * and its path went through the segment: jitter on the line, stop-and-go and paths round its ends never count.
 */
export class CountingLine {
  readonly #from: Point;
  readonly #to: Point;
  readonly #marginPx: number;
  readonly #passages = new Map<number, Passage>();

  /** Points in pixels; the margin is the travel wanted on each side. */
  constructor(from: Point, to: Point, marginPx: number) {
    this.#from = from;
    this.#to = to;
    this.#marginPx = marginPx;
  }

  /** Follows one object to its new anchor; tells the direction when it has just crossed. */
  update(id: number, anchor: Point, timeMs: number): Direction | undefined {
    const d = signedDistance(this.#from, this.#to, anchor);
    const passage = this.#passages.get(id);
    if (!passage) {
      const side = d < 0 ? -1 : 1;
      this.#passages.set(id, {
        side,
        sign: side,
        reach: Math.abs(d),
        last: anchor,
        lastDistance: d,
        crossedAt: undefined,
        seenMs: timeMs,
      });
      return undefined;
    }
    this.#noteSign(passage, anchor, d);
    passage.last = anchor;
    passage.lastDistance = d;
    passage.seenMs = timeMs;
    return this.#settle(passage, d);
  }

  #noteSign(passage: Passage, anchor: Point, d: number): void {
    if (d === 0 || d < 0 === passage.sign < 0) return;
    const before = passage.lastDistance;
    const share = before === d ? 0 : before / (before - d);
    const at: Point = [
      passage.last[0] + (anchor[0] - passage.last[0]) * share,
      passage.last[1] + (anchor[1] - passage.last[1]) * share,
    ];
    passage.crossedAt = shareAlong(this.#from, this.#to, at);
    passage.sign = d < 0 ? -1 : 1;
  }

  #settle(passage: Passage, d: number): Direction | undefined {
    const reach = Math.abs(d);
    if (passage.sign === passage.side) {
      passage.reach = Math.max(passage.reach, reach);
      return undefined;
    }
    if (reach < this.#marginPx) return undefined;
    const cameFromAfar = passage.reach >= this.#marginPx;
    const through = passage.crossedAt !== undefined && passage.crossedAt >= 0 && passage.crossedAt < 1;
    passage.side = passage.sign;
    passage.reach = reach;
    if (!cameFromAfar || !through) return undefined;
    return passage.side > 0 ? 'forward' : 'backward';
  }

  /** An object is hidden but believed to be there: what is known of it stays. */
  remember(id: number, timeMs: number): void {
    const passage = this.#passages.get(id);
    if (passage) passage.seenMs = timeMs;
  }

  /** Drops what is known of objects neither seen nor remembered for a minute. */
  forget(timeMs: number): void {
    for (const [id, passage] of this.#passages) {
      if (timeMs - passage.seenMs > memoryMs) this.#passages.delete(id);
    }
  }

  /** Drops every object but those kept: the picture jumped. */
  keep(ids: ReadonlySet<number>): void {
    for (const id of this.#passages.keys()) if (!ids.has(id)) this.#passages.delete(id);
  }

  /** On which side each object is, for `restore` after a restart. */
  save(): SavedLine {
    const passages = [...this.#passages].map(
      ([id, { side, reach, last, lastDistance, crossedAt, sign }]): SavedPassage => [
        id,
        side,
        reach,
        ...last,
        lastDistance,
        crossedAt ?? null,
        sign,
      ],
    );
    return { from: this.#from, to: this.#to, passages };
  }

  /** Goes on where a line in the same place stopped; anything else is ignored. */
  restore(saved: unknown, timeMs: number): void {
    if (!isSavedLine(saved) || !isSamePoint(saved.from, this.#from) || !isSamePoint(saved.to, this.#to))
      return;
    for (const [id, side, reach, x, y, lastDistance, crossedAt, sign] of saved.passages) {
      this.#passages.set(id, {
        side: side < 0 ? -1 : 1,
        reach,
        last: [x, y],
        lastDistance,
        crossedAt: crossedAt ?? undefined,
        sign: sign < 0 ? -1 : 1,
        seenMs: timeMs,
      });
    }
  }
}

function isSamePoint(a: Point, b: Point): boolean {
  return Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.5;
}

function isSavedLine(saved: unknown): saved is SavedLine {
  if (typeof saved !== 'object' || saved === null) return false;
  const { from, to, passages } = saved as Record<string, unknown>;
  const isPoint = (value: unknown) =>
    Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
  const isPassage = (value: unknown) =>
    Array.isArray(value) &&
    value.length === 8 &&
    value.every((part, index) => Number.isFinite(part) || (index === 6 && part === null));
  return isPoint(from) && isPoint(to) && Array.isArray(passages) && passages.every(isPassage);
}
