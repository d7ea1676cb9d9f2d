import { anchorOf } from '#analytics/geometry/boxes.ts';
import { distance, type Point } from '#analytics/geometry/points.ts';
import type { SceneTrack } from '#analytics/zones/scene.ts';
import { areAlike, sizeOf } from './object-memory.ts';

/** Someone has gone over a line and over no other yet. */
export interface Journey {
  /** the object it belongs to as long as its track lives */
  readonly key: string;
  readonly class: string;
  readonly lineId: number;
  readonly crossedMs: number;
  readonly at: Point;
  readonly velocity: Point;
}

/** Who goes straight on is looked for on the other line for so long. */
const longestMs = 12_000;
/** How far one may be from the place that a straight course leads to: a share of the way, and sizes. */
const strayShare = 0.2;
const straySizes = 0.5;
/** And how far its velocity may be from that of the course, as a share. */
const turnShare = 0.3;
/** Ways shorter than this, in sizes, prove no course. */
const leastWay = 1;

/** The journeys that are open, to be joined where a track was cut and another goes on in its course. */
export class OpenJourneys {
  #open: Journey[] = [];

  /** Someone has gone over a line. What was open under its number stays so: another may have had that number then. */
  begin(key: string, lineId: number, track: SceneTrack, timeMs: number): void {
    this.#open.push({
      key,
      lineId,
      class: track.class,
      crossedMs: timeMs,
      at: anchorOf(track),
      velocity: [track.velocityX, track.velocityY],
    });
  }

  /** The journeys of an object have come to their end. */
  end(key: string): void {
    this.#open = this.#open.filter((journey) => journey.key !== key);
  }

  /**
   * The journey whose straight course leads here now, at about this velocity. One whose own object is `seen` to be on
   * that course still is its own.
   */
  joined(
    lineId: number,
    track: SceneTrack,
    timeMs: number,
    seen: ReadonlyMap<string, SceneTrack>,
  ): Journey | undefined {
    this.#open = this.#open.filter(({ crossedMs }) => timeMs - crossedMs <= longestMs && crossedMs <= timeMs);
    const found = this.#open
      .filter((journey) => {
        if (journey.lineId === lineId || !leadsTo(journey, track, timeMs)) return false;
        const own = seen.get(journey.key);
        return own === undefined || own.id === track.id || !leadsTo(journey, own, timeMs);
      })
      .sort((a, b) => astray(a, track, timeMs) - astray(b, track, timeMs))[0];
    if (found) this.#open = this.#open.filter((journey) => journey !== found);
    return found;
  }

  save(): readonly Journey[] {
    return this.#open;
  }

  restore(saved: unknown): void {
    if (Array.isArray(saved)) this.#open = saved.filter(isJourney);
  }

  reset(): void {
    this.#open = [];
  }
}

function astray({ at, velocity, crossedMs }: Journey, track: SceneTrack, timeMs: number): number {
  const seconds = (timeMs - crossedMs) / 1000;
  return distance([at[0] + velocity[0] * seconds, at[1] + velocity[1] * seconds], anchorOf(track));
}

function leadsTo(journey: Journey, track: SceneTrack, timeMs: number): boolean {
  if (!areAlike(journey.class, track.class)) return false;
  const way = distance(journey.at, anchorOf(track));
  const size = sizeOf(track);
  const speed = Math.hypot(...journey.velocity);
  const turn = distance(journey.velocity, [track.velocityX, track.velocityY]);
  return (
    way >= leastWay * size &&
    turn <= turnShare * speed &&
    astray(journey, track, timeMs) <= Math.max(strayShare * way, straySizes * size)
  );
}

function isJourney(value: unknown): value is Journey {
  return (
    typeof value === 'object' && value !== null && 'key' in value && 'velocity' in value && 'at' in value
  );
}
