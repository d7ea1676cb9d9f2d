import { type Box, boxSize } from '#analytics/geometry/boxes.ts';
import type { Point } from '#analytics/geometry/points.ts';
import { properlyCross, signedDistance } from '#analytics/geometry/segments.ts';
import { vehicleClassesOf } from '#analytics/tracking/class-groups.ts';
import type { Direction } from './counting-line.ts';
import { lineAnchorOf } from './line-anchor.ts';

/** How long before it was first seen a vehicle is taken to have kept its course. */
const reachMs = 1_000;
/** Whoever has been seen for longer than this is no newcomer, but known from before a restart. */
const newMs = 2_000;
/** Slower than this, in sizes a second, proves no course. */
const leastSpeed = 0.5;
/** What is slower than this stands: its box trembles. */
const slowSpeed = 0.4;
/** Another that went over the line the same way within this time, and is not seen since, is the same one. */
const sameMs = 2_000;

/** What is known of one who comes in sight. */
interface Newcomer extends Box {
  readonly id: number;
  readonly class: string;
  readonly firstSeenMs: number;
  readonly velocityX: number;
  readonly velocityY: number;
}

/** A passage of one of the tracks. */
interface Crossed<T extends Newcomer> {
  readonly lineId: number;
  readonly direction: Direction;
  readonly track: T;
  readonly timeMs: number;
}

/** A counting line, points in pixels. */
interface Line {
  readonly id: number;
  readonly from: Point;
  readonly to: Point;
}

interface Passage {
  readonly lineId: number;
  readonly direction: Direction;
  readonly trackId: number;
  readonly timeMs: number;
}

/**
 * Passages of vehicles over a line at a place that another vehicle hides: nobody appears in the middle of a road, so one
 * that is seen for the first time beyond the line, and drives away from it, has gone over it.
 */
export class HiddenPassages<T extends Newcomer> {
  readonly #lines: readonly Line[];
  #known = new Set<number>();
  #recent: Passage[] = [];

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  /** The hidden passages of the vehicles that are new among the tracks; `seen` are the passages that were seen. */
  update(
    tracks: readonly T[],
    lost: readonly T[],
    seen: readonly Crossed<T>[],
    timeMs: number,
  ): Crossed<T>[] {
    for (const { lineId, direction, track } of seen) {
      this.#recent.push({ lineId, direction, trackId: track.id, timeMs });
    }
    this.#recent = this.#recent.filter((one) => Math.abs(timeMs - one.timeMs) <= sameMs + reachMs);
    const found = tracks
      .filter(({ id }) => !this.#known.has(id))
      .flatMap((track) => this.#lines.flatMap((line) => this.#passage(line, track, tracks, timeMs)));
    this.#known = new Set([...tracks, ...lost].map(({ id }) => id));
    return found;
  }

  /** The picture jumped: whoever is seen next was there. */
  reset(tracks: ReadonlySet<number>): void {
    this.#known = new Set(tracks);
    this.#recent = [];
  }

  #passage(line: Line, track: T, tracks: readonly T[], timeMs: number): Crossed<T>[] {
    if (vehicleClassesOf([track.class])[0] !== true) return [];
    const others = tracks.filter(({ id }) => id !== track.id);
    // What moves hides for a moment only; two that meet are rather taken for each other.
    const standing = others.filter((other) => speedOf(other) < slowSpeed * boxSize(other));
    const passage = hiddenPassage(line, track, standing, timeMs);
    if (!passage) return [];
    const isKnown = this.#recent.some(
      (one) =>
        one.lineId === line.id &&
        one.direction === passage.direction &&
        Math.abs(one.timeMs - passage.timeMs) <= sameMs &&
        (one.trackId === track.id || !others.some(({ id }) => id === one.trackId)),
    );
    return isKnown ? [] : [{ lineId: line.id, track, ...passage }];
  }
}

/** Where its straight course backwards leads over the line behind another. */
function hiddenPassage(
  { from, to }: Line,
  track: Newcomer,
  others: readonly Box[],
  timeMs: number,
): Pick<Passage, 'direction' | 'timeMs'> | undefined {
  const seenMs = timeMs - track.firstSeenMs;
  if (seenMs < 0 || seenMs > newMs) return undefined;
  if (speedOf(track) < leastSpeed * boxSize(track)) return undefined;
  const { velocityX, velocityY } = track;
  const now = lineAnchorOf(track);
  const seconds = (seenMs + reachMs) / 1000;
  const before: Point = [now[0] - velocityX * seconds, now[1] - velocityY * seconds];
  if (!properlyCross(before, now, from, to)) return undefined;
  const [a, b] = [signedDistance(from, to, now), signedDistance(from, to, before)];
  const back = (a / (a - b)) * seconds;
  const at: Point = [now[0] - velocityX * back, now[1] - velocityY * back];
  if (!others.some((box) => holds(box, at))) return undefined;
  return { direction: a > 0 ? 'forward' : 'backward', timeMs: timeMs - back * 1000 };
}

function speedOf({ velocityX, velocityY }: Newcomer): number {
  return Math.hypot(velocityX, velocityY);
}

function holds({ left, top, right, bottom }: Box, [x, y]: Point): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
