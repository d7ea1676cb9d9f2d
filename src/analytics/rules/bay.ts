import { type Box, coveredShare } from '#analytics/geometry/boxes.ts';
import type { Point } from '#analytics/geometry/points.ts';
import { contains } from '#analytics/geometry/polygons.ts';
import type { SceneTrack } from '#analytics/zones/scene.ts';

/** A parking bay: its polygon in pixels of the source, and the box round it. */
export interface Bay {
  readonly id: number;
  readonly polygon: readonly Point[];
  readonly box: Box;
}

/** What is known of a bay. */
export interface BayOccupancy {
  readonly state: 'unknown' | 'free' | 'taken';
  /** number of the vehicle in it */
  readonly occupant: number | null;
  /** since when a vehicle stands in it, or null */
  readonly takenSinceMs: number | null;
  /** when its state was last borne out; null: not yet */
  readonly seenMs: number | null;
}

/** What a picture says of a bay. */
export interface BayView {
  /** the vehicle that stands in it, hidden or not */
  readonly taker: SceneTrack | undefined;
  /** objects that can be seen, by number */
  readonly visible: ReadonlyMap<number, SceneTrack>;
  /** boxes of other objects that can be seen */
  readonly others: readonly Box[];
  readonly timeMs: number;
}

/** A vehicle that stands for less than this has not parked. */
const settleMs = 2_000;
/** A vehicle that has been seen to move leaves its bay free after this. */
const drivenMs = 2_000;
/** One that is only missed, though nothing hides it, is believed to be there for this long. */
const missedMs = 30_000;
/** A bay is believed to be free once it was empty for this long. */
const emptyMs = 5_000;
/** Share of the bay from which something before it hides it. */
const hidingShare = 0.3;
/** Lower part of a box that stands on the ground of its bay. */
const footShare = 0.45;
const footColumns = 9;
const footRows = 5;

/** A bay, or none when its zone is gone. */
export function bayOf(id: number, polygon: readonly Point[] | undefined): Bay[] {
  if (!polygon || polygon.length === 0) return [];
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const box = {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
  return [{ id, polygon, box }];
}

/** Share of the lower part of a vehicle's box that lies in the bay, 0…1. */
export function shareInBay({ polygon }: Bay, { left, top, right, bottom }: Box): number {
  const foot = (bottom - top) * footShare;
  let inside = 0;
  for (let row = 0; row < footRows; row++) {
    for (let column = 0; column < footColumns; column++) {
      const x = left + ((column + 0.5) / footColumns) * (right - left);
      if (contains(polygon, x, bottom - ((row + 0.5) / footRows) * foot)) inside++;
    }
  }
  return inside / (footRows * footColumns);
}

/** The bay after a picture: what passes before it neither takes nor frees it. */
export function nextOccupancy(bay: Bay, before: BayOccupancy | undefined, view: BayView): BayOccupancy {
  const { taker, timeMs, visible, others } = view;
  const last = trusted(before, timeMs);
  if (taker && visible.has(taker.id)) return withTaker(last, taker.id, timeMs);
  const isHidden = others.some((other) => coveredShare(bay.box, other) >= hidingShare);
  if (last.state === 'taken') return withoutTaker(last, isHidden, view);
  if (isHidden || taker) return { ...last, takenSinceMs: null };
  const sinceMs = last.seenMs ?? timeMs;
  const isFree = last.state === 'free' || timeMs - sinceMs >= emptyMs;
  return isFree ? free(timeMs) : { ...last, takenSinceMs: null, seenMs: sinceMs };
}

function withoutTaker(last: BayOccupancy, isHidden: boolean, { timeMs, visible }: BayView): BayOccupancy {
  const seenMs = isHidden ? timeMs : (last.seenMs ?? timeMs);
  const isDriven = last.occupant !== null && visible.has(last.occupant);
  const isLeft = timeMs - seenMs >= (isDriven ? drivenMs : missedMs);
  return isLeft ? free(timeMs) : { ...last, seenMs };
}

function free(seenMs: number): BayOccupancy {
  return { state: 'free', occupant: null, takenSinceMs: null, seenMs };
}

function withTaker(last: BayOccupancy, occupant: number, timeMs: number): BayOccupancy {
  const takenSinceMs = last.takenSinceMs ?? timeMs;
  const isTaken = last.state === 'taken' || timeMs - takenSinceMs >= settleMs;
  return {
    state: isTaken ? 'taken' : last.state,
    occupant,
    takenSinceMs,
    seenMs: isTaken ? timeMs : last.seenMs,
  };
}

/** A clock that went back makes no time pass. */
function trusted(before: BayOccupancy | undefined, timeMs: number): BayOccupancy {
  const last = before ?? { state: 'unknown', occupant: null, takenSinceMs: null, seenMs: null };
  const past = (ms: number | null) => (ms === null ? null : Math.min(ms, timeMs));
  return { ...last, takenSinceMs: past(last.takenSinceMs), seenMs: past(last.seenMs) };
}
