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
/** A person who shows up so near the owner's last place, so soon, is the owner under a new number. */
const takeOverMs = 4_000;
const takeOverHeights = 0.8;
/** Share of a thing from which a person's last box is the thing: somebody who stands there unseen. */
const sameCover = 0.6;

/** Who put a thing down, as last seen. */
export interface Owner {
  readonly id: number;
  readonly box: Box;
  readonly seenMs: number;
}

interface Place extends Box {
  readonly id: number;
  readonly timeMs: number;
}

/** Remembers where persons were, to find who put a thing down and whether they have left it. */
export class Owners {
  #places: Place[] = [];

  /** Takes in the persons of a picture. */
  update({ tracks, timeMs }: Scene): void {
    this.#places = this.#places.filter(
      (place) => timeMs - place.timeMs <= memoryMs && place.timeMs <= timeMs,
    );
    for (const { id, class: name, left, top, right, bottom } of tracks) {
      if (name === 'person') this.#places.push({ id, timeMs, left, top, right, bottom });
    }
  }

  /** The person nearest to the thing about the moment it came to rest, or undefined. */
  find(thing: Box, sinceMs: number): Owner | undefined {
    let nearest: Place | undefined;
    let least = besideHeights;
    for (const place of this.#places) {
      if (place.timeMs < sinceMs - beforeMs || place.timeMs > sinceMs + afterMs) continue;
      const away = heightsAway(place, thing);
      if (away >= least) continue;
      least = away;
      nearest = place;
    }
    return nearest && this.#lastOf(nearest.id);
  }

  /** The owner as last seen, under another number where the old one was lost beside the thing: who left has no heir. */
  follow(owner: Owner, { tracks }: Scene, hasLeft: boolean): Owner {
    const seen = this.#lastOf(owner.id);
    if (seen && seen.seenMs > owner.seenMs) return seen;
    if (hasLeft) return owner;
    const heir = tracks.find((track) => isHeir(track, owner));
    return heir ? (this.#lastOf(heir.id) ?? owner) : owner;
  }

  /** Whether the owner has gone away from the thing. */
  hasLeft(owner: Owner, thing: Box, timeMs: number): boolean {
    if (heightsAway(owner.box, thing) > leftHeights) return true;
    return timeMs - owner.seenMs > unseenMs && coveredShare(thing, owner.box) < sameCover;
  }

  /** The stream jumped: places of before mean nothing. */
  clear(): void {
    this.#places = [];
  }

  #lastOf(id: number): Owner | undefined {
    const last = this.#places.findLast((place) => place.id === id);
    if (!last) return undefined;
    const { left, top, right, bottom, timeMs } = last;
    return { id, box: { left, top, right, bottom }, seenMs: timeMs };
  }
}

function isHeir(track: SceneTrack, owner: Owner): boolean {
  const isNew = track.firstSeenMs > owner.seenMs && track.firstSeenMs - owner.seenMs < takeOverMs;
  return track.class === 'person' && isNew && heightsAway(owner.box, track) < takeOverHeights;
}

/** Distance of the feet of a person from the foot of a thing, in heights of the person. */
function heightsAway(person: Box, thing: Box): number {
  const height = Math.max(1, person.bottom - person.top);
  const [x, y] = anchorOf(person);
  const nearestX = Math.min(Math.max(x, thing.left), thing.right);
  return distance([x, y], [nearestX, thing.bottom]) / height;
}
