import {
  type Box,
  boxSize,
  coveredShare,
  intersectionOverUnion,
  widened,
} from '#analytics/geometry/boxes.ts';
import { classGroupsOf, longClassesOf, vehicleClassesOf } from './class-groups.ts';
import { isLeaving } from './leaving.ts';
import type { Observation } from './observations.ts';
import type { Patience } from './patience.ts';
import type { PictureSize } from './picture-size.ts';
import type { TrackedObject } from './tracked-object.ts';
import type { TrackerSettings } from './tracker-options.ts';

/**
 * How an object is looked for: where it should be by now, where it was last, where it stood, a step away from where it
 * stood, or where it should be, among faint detections.
 */
export type Means = 'expected' | 'last' | 'place' | 'start' | 'faint';

/** Where an object is looked for, and how well a detection must fit there once both are widened. */
export interface Sought {
  readonly box: Box;
  readonly widening: number;
  readonly minOverlap: number;
}

/** Cost of a pair that may not be. */
export const unmatched = 2;

/** Detections of another class of the same group pay this. */
const classCost = 0.1;
/** What a long absence costs at most, reached after `absencePictures`: of two that fit, the one just seen wins. */
const absenceCost = 0.2;
const absencePictures = 10;
/** A faint detection must fit better than a sure one. */
const faintMinOverlap = 0.5;
/** An object seen once may have gone anywhere; one whose speed is known may not. */
const maxWidening = { seenOnce: 0.5, known: 0.3 };
/** An object that leaves the picture is still itself only where most of it fits: another may enter there. */
const leavingMinOverlap = 0.5;
/** What has been hidden long is taken up only where a detection fits its place this well, or, failing that, so well. */
const placeMinOverlap = 0.5;
const partOfPlaceMinOverlap = 0.3;
/** How far one who stood may get while unseen, as a widening of the box, and for how long that is asked. */
const startWidening = { atOnce: 0.3, perSecond: 0.8 };
const startReachMs = 1000;
/** Sizes a second from which a vehicle drives, and from which it drives on; sizes that its box trembles back by at most. */
const drivingSpeed = 0.8;
const drivingOnSpeed = 1.1;
const driftBack = 0.15;
const drivenHits = 4;
/**
 * A part of a long vehicle lies in the whole by this share of itself, and is then as good as this overlap; two boxes
 * that overlap more are both of the whole.
 */
const partInside = 0.8;
const partOverlap = 0.5;
const wholeOverlap = 0.6;
/** Speed of one who stands, sizes a second. */
const slowSpeed = 0.4;

/** Knows where objects may be, and how well a detection fits. */
export class Search {
  readonly #settings: TrackerSettings;
  readonly #patience: Patience;
  readonly #groups: Uint16Array | undefined;
  readonly #long: readonly boolean[];
  readonly #vehicles: readonly boolean[];

  constructor(settings: TrackerSettings, patience: Patience, labels: readonly string[] | undefined) {
    this.#settings = settings;
    this.#patience = patience;
    this.#groups = labels && classGroupsOf(labels);
    this.#long = longClassesOf(labels ?? []);
    this.#vehicles = vehicleClassesOf(labels ?? []);
  }

  /** Where an object is looked for. */
  of(object: TrackedObject, nowMs: number, by: Means, picture: PictureSize | undefined): Sought {
    const { minOverlap, maxLostMs } = this.#settings;
    const { rest, lastBox, expected } = object;
    if (rest && object.unseenMs(nowMs) > maxLostMs) {
      const least = by === 'place' ? partOfPlaceMinOverlap : placeMinOverlap;
      return { box: rest.place, widening: 0, minOverlap: least };
    }
    if (this.#isStart(object, nowMs, by)) {
      const widening = startWidening.atOnce + (startWidening.perSecond * object.unseenMs(nowMs)) / 1000;
      return { box: lastBox, widening, minOverlap: by === 'faint' ? faintMinOverlap : minOverlap };
    }
    if (by === 'last' || by === 'place') return { box: lastBox, widening: 0.1, minOverlap };
    if (isLeaving(object, picture)) return { box: expected, widening: 0, minOverlap: leavingMinOverlap };
    const most = object.hits === 1 ? maxWidening.seenOnce : maxWidening.known;
    const widening = Math.min(most, object.uncertainty);
    return { box: expected, widening, minOverlap: by === 'faint' ? faintMinOverlap : minOverlap };
  }

  /** Cost of taking a detection for an object: `unmatched` when it cannot be. */
  cost(object: TrackedObject, seen: Observation, { box, widening, minOverlap }: Sought): number {
    const sameClass = object.classId === seen.classId;
    if (!sameClass && !this.#mayBeSame(object.classId, seen.classId)) return unmatched;
    const isPart = this.isPart(object, seen, box);
    if (this.#vehicles[object.classId] && !isPart && isBackwards(object, seen.box)) return unmatched;
    const whole = intersectionOverUnion(widened(box, widening), widened(seen.box, widening));
    const overlap = isPart ? Math.max(whole, partOverlap) : whole;
    if (overlap < minOverlap) return unmatched;
    const absence = (absenceCost * Math.min(object.misses, absencePictures)) / absencePictures;
    return 1 - overlap + absence + (sameClass ? 0 : classCost);
  }

  /** Whether the detection is a part of the long vehicle that drives there, or the whole of which a part was seen. */
  isPart(object: TrackedObject, seen: Observation, box: Box): boolean {
    if (!this.#long[object.classId] || !this.#long[seen.classId] || !isDriving(object, drivingSpeed))
      return false;
    if (intersectionOverUnion(box, seen.box) >= wholeOverlap) return false;
    return Math.max(coveredShare(box, seen.box), coveredShare(seen.box, box)) >= partInside;
  }

  /** A person who stood a moment ago may be a step or two away by now; a car does not start that fast. */
  mayStart(object: TrackedObject, nowMs: number): boolean {
    const { state, classId, velocityX, velocityY, lastBox } = object;
    if (state === 'tentative' || object.unseenMs(nowMs) > startReachMs) return false;
    const isSlow = Math.hypot(velocityX, velocityY) < slowSpeed * boxSize(lastBox);
    return isSlow && !this.#patience.isPlaced(classId);
  }

  #isStart(object: TrackedObject, nowMs: number, by: Means): boolean {
    return by === 'start' || (by === 'faint' && this.mayStart(object, nowMs));
  }

  #mayBeSame(a: number, b: number): boolean {
    return this.#groups !== undefined && this.#groups[a] === this.#groups[b] && this.#groups[a] !== undefined;
  }
}

/** A vehicle that drives does not jump back: what lies there is another that comes towards it. */
function isBackwards(object: TrackedObject, box: Box): boolean {
  const { hits, velocityX, velocityY, lastBox } = object;
  if (hits < drivenHits || !isDriving(object, drivingOnSpeed)) return false;
  const speed = Math.hypot(velocityX, velocityY);
  const size = boxSize(lastBox);
  const x = (box.left + box.right - lastBox.left - lastBox.right) / 2;
  const y = (box.top + box.bottom - lastBox.top - lastBox.bottom) / 2;
  return (x * velocityX + y * velocityY) / speed < -driftBack * size;
}

function isDriving({ rest, velocityX, velocityY, lastBox }: TrackedObject, leastSpeed: number): boolean {
  return rest === undefined && Math.hypot(velocityX, velocityY) >= leastSpeed * boxSize(lastBox);
}
