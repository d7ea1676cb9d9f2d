import type { Point } from '#analytics/geometry/points.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { ObjectMemory, type Remembered } from './object-memory.ts';
import { VisitNumbers } from './visit-numbers.ts';

/** When an object came into a zone, and when it was last in it; null while it is elsewhere. */
export interface StayState {
  readonly enteredMs: number | null;
  readonly insideMs: number;
}

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

/** Follows each object's stays in one zone. */
export class ZoneStays {
  readonly #zoneId: number;
  readonly #memory = new ObjectMemory<StayState>({
    create: () => ({ enteredMs: null, insideMs: 0 }),
    restart: ({ enteredMs }, timeMs) => ({ enteredMs: enteredMs === null ? null : timeMs, insideMs: timeMs }),
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
    const ended = gone.flatMap(({ track, state }) => endOf(track, state));
    for (const one of there) {
      // Nobody knows where a hidden object is: its stay goes on until it is seen elsewhere, or gone for good.
      if (one.isHidden) continue;
      if (inZone.has(one.track.id)) {
        one.state = { enteredMs: one.state.enteredMs ?? scene.timeMs, insideMs: scene.timeMs };
      } else if (scene.timeMs - one.state.insideMs > leaveMs) {
        ended.push(...endOf(one.track, one.state));
        one.state = { enteredMs: null, insideMs: 0 };
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

function endOf(track: SceneTrack, { enteredMs, insideMs }: StayState): EndedStay[] {
  return enteredMs === null ? [] : [{ track, enteredMs, leftMs: insideMs }];
}

function presentOf({ key, track, isHidden, movedMs, state }: Remembered<StayState>): PresentStay[] {
  return state.enteredMs === null ? [] : [{ key, track, isHidden, movedMs, enteredMs: state.enteredMs }];
}
