import { anchorOf, type Box, intersectionOverUnion } from '#analytics/geometry/boxes.ts';
import { distance } from '#analytics/geometry/points.ts';
import { classGroupsOf } from '#analytics/tracking/class-groups.ts';
import { type PictureSize, touchesBorder } from '#analytics/tracking/picture-size.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';

/** One object as a rule remembers it, over losses and new numbers. */
export interface Remembered<State> {
  /** names the object; never given to another */
  readonly key: string;
  /** as last seen, or where it should be by now */
  readonly track: SceneTrack;
  /** cannot be seen in this picture */
  readonly isHidden: boolean;
  /** when it was first seen to have gone some way; null: what stood there from the start */
  readonly movedMs: number | null;
  readonly seenMs: number;
  /** what the rule itself knows of it */
  state: State;
}

interface Entry<State> extends Remembered<State> {
  track: SceneTrack;
  isHidden: boolean;
  movedMs: number | null;
  seenMs: number;
  firstPlace: Box;
  /** where it stood, and since when, before it had its present number */
  stood: { readonly place: Box; readonly sinceMs: number } | undefined;
  /** size of the picture that `track` and `firstPlace` are pixels of */
  width: number;
  height: number;
  /** its number may mean another object by now: the analysis has started anew */
  isSaved: boolean;
}

/** What a rule says of its own state. */
export interface StateKeeper<State> {
  create(track: SceneTrack, timeMs: number): State;
  /** The clock went back, or pictures were missing: what lasts starts at `timeMs`. */
  restart(state: State, timeMs: number): State;
}

/** How long an object that moved when it was last seen is waited for. */
const movingMemoryMs = 4_000;
/** And one that stood still. */
const stillMemoryMs = 15 * 60_000;
/** Overlap from which a box is that of the object that stood there. */
const samePlaceOverlap = 0.4;
/** Way, in sizes of an object, by which one that moves may be beside where it should be. */
const nearShare = 0.5;
/** Way, in sizes of an object, from which it has moved: boxes tremble by less. */
const movedShare = 0.2;
/** Way from the border, in sizes of an object, within which a box may be cut by it: detectors end boxes a little early. */
const borderShare = 0.15;
/** Ratio of both sides from which an object has come nearer, or gone farther. */
const grownRatio = 1.4;

/**
 * Keeps what a rule knows of each object. The tracker's numbers change when objects are lost for long, when the
 * picture jumps and when the analysis starts anew; an object found again where it should be goes on as it was.
 */
export class ObjectMemory<State> {
  readonly #keeper: StateKeeper<State>;
  readonly #entries = new Map<number, Entry<State>>();
  /** entries whose number no longer means anything */
  #detached: Entry<State>[] = [];
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(keeper: StateKeeper<State>) {
    this.#keeper = keeper;
  }

  /** Takes in a picture: every object there is, hidden ones too, and those that are gone for good. */
  update(scene: Scene): {
    readonly there: readonly Remembered<State>[];
    readonly gone: readonly Remembered<State>[];
  } {
    this.#keepClock(scene.timeMs);
    this.#rescale(scene);
    const unseen = new Set(this.#entries.keys());
    const strangers: SceneTrack[] = [];
    for (const track of scene.tracks) {
      if (this.#sees(track, scene, false)) unseen.delete(track.id);
      else strangers.push(track);
    }
    for (const track of scene.lost) if (this.#sees(track, scene, true)) unseen.delete(track.id);
    for (const id of unseen) this.#detach(id);
    for (const track of strangers) this.#meet(track, scene);
    return { there: [...this.#entries.values(), ...this.#detached], gone: this.#forget(scene.timeMs) };
  }

  #keepClock(timeMs: number): void {
    if (timeMs < this.#lastMs) {
      for (const entry of this.#all()) {
        entry.seenMs = timeMs;
        if (entry.movedMs !== null) entry.movedMs = Math.min(entry.movedMs, timeMs);
        entry.state = this.#keeper.restart(entry.state, timeMs);
      }
    }
    this.#lastMs = timeMs;
  }

  /** A camera that changes its resolution shows the same things in the same places. */
  #rescale({ width, height }: Scene): void {
    for (const entry of this.#all()) {
      if (entry.width === width && entry.height === height) continue;
      const [x, y] = [width / entry.width, height / entry.height];
      const scaled = <T extends Box>(box: T): T => ({
        ...box,
        left: box.left * x,
        right: box.right * x,
        top: box.top * y,
        bottom: box.bottom * y,
      });
      entry.track = scaled(entry.track);
      entry.firstPlace = scaled(entry.firstPlace);
      if (entry.stood) entry.stood = { ...entry.stood, place: scaled(entry.stood.place) };
      entry.width = width;
      entry.height = height;
    }
  }

  #all(): readonly Entry<State>[] {
    return [...this.#entries.values(), ...this.#detached];
  }

  #sees(track: SceneTrack, scene: Scene, isHidden: boolean): boolean {
    const entry = this.#entries.get(track.id);
    if (!entry) return false;
    if (entry.isSaved && entry.track.firstSeenMs !== track.firstSeenMs) {
      this.#detach(track.id);
      return false;
    }
    refresh(entry, track, scene.timeMs, isHidden);
    return true;
  }

  #detach(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.isHidden = true;
    this.#entries.delete(id);
    this.#detached.push(entry);
  }

  #meet(track: SceneTrack, scene: Scene): void {
    const known = this.#detached
      .filter((entry) => isSame(entry, track, scene.timeMs))
      .sort((a, b) => away(a, track, scene.timeMs) - away(b, track, scene.timeMs))[0];
    if (known) {
      this.#detached = this.#detached.filter((entry) => entry !== known);
      const { stillSinceMs } = known.track;
      known.stood = stillSinceMs === null ? undefined : { place: boxOf(known.track), sinceMs: stillSinceMs };
      refresh(known, track, scene.timeMs, false);
    }
    this.#entries.set(track.id, known ?? this.#welcome(track, scene));
  }

