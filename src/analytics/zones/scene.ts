import { anchorOf, type Box, coveredShare } from '#analytics/geometry/boxes.ts';
import { type Point, toPixels } from '#analytics/geometry/points.ts';
import { contains } from '#analytics/geometry/polygons.ts';
import { calmPixels, type PixelFacts } from '#analytics/motion/pixel-facts.ts';
import { StreamClock } from '#analytics/tracking/stream-clock.ts';
import { CountingLine, type Direction, type SavedLine } from './counting-line.ts';
import { HiddenPassages } from './hidden-passages.ts';
import { lineAnchorOf } from './line-anchor.ts';

/** A confirmed object seen in the present picture; box in pixels of the source. */
export interface SceneTrack extends Box {
  readonly id: number;
  readonly class: string;
  readonly score: number;
  /** median of its scores so far */
  readonly medianScore: number;
  /** event time of the first picture that saw it */
  readonly firstSeenMs: number;
  /** speed of the middle of the box, pixels a second */
  readonly velocityX: number;
  readonly velocityY: number;
  /** event time since when it has not moved, or null while it moves */
  readonly stillSinceMs: number | null;
}

/** An object that has just crossed a line. */
export interface Crossing {
  readonly lineId: number;
  readonly direction: Direction;
  readonly track: SceneTrack;
  /** event time at which it did; it is told once the object is believed */
  readonly timeMs: number;
}

/** What the zones and lines of a camera see in one picture. */
export interface Scene {
  readonly timeMs: number;
  /** size of the source, pixels */
  readonly width: number;
  readonly height: number;
  readonly tracks: readonly SceneTrack[];
  /** objects believed to be there still, hidden or missed in this picture, where they should be by now */
  readonly lost: readonly SceneTrack[];
  readonly crossings: readonly Crossing[];
  /** objects whose anchor lies in each zone, by zone id */
  readonly present: ReadonlyMap<number, readonly SceneTrack[]>;
  readonly pixels: PixelFacts;
}

/** What a picture shows beside its confirmed objects. */
export interface Beside {
  /** objects seen too few times to be believed */
  readonly tentative?: readonly SceneTrack[];
  readonly lost?: readonly SceneTrack[];
  readonly pixels?: PixelFacts;
}

/** Zones and lines as drawn, points 0…1. */
export interface SceneGeometry {
  readonly zones: readonly { readonly id: number; readonly polygon: readonly Point[] }[];
  readonly lines: readonly { readonly id: number; readonly from: Point; readonly to: Point }[];
}

/** What an observer knows of the objects near its lines, as plain JSON. */
export interface SavedScene {
  readonly version: 1;
  readonly lines: readonly SavedLine[];
}

/** Share of the picture's diagonal an object must be away from a line, on both sides, to count. */
const marginShare = 0.01;

interface Awaited {
  /** its box lay over a confirmed object: a second box round two persons is no person who crosses */
  readonly covers: boolean;
  readonly crossed: readonly Omit<Crossing, 'track'>[];
}

/** Share of a confirmed object's box from which another box is taken to cover it. */
const coveringShare = 0.5;

/** Follows the objects of one camera through its zones and lines. */
export class SceneObserver {
  readonly #zones: readonly { readonly id: number; readonly polygon: readonly Point[] }[];
  readonly #lines: readonly { readonly id: number; readonly line: CountingLine }[];
  readonly #width: number;
  readonly #height: number;
  readonly #clock = new StreamClock();
  /** time that has passed, whatever the clock of the stream does */
  #elapsedMs = 0;
  readonly #hidden: HiddenPassages<SceneTrack>;
  /** lines crossed by objects that are not confirmed yet */
  #awaited = new Map<number, Awaited>();

  /** `width` and `height` are those of the source picture; a new size wants a new observer. */
  constructor(geometry: SceneGeometry, width: number, height: number) {
    this.#width = width;
    this.#height = height;
    const marginPx = marginShare * Math.hypot(width, height);
    const scaled = (point: Point) => toPixels(point, width, height);
    this.#zones = geometry.zones.map(({ id, polygon }) => ({ id, polygon: polygon.map(scaled) }));
    const lines = geometry.lines.map(({ id, from, to }) => ({ id, from: scaled(from), to: scaled(to) }));
    this.#lines = lines.map(({ id, from, to }) => ({ id, line: new CountingLine(from, to, marginPx) }));
    this.#hidden = new HiddenPassages(lines);
  }

  /**
   * The scene of the next picture. Lines follow `tentative` objects too, so that one which crosses in its first
   * pictures counts, once it is confirmed; one that never is never counts.
   */
  update(tracks: readonly SceneTrack[], timeMs: number, beside: Beside = {}): Scene {
    const { tentative = [], lost = [], pixels = calmPixels } = beside;
    this.#elapsedMs += this.#clock.advance(timeMs).stepMs;
    const seen = tracks.flatMap((track) =>
      [...(this.#awaited.get(track.id)?.crossed ?? []), ...this.#crossed(track, timeMs)].map((crossed) => ({
        ...crossed,
        track,
      })),
    );
    const crossings = [...seen, ...this.#hidden.update(tracks, lost, seen, timeMs)];
    this.#awaited = new Map(
      tentative.map((track) => {
        const before = this.#awaited.get(track.id);
        const covers =
          before?.covers === true || tracks.some((known) => coveredShare(known, track) > coveringShare);
        const crossed = covers ? [] : [...(before?.crossed ?? []), ...this.#crossed(track, timeMs)];
        return [track.id, { covers, crossed }];
      }),
    );
    for (const { line } of this.#lines) {
      for (const { id } of lost) line.remember(id, this.#elapsedMs);
      line.forget(this.#elapsedMs);
    }
    return {
      timeMs,
      width: this.#width,
      height: this.#height,
      tracks,
      lost,
      crossings,
      present: this.#locate(tracks),
      pixels,
    };
  }

  #crossed(track: SceneTrack, timeMs: number): Omit<Crossing, 'track'>[] {
    return this.#lines.flatMap(({ id, line }) => {
      const direction = line.update(track.id, lineAnchorOf(track), this.#elapsedMs);
      return direction ? [{ lineId: id, direction, timeMs }] : [];
    });
  }

  #locate(tracks: readonly SceneTrack[]): Map<number, readonly SceneTrack[]> {
    return new Map(
      this.#zones.map(({ id, polygon }) => [
        id,
        tracks.filter((track) => contains(polygon, ...anchorOf(track))),
      ]),
    );
  }

  /** The picture jumped, or a file started again: forgets every object but those that the tracker kept. */
  reset(kept: ReadonlySet<number> = new Set()): void {
    for (const { line } of this.#lines) line.keep(kept);
    this.#awaited.clear();
    this.#hidden.reset(kept);
  }

  /** On which side of each line each object is, for `restore` after a restart. */
  save(): SavedScene {
    return { version: 1, lines: this.#lines.map(({ line }) => line.save()) };
  }

  /** Goes on where another observer of the same camera stopped; lines that have moved, and rubbish, are ignored. */
  restore(saved: unknown): void {
    if (typeof saved !== 'object' || saved === null) return;
    const { version, lines } = saved as Record<string, unknown>;
    if (version !== 1 || !Array.isArray(lines)) return;
    for (const { line } of this.#lines) for (const one of lines) line.restore(one, this.#elapsedMs);
  }
}
