import { intersectionOverUnion } from '#analytics/geometry/boxes.ts';
import type { Point } from '#analytics/geometry/points.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { areAlike, ObjectMemory, type Remembered } from './object-memory.ts';
import { VisitNumbers } from './visit-numbers.ts';

/** When an object came into a zone, and when it was last in it; null while it is elsewhere. */
export interface StayState {
  readonly enteredMs: number | null;
  readonly insideMs: number;
  /** when last seen, its box lay over that of another: both may be one */
  readonly isOverAnother: boolean;
}

const elsewhere: StayState = { enteredMs: null, insideMs: 0, isOverAnother: false };

/** A stay that has ended. */
export interface EndedStay {
  readonly track: SceneTrack;
  readonly enteredMs: number;
  readonly leftMs: number;
}

/** An object that is in the zone. */
export interface PresentStay {
  readonly key: string;
  readonly track: SceneTrack;
  readonly isHidden: boolean;
  /** when it was first seen to have gone some way; null: it stood there from the start */
  readonly movedMs: number | null;
  readonly enteredMs: number;
}

/** An object this long out of the zone has left it: a box that trembles at the edge has not. */
const leaveMs = 2_000;
/** Overlap from which two boxes may be round one and the same. */
const sameOverlap = 0.5;

/** Follows each object's stays in one zone. */
export class ZoneStays {
  readonly #zoneId: number;
  readonly #memory = new ObjectMemory<StayState>({
    create: () => elsewhere,
    restart: (state, timeMs) => ({
      ...state,
      enteredMs: state.enteredMs === null ? null : timeMs,
      insideMs: timeMs,
    }),
  });

  readonly #visits: VisitNumbers;

  constructor(zoneId: number, polygon: readonly Point[]) {
    this.#zoneId = zoneId;
    this.#visits = new VisitNumbers(polygon);
  }

  /** Objects in the zone after this picture, and stays that ended. */
  update(seen: Scene): { readonly present: readonly PresentStay[]; readonly ended: readonly EndedStay[] } {
    const scene = this.#visits.update(seen);
    const inZone = new Set((scene.present.get(this.#zoneId) ?? []).map(({ id }) => id));
    const { there, gone } = this.#memory.update(scene);
    // Lost under another, it was a second box round that one, or goes on as that one.
    const ended = gone.flatMap(({ track, state }) => (state.isOverAnother ? [] : endOf(track, state)));
    for (const one of there) {
      // Nobody knows where a hidden object is: its stay goes on until it is seen elsewhere, or gone for good.
      if (one.isHidden) continue;
      if (inZone.has(one.track.id)) {
        const enteredMs = one.state.enteredMs ?? scene.timeMs;
        one.state = { enteredMs, insideMs: scene.timeMs, isOverAnother: isOverAnother(one.track, scene) };
      } else if (scene.timeMs - one.state.insideMs > leaveMs) {
        ended.push(...endOf(one.track, one.state));
        one.state = elsewhere;
      }
    }
    return { present: there.flatMap(presentOf), ended };
  }

  save(): unknown {
    return this.#memory.save();
  }

  restore(saved: unknown): void {
    this.#memory.restore(saved);
  }

  reset(): void {
    this.#visits.reset();
    this.#memory.reset();
  }
}

function isOverAnother(track: SceneTrack, { tracks, lost }: Scene): boolean {
  return [...tracks, ...lost].some(
    (other) =>
      other.id !== track.id &&
      areAlike(other.class, track.class) &&
      intersectionOverUnion(other, track) > sameOverlap,
  );
}

function endOf(track: SceneTrack, { enteredMs, insideMs }: StayState): EndedStay[] {
  return enteredMs === null ? [] : [{ track, enteredMs, leftMs: insideMs }];
}

function presentOf({ key, track, isHidden, movedMs, state }: Remembered<StayState>): PresentStay[] {
  return state.enteredMs === null ? [] : [{ key, track, isHidden, movedMs, enteredMs: state.enteredMs }];
}
