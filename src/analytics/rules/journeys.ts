import { anchorOf } from '#analytics/geometry/boxes.ts';
import { distance, type Point } from '#analytics/geometry/points.ts';
import { properlyCross } from '#analytics/geometry/segments.ts';
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
  /** seen for too short a time before: its speed was not known yet */
  readonly isYoung: boolean;
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
/** An object that comes in is seen for this long before its speed is known: the border of the picture cuts its box. */
const youngMs = 1_500;
/** Such a one is faster than its box was: for so long it may be farther on, if it is on the straight way on (cosine). */
const fasterForMs = 3_000;
const straightOn = 0.97;

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
      isYoung: timeMs - track.firstSeenMs < youngMs,
    });
  }

  /** The journey whose straight course leads over a line, unseen, to an object that is seen for the first time. */
  passed(
    lineId: number,
    { from, to }: { readonly from: Point; readonly to: Point },
    track: SceneTrack,
    timeMs: number,
    seen: ReadonlyMap<string, SceneTrack>,
  ): Journey | undefined {
    return this.#join(track, timeMs, seen, (journey) => {
      return journey.lineId !== lineId && properlyCross(journey.at, anchorOf(track), from, to);
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
    return this.#join(track, timeMs, seen, (journey) => journey.lineId !== lineId);
  }

  #join(
    track: SceneTrack,
    timeMs: number,
    seen: ReadonlyMap<string, SceneTrack>,
    mayBe: (journey: Journey) => boolean,
  ): Journey | undefined {
    this.#open = this.#open.filter(({ crossedMs }) => timeMs - crossedMs <= longestMs && crossedMs <= timeMs);
    const found = this.#open
      .filter((journey) => {
        if (!mayBe(journey) || !leadsTo(journey, track, timeMs)) return false;
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

function astray(journey: Journey, track: SceneTrack, timeMs: number): number {
  const { at, crossedMs } = journey;
  const [x, y] = courseOf(journey, track);
  const seconds = (timeMs - crossedMs) / 1000;
  return distance([at[0] + x * seconds, at[1] + y * seconds], anchorOf(track));
}

/** The velocity of a course: that with which one went over the line, or with which one arrives if that was not known. */
function courseOf({ velocity, isYoung }: Journey, { velocityX, velocityY }: SceneTrack): Point {
  return isYoung ? [velocityX, velocityY] : velocity;
}

function leadsTo(journey: Journey, track: SceneTrack, timeMs: number): boolean {
  if (!areAlike(journey.class, track.class)) return false;
  const way = distance(journey.at, anchorOf(track));
  const size = sizeOf(track);
  return (
    way >= leastWay * size &&
    isSameWay(journey, track) &&
    (astray(journey, track, timeMs) <= Math.max(strayShare * way, straySizes * size) ||
      isFartherOn(journey, track, timeMs))
  );
}

/** One who had just come in over the border: the way gone since tells the speed, at most twice that of the cut box. */
function isFartherOn(
  { at, velocity, isYoung, crossedMs }: Journey,
  track: SceneTrack,
  timeMs: number,
): boolean {
  const seconds = (timeMs - crossedMs) / 1000;
  if (!isYoung || seconds <= 0 || timeMs - crossedMs > fasterForMs) return false;
  const [x, y] = anchorOf(track);
  const gone: Point = [(x - at[0]) / seconds, (y - at[1]) / seconds];
  const [speed, pace] = [Math.hypot(...velocity), Math.hypot(...gone)];
  const along = gone[0] * velocity[0] + gone[1] * velocity[1];
  return along >= straightOn * speed * pace && pace >= speed && pace <= 2 * (1 + turnShare) * speed;
}

/** The middle of a box that comes in over the border moves half as fast as the object, so its speed may only grow. */
function isSameWay({ velocity: [x, y], isYoung }: Journey, { velocityX, velocityY }: SceneTrack): boolean {
  const speed = Math.hypot(x, y);
  if (!isYoung) return distance([x, y], [velocityX, velocityY]) <= turnShare * speed;
  const along = (x * velocityX + y * velocityY) / speed;
  return along >= (1 - turnShare) * speed && along <= 2 * (1 + turnShare) * speed;
}

function isJourney(value: unknown): value is Journey {
  return (
    typeof value === 'object' && value !== null && 'key' in value && 'velocity' in value && 'at' in value
  );
}
