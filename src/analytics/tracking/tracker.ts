import type { Detections } from '#analytics/detection/detections.ts';
import { type Box, intersectionOverUnion, widened } from '#analytics/geometry/boxes.ts';
import { assign } from './assignment.ts';
import { classGroupsOf } from './class-groups.ts';
import type { Track } from './track.ts';
import { borderShare, type Observation, type PictureSize, TrackedObject } from './tracked-object.ts';
import { type TrackerOptions, type TrackerSettings, trackerSettings } from './tracker-options.ts';

/** Detections of another class of the same group pay this. */
const classCost = 0.1;
/** A faint detection must fit better than a sure one. */
const faintMinOverlap = 0.5;
const faintDoubt = 2;
/** An object seen once may have gone anywhere; one whose speed is known may not. */
const maxWidening = { seenOnce: 0.5, known: 0.3 };
/** What a long absence costs at most, reached after `absencePictures`: of two that fit, the one just seen wins. */
const absenceCost = 0.2;
const absencePictures = 10;
/** A newcomer that covers an object just seen is that object, found twice. */
const duplicateOverlap = 0.5;
/** An object that leaves the picture is still itself only where most of it fits: another may enter there. */
const leavingMinOverlap = 0.5;
const leavingReachMs = 500;
/** Speed towards the border of an object that leaves, sizes a second. */
const leavingSpeed = 0.2;
/** An object unseen for longer than this is not brought back by a faint detection. */
const faintReachMs = 1000;
const tentativeMisses = 1;

/**
 * Follows objects over pictures by place and motion alone: sure detections first, faint ones for what is left
 * (ByteTrack), then the last observation for what motion lost (OC-SORT). Deterministic; time comes with each picture.
 */
export class Tracker {
  readonly #settings: TrackerSettings;
  readonly #groups: Uint16Array | undefined;
  #objects: TrackedObject[] = [];
  #lastId = 0;
  #timeMs: number | undefined;
  #picture: PictureSize | undefined;

  constructor(options: TrackerOptions = {}) {
    this.#settings = trackerSettings(options);
    this.#groups = options.labels === undefined ? undefined : classGroupsOf(options.labels);
  }

  /** Confidence from which the detector must report for `update` to see faint detections. */
  get detectionFloor(): number {
    return this.#settings.lowConfidence;
  }

