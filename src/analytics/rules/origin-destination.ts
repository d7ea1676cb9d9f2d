import { anchorOf } from '#analytics/geometry/boxes.ts';
import type { Point } from '#analytics/geometry/points.ts';
import { signedDistance } from '#analytics/geometry/segments.ts';
import type { Crossing, Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { type Journey, OpenJourneys } from './journeys.ts';
import { ObjectMemory, type Remembered } from './object-memory.ts';
import { classesParameter, vehicles } from './parameters.ts';
import {
  classesOf,
  idsOf,
  isWanted,
  type Measurement,
  type RuleDefinition,
  type RuleEvaluator,
  type RuleSetting,
  type RuleValues,
  type Yield,
} from './rule.ts';

/** From which line to which line objects go: turning movements of a junction. */
export const originDestination: RuleDefinition = {
  kind: 'origin-destination',
  title: { en: 'Origin and destination', fr: 'Origine et destination' },
  help: {
    en: 'Counts the ways objects take between the lines: from the line crossed first to the line crossed next, with the time it takes. It never alerts.',
    fr: 'Compte les trajets entre les lignes : de la première ligne franchie à la suivante, avec la durée. N’alerte jamais.',
  },
  parameters: [
    { name: 'lines', type: 'lines', title: { en: 'Lines', fr: 'Lignes' }, required: true },
    classesParameter([...vehicles, 'bicycle']),
  ],
  measures: [
    {
      name: 'trips',
      title: { en: 'Trips, time between the lines', fr: 'Trajets, durée entre les lignes' },
      unit: 's',
      sort: 'each',
      edges: [2, 5, 10, 20, 30, 60, 120, 300],
    },
  ],
  sentence(values, { language, where }) {
    const what = classesInWords(classesOf(values), language);
    return language === 'fr'
      ? `Compter entre quelles lignes passe ${what} : « ${where} »`
      : `Count between which lines ${what} goes: “${where}”`;
  },
  summary: ({ where }, language) => (language === 'fr' ? `Trajet par « ${where} »` : `A trip by “${where}”`),
  faults: (values) =>
    idsOf(values, 'linesIds').length < 2
      ? [{ parameter: 'lines', message: 'a way wants two lines at least', fix: 'name two lines or more' }]
      : [],
  create: (values, setting) => new OriginDestinationEvaluator(values, setting),
};

interface Line {
  readonly from: Point;
  readonly to: Point;
}

interface Origin {
  readonly lineId: number;
  readonly crossedMs: number;
}

interface Traveller {
  readonly lineId: number | null;
  readonly crossedMs: number;
  /** number of the track it was last seen under */
  readonly trackId: number | null;
}

class OriginDestinationEvaluator implements RuleEvaluator {
  readonly #lineIds: readonly number[];
  readonly #classes: readonly string[];
  readonly #memory = new ObjectMemory<Traveller>({
    create: () => ({ lineId: null, crossedMs: 0, trackId: null }),
    restart: (state, timeMs) => ({ ...state, crossedMs: timeMs }),
  });
  readonly #open = new OpenJourneys();
  #trips: Measurement[] = [];

  readonly #lines: RuleSetting['lines'];

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#lines = setting.lines;
    this.#lineIds = idsOf(values, 'linesIds');
    this.#classes = classesOf(values);
  }

  update(scene: Scene): readonly [] {
    const { there } = this.#memory.update(scene);
    const seen = new Map(there.filter(({ isHidden }) => !isHidden).map(({ key, track }) => [key, track]));
    for (const crossing of scene.crossings) {
      const one = there.find((known) => known.track.id === crossing.track.id);
      if (one && this.#watches(crossing.lineId, crossing.track))
        this.#cross(one, crossing, scene.timeMs, seen);
    }
    for (const one of there) {
      if (!one.isHidden && one.state.trackId !== one.track.id) this.#meet(one, scene.timeMs, seen);
    }
    return [];
  }

  #watches(lineId: number, track: SceneTrack): boolean {
    return this.#lineIds.includes(lineId) && isWanted(this.#classes, track.class);
  }

  #cross(
    one: Remembered<Traveller>,
    { lineId, timeMs: crossedMs }: Crossing,
    timeMs: number,
    seen: ReadonlyMap<string, SceneTrack>,
  ): void {
    const { key, track } = one;
    const own = ownOrigin(one.state, lineId);
    if (own) this.#open.end(key);
    const origin = own ?? this.#open.joined(lineId, track, timeMs, seen);
    if (origin) this.#tell(origin, lineId, track, crossedMs);
    this.#open.begin(key, lineId, track, timeMs);
    one.state = { lineId, crossedMs, trackId: track.id };
  }

  /** One whose track begins beyond a line, in the course of one who was lost before it, has gone over that line too. */
  #meet(one: Remembered<Traveller>, timeMs: number, seen: ReadonlyMap<string, SceneTrack>): void {
    const { key, track } = one;
    one.state = { ...one.state, trackId: track.id };
    for (const lineId of this.#lineIds) {
      const line = this.#lines.get(lineId);
      if (!line || !this.#watches(lineId, track)) continue;
      const origin = this.#open.passed(lineId, line, track, timeMs, seen);
      if (!origin) continue;
      const crossedMs = origin.crossedMs + shareBefore(line, origin, track) * (timeMs - origin.crossedMs);
      this.#tell(origin, lineId, track, crossedMs);
      this.#open.begin(key, lineId, track, timeMs);
      one.state = { lineId, crossedMs, trackId: track.id };
      return;
    }
  }

  #tell({ lineId: origin, crossedMs }: Origin, lineId: number, track: SceneTrack, timeMs: number): void {
    this.#trips.push({
      measure: 'trips',
      class: track.class,
      part: `${origin}>${lineId}`,
      value: (timeMs - crossedMs) / 1000,
      weight: 1,
    });
  }

  take(): Yield {
    const measurements = this.#trips;
    this.#trips = [];
    return { measurements };
  }

  save(): unknown {
    return { objects: this.#memory.save(), open: this.#open.save() };
  }

  restore(saved: unknown): void {
    if (typeof saved !== 'object' || saved === null) return;
    const { objects, open } = saved as Record<string, unknown>;
    this.#memory.restore(objects);
    this.#open.restore(open);
  }

  reset(): void {
    this.#memory.reset();
    this.#open.reset();
  }
}

/** Share of the way from where a journey was begun to an object beyond a line that lies before the line. */
function shareBefore({ from, to }: Line, { at }: Journey, track: SceneTrack): number {
  const [before, after] = [signedDistance(from, to, at), signedDistance(from, to, anchorOf(track))];
  return before / (before - after);
}

/** The line that the object itself crossed before, when it is another. */
function ownOrigin({ lineId, crossedMs }: Traveller, crossed: number): Origin | undefined {
  return lineId === null || lineId === crossed ? undefined : { lineId, crossedMs };
}
