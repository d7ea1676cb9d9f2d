import { anchorOf, type Box, coveredShare } from '#analytics/geometry/boxes.ts';
import { distance, type Point } from '#analytics/geometry/points.ts';
import { depthIn } from '#analytics/geometry/polygons.ts';
import { placedClassesOf } from '#analytics/tracking/class-groups.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';

/** A number under which rules know a track: its own, or that of the visit it goes on. */
interface Name {
  readonly id: number;
  readonly firstSeenMs: number;
}

/** Someone's stay in the zone, as last seen. */
interface Visit {
  readonly name: Name;
  /** number of the track that was last seen to be on it */
  readonly trackId: number;
  readonly box: Box;
  readonly seenMs: number;
}

/** A track that began in the zone and is not believed yet. */
interface Newcomer {
  readonly sinceMs: number;
  /** where it was first believed to be something */
  readonly box: Box;
  /** visits over which its box lay, by number */
  readonly over: ReadonlySet<number>;
}

/** Who was last seen in the zone longer ago is not who appears in it now. */
const longestGapMs = 6_000;
/** What lies over others for longer than this stands behind them, and what never stirs is someone who waits. */
const longestDoubtMs = 5_000;
/** Someone seen outside the zone for longer than this has left it. */
const leftMs = 2_000;
/** Whoever is seen within this time of the beginning was there before. */
const settleMs = 600;
/** Share of a box that others cover, from which it may be a second box round them. */
const doubleShare = 0.5;
/** Share of a box that another covers, from which both may have been mistaken for each other. */
const mixedShare = 0.2;
/** Share of a box from which it touches another, and of the other's score under which it is a faint one. */
const touchShare = 0.1;
const faintShare = 0.6;
/** Way, in heights of the box, from which one has stirred. */
const stirShare = 0.12;
/** Way from the edge of the zone, in heights of the box, that a box trembles by. */
const edgeShare = 0.1;
/** How far one is taken to get unseen, in heights of the box: a step, and so much a second. */
const reachAtOnce = 0.5;
const reachPerSecond = 0.8;

/**
 * Keeps the number of each visit to a zone. Nobody appears in the middle of a zone: a track that begins there is one
 * whose track has just been lost, or a second box round someone who is there. By place and time alone.
 */
