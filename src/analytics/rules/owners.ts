import { anchorOf, type Box, coveredShare } from '#analytics/geometry/boxes.ts';
import { distance } from '#analytics/geometry/points.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';

/** How long the places of persons are remembered: a thing is known some seconds after it was put down. */
const memoryMs = 15_000;
/** When, about the moment a thing came to rest, its owner was beside it. */
const beforeMs = 3_000;
const afterMs = 1_000;
/** Distances in heights of the person: one so near may have put it down, one so far has left it. */
const besideHeights = 0.9;
const leftHeights = 1.5;
/** An owner out of sight for so long, whose last place is not the thing's, is gone. */
const unseenMs = 2_500;
/** One whose last place is the thing's may stand there unseen for longer. */
const unseenBesideMs = 8_000;
/** One who stood still and is missed may stand there still for so long. */
const missedMs = 6_000;
/** A person who shows up so near the owner's last place, so soon, is the owner under a new number. */
const takeOverMs = 4_000;
const takeOverHeights = 0.8;
/** Share of a thing, and of a person's height, from which the thing is the person, who stands there unseen. */
const sameCover = 0.6;
const sameHeight = 0.65;

/** Who put a thing down, as last seen. */
export interface Owner {
  readonly id: number;
  readonly box: Box;
  readonly seenMs: number;
  /** everybody who was beside the thing when it came to rest */
  readonly beside: readonly number[];
}

interface Place extends Box {
  readonly id: number;
  readonly timeMs: number;
  /** earlier than the time where the person stands there unseen */
  readonly seenMs: number;
}

/** Remembers where persons were, to find who put a thing down and whether they have left it. */
export class Owners {
  #places: Place[] = [];

  /** Takes in the persons of a picture; one who stood still and has just been missed stands there still. */
  update({ tracks, lost, timeMs }: Scene): void {
    this.#places = this.#places.filter(
      (place) => timeMs - place.timeMs <= memoryMs && place.timeMs <= timeMs,
    );
    const standing = lost.filter((track) => track.stillSinceMs !== null && this.#isMissed(track, timeMs));
    for (const track of tracks) this.#note(track, timeMs, timeMs);
    for (const track of standing) this.#note(track, timeMs, this.#seenMs(track.id));
  }

  #note({ id, class: name, left, top, right, bottom }: SceneTrack, timeMs: number, seenMs: number): void {
    if (name === 'person') this.#places.push({ id, timeMs, seenMs, left, top, right, bottom });
  }

  #isMissed({ id }: SceneTrack, timeMs: number): boolean {
    return timeMs - this.#seenMs(id) <= missedMs;
  }

  /** When a person was last seen indeed. */
  #seenMs(id: number): number {
    return this.#places.findLast((place) => place.id === id)?.seenMs ?? Number.NEGATIVE_INFINITY;
  }

  /** The person nearest to the thing about the moment it came to rest, or undefined. */
  find(thing: Box, sinceMs: number): Owner | undefined {
    let nearest: Place | undefined;
    let least = besideHeights;
    const beside = new Set<number>();
    for (const place of this.#places) {
      if (place.timeMs < sinceMs - beforeMs || place.timeMs > sinceMs + afterMs) continue;
      const away = heightsAway(place, thing);
      if (away < besideHeights) beside.add(place.id);
      if (away >= least) continue;
      least = away;
      nearest = place;
    }
    return nearest && this.#lastOf(nearest.id, [...beside]);
  }

  /** The owner as last seen, under another number where the old one was lost beside the thing: who left has no heir. */
  follow(owner: Owner, thing: Box, { tracks }: Scene, hasLeft: boolean): Owner {
    const seen = this.#lastOf(owner.id, owner.beside);
    if (seen && seen.seenMs > owner.seenMs) return seen;
    if (hasLeft || heightsAway(owner.box, thing) > besideHeights) return owner;
    const heir = tracks.find((track) => this.#isHeir(track, owner));
    return heir ? (this.#lastOf(heir.id, owner.beside) ?? owner) : owner;
  }

  /** Whether the owner has gone away from the thing. */
  hasLeft(owner: Owner, thing: Box, timeMs: number): boolean {
    if (heightsAway(owner.box, thing) > leftHeights) return true;
    const isBeside = coveredShare(thing, owner.box) >= sameCover;
    const isUnseen = timeMs - owner.seenMs > (isBeside ? unseenBesideMs : unseenMs);
    return isUnseen && !mayBe(thing, owner.box) && !this.#isWatched(owner, thing, timeMs);
  }

  /** Two boxes may have been drawn round one owner: who was beside the thing from the first and still is watches it. */
  #isWatched({ id: ownerId, beside }: Owner, thing: Box, timeMs: number): boolean {
    return beside.some((id) => {
      const seen = id === ownerId ? undefined : this.#lastOf(id, []);
      return seen && timeMs - seen.seenMs < unseenMs && heightsAway(seen.box, thing) < besideHeights;
    });
  }

  /** The stream jumped: places of before mean nothing. */
  clear(): void {
    this.#places = [];
  }

  /** Who came in sight where the owner was lost; others pass by there. */
  #isHeir({ id, class: name, firstSeenMs }: SceneTrack, owner: Owner): boolean {
    const isNew = firstSeenMs > owner.seenMs && firstSeenMs - owner.seenMs < takeOverMs;
    const first = name === 'person' && isNew ? this.#places.find((place) => place.id === id) : undefined;
    return first !== undefined && heightsAway(owner.box, first) < takeOverHeights;
  }

  #lastOf(id: number, beside: readonly number[]): Owner | undefined {
    const last = this.#places.findLast((place) => place.id === id);
    if (!last) return undefined;
    const { left, top, right, bottom, timeMs } = last;
    return { id, box: { left, top, right, bottom }, seenMs: timeMs, beside };
  }
}

/** Whether what is seen may be a person who stands there; what is wider than it is tall is none. */
function mayBe(thing: Box, person: Box): boolean {
  if (thing.right - thing.left > thing.bottom - thing.top) return false;
  const isAsTall = thing.bottom - thing.top > sameHeight * (person.bottom - person.top);
  return isAsTall && Math.max(coveredShare(thing, person), coveredShare(person, thing)) > sameCover;
}

/** Distance of the feet of a person from the foot of a thing, in heights of the person. */
function heightsAway(person: Box, thing: Box): number {
  const height = Math.max(1, person.bottom - person.top);
  const [x, y] = anchorOf(person);
  const nearestX = Math.min(Math.max(x, thing.left), thing.right);
  return distance([x, y], [nearestX, thing.bottom]) / height;
}