  #welcome(track: SceneTrack, { timeMs, width, height }: Scene): Entry<State> {
    return {
      key: `${track.id}@${track.firstSeenMs}`,
      track,
      isHidden: false,
      movedMs: null,
      seenMs: timeMs,
      firstPlace: boxOf(track),
      stood: undefined,
      width,
      height,
      isSaved: false,
      state: this.#keeper.create(track, timeMs),
    };
  }

  #forget(timeMs: number): Entry<State>[] {
    const gone = this.#detached.filter((entry) => timeMs - entry.seenMs > memoryOf(entry));
    if (gone.length > 0) this.#detached = this.#detached.filter((entry) => !gone.includes(entry));
    return gone;
  }

  /** Every object as plain JSON. */
  save(): unknown {
    return this.#all().map((entry) => ({ ...entry }));
  }

  /** Goes on from what `save` gave; numbers are trusted only where the object is older than the restart. */
  restore(saved: unknown): void {
    if (!Array.isArray(saved)) return;
    for (const item of saved.filter((one) => isEntry<State>(one))) {
      this.#entries.set(item.track.id, { ...item, isSaved: true });
      this.#lastMs = Math.max(this.#lastMs, item.seenMs);
    }
  }

  /** The picture jumped: objects have new numbers, and are known by their places. */
  reset(): void {
    for (const id of [...this.#entries.keys()]) this.#detach(id);
  }
}

function refresh<State>(entry: Entry<State>, track: SceneTrack, timeMs: number, isHidden: boolean): void {
  const { stood } = entry;
  if (stood && shift(stood.place, track) > movedShare * sizeOf(stood.place)) entry.stood = undefined;
  entry.track = entry.stood ? { ...track, stillSinceMs: Math.min(entry.stood.sinceMs, timeMs) } : track;
  entry.isHidden = isHidden;
  entry.seenMs = timeMs;
  entry.isSaved = false;
  if (!isHidden && entry.movedMs === null && hasGone(entry, track)) entry.movedMs = timeMs;
}

function hasGone<State>(entry: Entry<State>, to: Box): boolean {
  const from = entry.firstPlace;
  const least = movedShare * sizeOf(from);
  if (shift(from, to) > least || cameIn(from, to, entry) > least) return true;
  const wider = (to.right - to.left) / Math.max(1, from.right - from.left);
  const higher = (to.bottom - to.top) / Math.max(1, from.bottom - from.top);
  return Math.min(wider, higher) > grownRatio || Math.max(wider, higher) < 1 / grownRatio;
}

/** How far one has come in whose box the border of the picture still cuts: only its other side moves. */
function cameIn(from: Box, to: Box, picture: PictureSize): number {
  const reach = borderShare * sizeOf(from);
  const was = touchesBorder(grown(from, reach), picture);
  const is = touchesBorder(grown(to, reach), picture);
  return Math.max(
    was.left && is.left ? to.right - from.right : 0,
    was.right && is.right ? from.left - to.left : 0,
    was.top && is.top ? to.bottom - from.bottom : 0,
    was.bottom && is.bottom ? from.top - to.top : 0,
  );
}

function grown({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

function memoryOf<State>({ track }: Entry<State>): number {
  return track.stillSinceMs === null ? movingMemoryMs : stillMemoryMs;
}

function isSame<State>(entry: Entry<State>, track: SceneTrack, timeMs: number): boolean {
  const before = entry.track;
  if (!areAlike(before.class, track.class)) return false;
  if (before.stillSinceMs !== null) return intersectionOverUnion(before, track) >= samePlaceOverlap;
  const size = sizeOf(track);
  const ratio = size / sizeOf(before);
  return ratio > 0.6 && ratio < 1.7 && away(entry, track, timeMs) <= nearShare * size;
}

/** How far a box is from where an object should be by now. */
function away<State>({ track: before, seenMs }: Entry<State>, track: SceneTrack, timeMs: number): number {
  const seconds = before.stillSinceMs === null ? (timeMs - seenMs) / 1000 : 0;
  const [x, y] = anchorOf(before);
  return distance([x + before.velocityX * seconds, y + before.velocityY * seconds], anchorOf(track));
}

/** Whether a detector may take one class for the other. */
export function areAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const [first, second] = classGroupsOf([a, b]);
  return first === second;
}

/** How far a box has gone as a whole: what hides one side of a thing does not move it. */
export function shift(from: Box, to: Box): number {
  const both = (a: number, b: number) =>
    Math.sign(a) === Math.sign(b) ? Math.min(Math.abs(a), Math.abs(b)) : 0;
  return Math.hypot(
    both(to.left - from.left, to.right - from.right),
    both(to.top - from.top, to.bottom - from.bottom),
  );
}

/** The side of a square as large as the box. */
export function sizeOf({ left, top, right, bottom }: Box): number {
  return Math.sqrt(Math.max(1, (right - left) * (bottom - top)));
}

function boxOf({ left, top, right, bottom }: Box): Box {
  return { left, top, right, bottom };
}

function isEntry<State>(value: unknown): value is Entry<State> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    'track' in value &&
    'seenMs' in value &&
    typeof value.seenMs === 'number' &&
    'state' in value
  );
}
