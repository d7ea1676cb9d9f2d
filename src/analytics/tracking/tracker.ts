import type { Detections } from '#analytics/detection/detections.ts';
import { coveredShare, intersectionOverUnion } from '#analytics/geometry/boxes.ts';
import { assign } from './assignment.ts';
import { vehicleClassesOf } from './class-groups.ts';
import { commonShift } from './common-shift.ts';
import { isLeaving } from './leaving.ts';
import { type Observation, observationsOf, Pool, type Shift } from './observations.ts';
import { Patience } from './patience.ts';
import type { PictureSize } from './picture-size.ts';
import { readSavedTracker, type SavedTracker, savedTracker } from './saved-tracks.ts';
import { type Means, Search, unmatched } from './search.ts';
import { StreamClock } from './stream-clock.ts';
import type { Track } from './track.ts';
import { TrackedObject } from './tracked-object.ts';
import { type TrackerOptions, type TrackerSettings, trackerSettings } from './tracker-options.ts';

/** A faint detection is trusted less. */
const faintDoubt = 2;
/** A newcomer that covers an object just seen is that object, found twice. */
const duplicateOverlap = 0.5;
/** An object that leaves the picture is not waited for: another may enter there. */
const leavingReachMs = 500;
/** An object unseen for longer than this is not brought back by a faint detection. */
const faintReachMs = 1000;
const tentativeMisses = 1;
/** A faint detection that another object covers by this share of itself is a part of it. */
const coveredByOther = 0.5;
/** Objects missed in more pictures than this do not tell how the picture moved. */
const shiftMisses = 1;
/** Another that stands still where one was hidden has taken its place. */
const samePlaceOverlap = 0.7;

/**
 * Follows objects over pictures by place and motion alone: sure detections first, faint ones for what is left
 * (ByteTrack), then the last observation for what motion lost (OC-SORT). Deterministic; time comes with each picture.
 */
export class Tracker {
  readonly #settings: TrackerSettings;
  readonly #labels: number;
  readonly #vehicles: readonly boolean[];
  readonly #patience: Patience;
  readonly #search: Search;
  readonly #clock = new StreamClock();
  #objects: TrackedObject[] = [];
  /** the objects seen in the present picture */
  readonly #seen = new Set<TrackedObject>();
  #lastId = 0;
  #picture: PictureSize | undefined;

  constructor(options: TrackerOptions = {}) {
    this.#settings = trackerSettings(options);
    this.#labels = options.labels?.length ?? 0;
    this.#vehicles = vehicleClassesOf(options.labels ?? []);
    this.#patience = new Patience(this.#settings, options.labels ?? []);
    this.#search = new Search(this.#settings, this.#patience, options.labels);
  }

  /** Confidence from which the detector must report for `update` to see faint detections. */
  get detectionFloor(): number {
    return this.#settings.lowConfidence;
  }

  /**
   * Takes in what was found in the picture of `timeMs` and returns every living track in the order of their numbers,
   * tentative and lost ones too: read `state`. A clock that jumps moves nothing. Told the size of the picture, it knows
   * objects that leave it from those that are hidden; told by how much a shaking camera shifted it, it follows objects
   * where they would be without.
   */
  update(detections: Detections, timeMs: number, picture?: PictureSize, shift?: Shift): readonly Track[] {
    if (picture && this.#picture && !isSameSize(picture, this.#picture)) this.reset();
    this.#picture = picture;
    const { now, stepMs } = this.#advance(timeMs);
    for (const object of this.#objects) object.predict(stepMs / 1000, picture);
    this.#objects = this.#objects.filter((object) => !object.isResumed || this.#isAwaited(object, now));
    const { sure, faint } = this.#split(observationsOf(detections, shift));
    this.#followPicture(sure.free());
    this.#seen.clear();
    const believed = this.#objects.filter((object) => object.state !== 'tentative');
    const tentative = this.#objects.filter((object) => object.state === 'tentative');
    const unseen = this.#match(believed, sure, now, 'expected');
    const staying = unseen.filter((object) => !isLeaving(object, this.#picture));
    this.#match(staying, sure, now, 'last');
    this.#match(tentative, sure, now, 'expected');
    this.#match(this.#unseen().filter(isAtRest), sure, now, 'place');
    this.#match(
      this.#unseen().filter((object) => this.#search.mayStart(object, now)),
      sure,
      now,
      'start',
    );
    const recent = this.#unseen().filter(
      (object) => isAtRest(object) || object.unseenMs(now) <= faintReachMs,
    );
    this.#match(
      recent.filter(({ isFaint }) => !isFaint),
      faint,
      now,
      'faint',
    );
    this.#match(
      recent.filter(({ isFaint }) => isFaint),
      faint,
      now,
      'faint',
    );
    this.#settle(now);
    this.#begin(sure.free(), now);
    this.#begin(this.#beginners(faint.free()), now);
    return this.#snapshots(now);
  }