export class VisitNumbers {
  readonly #polygon: readonly Point[];
  #names = new Map<number, Name>();
  #known = new Set<number>();
  #newcomers = new Map<number, Newcomer>();
  #visits: readonly Visit[] = [];
  #begunMs: number | undefined;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(polygon: readonly Point[]) {
    this.#polygon = polygon;
  }

  /** The scene with each visit under the number it began with, and without what is no one of its own. */
  update(scene: Scene): Scene {
    const { timeMs, tracks, lost } = scene;
    if (timeMs < this.#lastMs) this.reset();
    this.#lastMs = timeMs;
    this.#begunMs ??= timeMs;
    const believedMs = this.#begunMs + settleMs;
    for (const track of tracks) {
      if (this.#known.has(track.id) || this.#newcomers.has(track.id)) continue;
      if (track.firstSeenMs <= believedMs || !this.#isNear(track)) this.#known.add(track.id);
      else this.#newcomers.set(track.id, { sinceMs: timeMs, box: track, over: new Set() });
    }
    this.#judgeNewcomers(scene);
    this.#noteVisits(scene);
    const there = new Set([...tracks, ...lost].map(({ id }) => id));
    this.#known = new Set([...this.#known].filter((id) => there.has(id)));
    this.#newcomers = new Map([...this.#newcomers].filter(([id]) => there.has(id)));
    this.#names = new Map([...this.#names].filter(([id]) => there.has(id)));
    return this.#renamed(scene);
  }

  /** The picture jumped: whoever is seen next is believed. */
  reset(): void {
    this.#names.clear();
    this.#known.clear();
    this.#newcomers.clear();
    this.#visits = [];
    this.#begunMs = undefined;
    this.#lastMs = Number.NEGATIVE_INFINITY;
  }

  #judgeNewcomers({ timeMs, tracks }: Scene): void {
    const believed = tracks.filter((track) => this.#known.has(track.id) && !isPlaced(track));
    for (const track of tracks) {
      const newcomer = this.#newcomers.get(track.id);
      if (!newcomer) continue;
      if (!this.#isNear(track)) {
        this.#newcomers.delete(track.id);
        this.#known.add(track.id);
        continue;
      }
      const mixed = believed.filter((other) => coveredShare(track, other) >= mixedShare);
      const over = new Set([...newcomer.over, ...mixed.map((other) => this.#nameOf(other).id)]);
      this.#newcomers.set(track.id, { ...newcomer, over });
      const isNew = timeMs - newcomer.sinceMs <= longestDoubtMs;
      if (isFaint(track, believed) || (isNew && isCovered(track, believed))) continue;
      const isGoingOn = this.#takeOver(track, over, believed, timeMs);
      if (!isGoingOn && isNew && !hasMoved(newcomer.box, track)) continue;
      this.#newcomers.delete(track.id);
      this.#known.add(track.id);
    }
  }

  /** The nearest visit that nobody is on any more goes on under the track. */
  #takeOver(
    track: SceneTrack,
    over: ReadonlySet<number>,
    believed: readonly SceneTrack[],
    timeMs: number,
  ): boolean {
    const seen = new Map(believed.map((one) => [one.id, one]));
    const away = (visit: Visit) => distance(anchorOf(visit.box), anchorOf(track));
    const open = this.#visits
      .filter((visit) => {
        const holder = seen.get(visit.trackId);
        const goneMs = timeMs - visit.seenMs;
        if (holder) return !this.#isInside(holder) && goneMs <= leftMs && over.has(visit.name.id);
        return goneMs <= longestGapMs && away(visit) <= reachOf(track, goneMs);
      })
      .sort((a, b) => away(a) - away(b))[0];
    if (!open) return false;
    const own = this.#nameOf(track);
    this.#names.set(track.id, open.name);
    this.#names.set(open.trackId, own);
    this.#visits = this.#visits.filter((visit) => visit !== open);
    // Found again in the zone, the lost one is as doubtful as any that begins there.
    if (!seen.has(open.trackId)) this.#known.delete(open.trackId);
    return true;
  }

  #noteVisits({ timeMs, tracks }: Scene): void {
    const inside = tracks.filter((track) => this.#known.has(track.id) && this.#isInside(track));
    const now = inside.map((track): Visit => {
      return { name: this.#nameOf(track), trackId: track.id, box: track, seenMs: timeMs };
    });
    const ids = new Set(now.map(({ name }) => name.id));
    const before = this.#visits.filter(
      ({ name, seenMs }) => !ids.has(name.id) && timeMs - seenMs <= longestGapMs,
    );
    this.#visits = [...before, ...now];
  }

  /** In the zone, or so near its edge that a box which trembles may be. */
  #isNear(track: SceneTrack): boolean {
    return !isPlaced(track) && depthIn(this.#polygon, ...anchorOf(track)) > -edgeShare * heightOf(track);
  }

  #isInside(track: SceneTrack): boolean {
    return !isPlaced(track) && depthIn(this.#polygon, ...anchorOf(track)) > 0;
  }

  #nameOf({ id, firstSeenMs }: SceneTrack): Name {
    return this.#names.get(id) ?? { id, firstSeenMs };
  }

  #renamed(scene: Scene): Scene {
    const named = (all: readonly SceneTrack[]) =>
      all
        .filter(({ id }) => !this.#newcomers.has(id))
        .map((track) => (this.#names.has(track.id) ? { ...track, ...this.#names.get(track.id) } : track));
    const present = new Map([...scene.present].map(([id, inZone]) => [id, named(inZone)]));
    return { ...scene, tracks: named(scene.tracks), lost: named(scene.lost), present };
  }
}

/** Others cover it: it may be a second box round them. */
function isCovered(track: SceneTrack, believed: readonly SceneTrack[]): boolean {
  return believed.reduce((sum, other) => sum + coveredShare(track, other), 0) >= doubleShare;
}

/** It touches one who is seen far better. */
function isFaint(track: SceneTrack, believed: readonly SceneTrack[]): boolean {
  return believed.some(
    (other) => coveredShare(track, other) >= touchShare && track.medianScore < faintShare * other.medianScore,
  );
}

/** Who appears in the zone and never stirs may be a thing that looks like someone. */
function hasMoved(from: Box, to: Box): boolean {
  return distance(anchorOf(from), anchorOf(to)) >= stirShare * heightOf(from);
}

function reachOf(track: Box, goneMs: number): number {
  return heightOf(track) * (reachAtOnce + (reachPerSecond * goneMs) / 1000);
}

function heightOf({ top, bottom }: Box): number {
  return bottom - top;
}

/** Vehicles and things are known again by their places. */
function isPlaced(track: SceneTrack): boolean {
  return placedClassesOf([track.class])[0] === true;
}