  /**
   * Takes in what was found in the picture of `timeMs` and returns every living track in the order of their numbers,
   * tentative and lost ones too: read `state`. A time before the last is taken as the last. Told the size of the picture,
   * it knows objects that leave it from those that are hidden.
   */
  update(detections: Detections, timeMs: number, picture?: PictureSize): readonly Track[] {
    this.#picture = picture;
    const now = this.#advance(timeMs);
    const { sure, faint } = this.#split(detections);
    const believed = this.#objects.filter((object) => object.state !== 'tentative');
    const tentative = this.#objects.filter((object) => object.state === 'tentative');
    let unseen = this.#match(believed, sure, now, 'expected');
    const staying = unseen.filter((object) => !this.#isLeaving(object));
    this.#match(staying, sure, now, 'last');
    this.#match(tentative, sure, now, 'expected');
    unseen = this.#objects.filter((object) => object.lastSeenMs < now);
    const recent = unseen.filter((object) => now - object.lastSeenMs <= faintReachMs);
    this.#match(recent, faint, now, 'faint');
    this.#settle(now);
    this.#begin(sure, now);
    return this.#snapshots(now);
  }

  /** Forgets every object, for instance after a cut in the stream; numbers go on. */
  reset(): void {
    this.#objects = [];
    this.#timeMs = undefined;
  }

  #advance(timeMs: number): number {
    const last = this.#timeMs ?? timeMs;
    const now = Math.max(timeMs, last);
    for (const object of this.#objects) object.predict((now - last) / 1000, this.#picture);
    this.#timeMs = now;
    return now;
  }

  #split(detections: Detections): { sure: Pool; faint: Pool } {
    const sure = new Pool();
    const faint = new Pool();
    for (let index = 0; index < detections.count; index++) {
      const observation = observationAt(detections, index);
      if (!isProperBox(observation.box)) continue;
      if (observation.score >= this.#settings.confidence) sure.add(observation);
      else if (observation.score >= this.#settings.lowConfidence) faint.add(observation);
    }
    return { sure, faint };
  }

  /** Gives detections of the pool to objects; returns the objects left without. */
  #match(objects: readonly TrackedObject[], pool: Pool, now: number, by: Means): TrackedObject[] {
    const free = pool.free();
    if (objects.length === 0 || free.length === 0) return [...objects];
    const costs = new Float64Array(objects.length * free.length);
    objects.forEach((object, row) => {
      const { box, widening, minOverlap } = this.#search(object, by);
      const wide = widened(box, widening);
      free.forEach((observation, column) => {
        costs[row * free.length + column] = this.#cost(object, observation, wide, widening, minOverlap);
      });
    });
    const columnOfRow = assign(costs, objects.length, free.length, unmatched);
    return objects.filter((object, row) => {
      const column = columnOfRow[row]!;
      if (column === -1) return true;
      const observation = free[column]!;
      object.see(observation, now, by === 'faint' ? faintDoubt : 1);
      pool.take(observation);
      return false;
    });
  }

  #cost(object: TrackedObject, seen: Observation, wide: Box, widening: number, minOverlap: number): number {
    const sameClass = object.classId === seen.classId;
    if (!sameClass && !this.#mayBeSame(object.classId, seen.classId)) return unmatched;
    const overlap = intersectionOverUnion(wide, widened(seen.box, widening));
    if (overlap < minOverlap) return unmatched;
    const absence = (absenceCost * Math.min(object.misses, absencePictures)) / absencePictures;
    return 1 - overlap + absence + (sameClass ? 0 : classCost);
  }

  /** Where an object is looked for, and how well a detection must fit there once both are widened. */
  #search(object: TrackedObject, by: Means): { box: Box; widening: number; minOverlap: number } {
    if (by === 'last') return { box: object.lastBox, widening: 0.1, minOverlap: this.#settings.minOverlap };
    if (this.#isLeaving(object)) return { box: object.expected, widening: 0, minOverlap: leavingMinOverlap };
    const most = object.hits === 1 ? maxWidening.seenOnce : maxWidening.known;
    const widening = Math.min(most, object.uncertainty);
    return {
      box: object.expected,
      widening,
      minOverlap: by === 'faint' ? faintMinOverlap : this.#settings.minOverlap,
    };
  }

  /** It touches a border of the picture and moves towards it. */
  #isLeaving(object: TrackedObject): boolean {
    if (this.#picture === undefined || object.hits === 1) return false;
    const { left, top, right, bottom } = object.lastBox;
    const { width, height } = this.#picture;
    const speed = leavingSpeed * Math.sqrt((right - left) * (bottom - top));
    const { velocityX, velocityY } = object;
    return (
      (left <= borderShare * width && velocityX < -speed) ||
      (right >= (1 - borderShare) * width && velocityX > speed) ||
      (top <= borderShare * height && velocityY < -speed) ||
      (bottom >= (1 - borderShare) * height && velocityY > speed)
    );
  }

  #mayBeSame(a: number, b: number): boolean {
    return this.#groups !== undefined && this.#groups[a] === this.#groups[b] && this.#groups[a] !== undefined;
  }

  #settle(now: number): void {
    const { confirmHits, maxLostMs } = this.#settings;
    for (const object of this.#objects) {
      if (object.lastSeenMs < now) object.misses++;
      if (object.misses > 0 && object.state === 'confirmed') object.state = 'lost';
      if (object.misses === 0 && (object.state === 'lost' || object.hits >= confirmHits)) {
        object.state = 'confirmed';
      }
    }
    this.#objects = this.#objects.filter((object) => {
      if (object.state === 'tentative') return object.misses <= tentativeMisses;
      const reach = this.#isLeaving(object) ? Math.min(leavingReachMs, maxLostMs) : maxLostMs;
      return now - object.lastSeenMs <= reach;
    });
  }

  #begin(sure: Pool, now: number): void {
    const seen = this.#objects.filter((object) => object.misses === 0);
    for (const observation of sure.free()) {
      const isDuplicate = seen.some(
        (object) => intersectionOverUnion(object.lastBox, observation.box) > duplicateOverlap,
      );
      if (isDuplicate) continue;
      const object = new TrackedObject(++this.#lastId, observation, now, this.#settings.noise);
      if (this.#settings.confirmHits <= 1) object.state = 'confirmed';
      this.#objects.push(object);
      seen.push(object);
    }
  }

  #snapshots(now: number): readonly Track[] {
    return this.#objects.map((object) => object.snapshot(now));
  }
}

type Means = 'expected' | 'last' | 'faint';

/** Cost of a pair that may not be. */
const unmatched = 2;

/** Sides that are crossed, or no numbers at all, are no object. */
function isProperBox({ left, top, right, bottom }: Box): boolean {
  return right > left && bottom > top && Number.isFinite(left + top + right + bottom);
}

function observationAt(detections: Detections, index: number): Observation {
  const at = index * 4;
  const boxes = detections.boxesXyxy;
  return {
    box: { left: boxes[at]!, top: boxes[at + 1]!, right: boxes[at + 2]!, bottom: boxes[at + 3]! },
    score: detections.scores[index]!,
    classId: detections.classIds[index]!,
  };
}

/** Detections not yet given to an object. */
class Pool {
  readonly #observations = new Set<Observation>();

  add(observation: Observation): void {
    this.#observations.add(observation);
  }

  take(observation: Observation): void {
    this.#observations.delete(observation);
  }

  free(): readonly Observation[] {
    return [...this.#observations];
  }
}