  /** Tells that nothing moved up to the picture of `timeMs`: every object stays as it is, and no absence grows. */
  hold(timeMs: number): readonly Track[] {
    const { now, stepMs } = this.#advance(timeMs);
    for (const object of this.#objects) object.hold(stepMs, now, this.#picture);
    return this.#snapshots(now);
  }

  /**
   * Tells that pictures are missing, or that the picture jumped (a stream connected again, a file that starts anew):
   * what stood still is taken up again at its place, all else is forgotten. Returns the numbers that are kept.
   */
  cut(): ReadonlySet<number> {
    this.#objects = this.#objects.filter((object) => object.state !== 'tentative' && isAtRest(object));
    for (const object of this.#objects) object.resume();
    this.#clock.resume(this.#clock.lastMs);
    return new Set(this.#objects.map(({ id }) => id));
  }

  /** What a new tracker needs to go on with after a restart, as plain JSON. */
  save(): SavedTracker {
    const timeMs = this.#clock.lastMs ?? 0;
    const believed = this.#objects.filter(({ state }) => state !== 'tentative');
    return savedTracker({
      timeMs,
      lastId: this.#lastId,
      picture: this.#picture ? { width: this.#picture.width, height: this.#picture.height } : null,
      labels: this.#labels,
      objects: believed.map((object) => object.save(timeMs)),
    });
  }

  /**
   * Goes on with what another tracker of the same model saved: what stood still is taken up at its place, the rest
   * within `maxLostMs`. Anything else than what `save` made is ignored.
   */
  restore(saved: unknown): void {
    const known = readSavedTracker(saved);
    if (known === undefined || known.labels !== this.#labels) return;
    const { noise } = this.#settings;
    this.#objects = known.objects.map((object) => TrackedObject.restored(object, known.timeMs, noise));
    this.#lastId = Math.max(this.#lastId, known.lastId);
    this.#picture = known.picture ?? undefined;
    this.#clock.resume(known.timeMs);
  }

  /** Forgets every object; numbers go on. */
  reset(): void {
    this.#objects = [];
    this.#clock.reset();
  }

  #advance(timeMs: number): { now: number; stepMs: number } {
    const { now, stepMs, jumpMs } = this.#clock.advance(timeMs);
    if (jumpMs !== 0) for (const object of this.#objects) object.shiftClock(jumpMs);
    return { now, stepMs };
  }

  #unseen(): TrackedObject[] {
    return this.#objects.filter((object) => !this.#seen.has(object));
  }

  #split(all: readonly Observation[]): { sure: Pool; faint: Pool } {
    const { confidence, lowConfidence } = this.#settings;
    return {
      sure: new Pool(all.filter(({ score }) => score >= confidence)),
      faint: new Pool(all.filter(({ score }) => score >= lowConfidence && score < confidence)),
    };
  }

  /** What all objects seen lately have in common is not their own motion. */
  #followPicture(sure: readonly Observation[]): void {
    const known = this.#objects.filter(({ state, misses }) => state !== 'tentative' && misses <= shiftMisses);
    const shift = commonShift(
      known.map(({ expected }) => expected),
      sure,
    );
    if (shift) for (const object of this.#objects) object.move(shift.x, shift.y);
  }

  /** Gives detections of the pool to objects; returns the objects left without. */
  #match(objects: readonly TrackedObject[], pool: Pool, now: number, by: Means): TrackedObject[] {
    const free = pool.free();
    if (objects.length === 0 || free.length === 0) return [...objects];
    const costs = new Float64Array(objects.length * free.length);
    objects.forEach((object, row) => {
      const search = this.#search.of(object, now, by, this.#picture);
      free.forEach((observation, column) => {
        costs[row * free.length + column] = this.#search.cost(object, observation, search);
      });
    });
    const columnOfRow = assign(costs, objects.length, free.length, unmatched);
    return objects.filter((object, row) => {
      const column = columnOfRow[row]!;
      if (column === -1) return true;
      const observation = free[column]!;
      if (this.#search.isPart(object, observation, object.expected)) object.reach(observation.box);
      object.see(observation, now, by === 'faint' ? faintDoubt : 1, this.#picture);
      if (by !== 'faint') object.prove(now);
      this.#seen.add(object);
      pool.take(observation);
      return false;
    });
  }

  #settle(now: number): void {
    const { confirmHits } = this.#settings;
    for (const object of this.#objects) {
      if (!this.#seen.has(object)) object.misses++;
      if (object.misses > 0 && object.state === 'confirmed') object.state = 'lost';
      const isProven = object.hits >= confirmHits && !object.isFaint;
      if (object.misses === 0 && (object.state === 'lost' || isProven)) object.state = 'confirmed';
    }
    this.#objects = this.#objects.filter((object) => {
      if (object.state === 'tentative') return object.misses <= tentativeMisses;
      return this.#isAwaited(object, now) && !this.#isReplaced(object, now);
    });
  }

  #isAwaited(object: TrackedObject, now: number): boolean {
    const reachMs = this.#patience.ofMs(object);
    return (
      object.unseenMs(now) <= (isLeaving(object, this.#picture) ? Math.min(leavingReachMs, reachMs) : reachMs)
    );
  }

  /** It has been hidden for long, and another stands still in its place. */
  #isReplaced(object: TrackedObject, now: number): boolean {
    const place = object.rest?.place;
    if (place === undefined || object.unseenMs(now) <= this.#settings.maxLostMs) return false;
    for (const { rest } of this.#seen) {
      if (rest && intersectionOverUnion(place, rest.place) > samePlaceOverlap) return true;
    }
    return false;
  }

  /** Vehicles large enough for a faint detection to be the beginning of one. */
  #beginners(faint: readonly Observation[]): readonly Observation[] {
    return faint.filter(({ classId, box }) => {
      if (this.#vehicles[classId] !== true) return false;
      return !this.#objects.some(
        ({ misses, lastBox }) => misses === 0 && coveredShare(box, lastBox) > coveredByOther,
      );
    });
  }

  #begin(found: readonly Observation[], now: number): void {
    const { confidence, confirmHits, noise } = this.#settings;
    const seen = this.#objects.filter((object) => object.misses === 0);
    for (const observation of found) {
      const isDuplicate = seen.some(
        (object) => intersectionOverUnion(object.lastBox, observation.box) > duplicateOverlap,
      );
      if (isDuplicate) continue;
      const isFaint = observation.score < confidence;
      const object = new TrackedObject(++this.#lastId, observation, now, noise, {
        isFaint,
        picture: this.#picture,
      });
      if (confirmHits <= 1 && !isFaint) object.state = 'confirmed';
      this.#objects.push(object);
      seen.push(object);
    }
  }

  #snapshots(now: number): readonly Track[] {
    return this.#objects.map((object) => object.snapshot(now));
  }
}

function isSameSize(a: PictureSize, b: PictureSize): boolean {
  return a.width === b.width && a.height === b.height;
}

function isAtRest({ rest }: TrackedObject): boolean {
  return rest !== undefined;
}
