import { anchorOf } from '#analytics/geometry/boxes.ts';
import type { Point } from '#analytics/geometry/points.ts';
import { contains } from '#analytics/geometry/polygons.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { durationInWords } from './durations.ts';
import { Hold } from './hold.ts';
import { LevelMeter } from './level-meter.ts';
import { classesParameter, moreThanParameter, secondsParameter, zoneParameter } from './parameters.ts';
import {
  classesOf,
  isWanted,
  numberOf,
  type RuleDefinition,
  type RuleEvaluator,
  type RuleSetting,
  type RuleValues,
  type Sighting,
  type Text,
  type Yield,
} from './rule.ts';
import { VisitNumbers } from './visit-numbers.ts';

/** What an occupancy is called when it is told. */
const meanings: Readonly<Record<string, Text>> = {
  number: { en: 'just the number', fr: 'le nombre seul' },
  crowd: { en: 'a crowd', fr: 'une foule' },
  jam: { en: 'a traffic jam', fr: 'un embouteillage' },
  'full-car-park': { en: 'a full car park', fr: 'un parking plein' },
};

/** More objects than a number stay in a zone for a time. */
export const occupancy: RuleDefinition = {
  kind: 'occupancy',
  title: { en: 'Occupancy', fr: 'Occupation' },
  help: {
    en: 'Tells when more objects than the number stay in the zone for the time: a crowd, a jam, a full car park.',
    fr: 'Prévient quand plus d’objets que le nombre restent dans la zone pendant la durée : foule, embouteillage, parking plein.',
  },
  parameters: [
    zoneParameter,
    classesParameter(['person']),
    { ...moreThanParameter, whole: true },
    secondsParameter(10),
    {
      name: 'meaning',
      type: 'choice',
      title: { en: 'It means', fr: 'Cela signifie' },
      required: false,
      default: 'number',
      options: Object.entries(meanings).map(([value, title]) => ({ value, title })),
    },
  ],
  measures: [
    {
      name: 'occupancy',
      title: { en: 'Objects present', fr: 'Objets présents' },
      unit: '1',
      sort: 'level',
      edges: [1, 2, 5, 10, 20, 50, 100, 200],
    },
  ],
  sentence(values, { language, where }) {
    const what = classesInWords(classesOf(values), language);
    const threshold = numberOf(values, 'moreThan');
    const seconds = numberOf(values, 'seconds');
    const named = nameOf(values, language);
    if (language === 'fr') {
      const hold = seconds === 0 ? '' : ` pendant ${durationInWords(seconds)}`;
      return `Prévenir quand « ${where} » compte ${moreThanInFrench(threshold)} (${what})${hold}${named && ` : ${named}`}`;
    }
    const hold = seconds === 0 ? '' : ` for ${durationInWords(seconds)}`;
    return `Tell when “${where}” holds more than ${threshold} ${threshold === 1 ? 'object' : 'objects'} (${what})${hold}${named && `: ${named}`}`;
  },
  summary({ where, value = 0, values }, language) {
    const named = nameOf(values, language);
    return language === 'fr'
      ? `${named && `${named} : `}« ${where} » compte ${value} ${value > 1 ? 'objets' : 'objet'}`
      : `${named && `${named}: `}“${where}” holds ${value} ${value === 1 ? 'object' : 'objects'}`;
  },
  create: (values, setting) => new OccupancyEvaluator(values, setting),
};

function nameOf({ meaning }: RuleValues, language: 'en' | 'fr'): string {
  return typeof meaning === 'string' && meaning !== 'number' ? (meanings[meaning]?.[language] ?? '') : '';
}

/** French counts nothing and one as singular. */
function moreThanInFrench(threshold: number): string {
  if (threshold === 0) return 'au moins un objet';
  return threshold === 1 ? 'plus d’un objet' : `plus de ${threshold} objets`;
}

/** A dip shorter than this does not end an occupancy: a detector misses an object now and then. */
const toleranceMs = 1_000;
/** One that stood in the zone and is hidden is believed to be there for this long. */
const hiddenMs = 30_000;
/** Share of the number by which it must fall before it is over: one that hovers is told once. */
const hysteresisShare = 0.1;

class OccupancyEvaluator implements RuleEvaluator {
  readonly #zoneId: number;
  readonly #classes: readonly string[];
  readonly #moreThan: number;
  readonly #hold: Hold;
  readonly #meter: LevelMeter;
  readonly #polygon: readonly Point[];
  readonly #visits: VisitNumbers;
  /** when each object that is in the zone was last seen in it */
  #insideMs = new Map<number, number>();

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#zoneId = numberOf(values, 'zoneId');
    this.#classes = classesOf(values);
    this.#moreThan = numberOf(values, 'moreThan');
    this.#hold = new Hold(numberOf(values, 'seconds') * 1000, toleranceMs);
    this.#meter = new LevelMeter(setting.framesPerSecond);
    this.#polygon = setting.zones.get(this.#zoneId) ?? [];
    this.#visits = new VisitNumbers(this.#polygon);
  }

  update(scene: Scene): readonly Sighting[] {
    const seen = this.#visits.update(scene);
    const value = this.#count(seen);
    this.#meter.note({ occupancy: value }, scene.timeMs);
    const most = value + this.#countMissed(seen);
    const slack = Math.floor(this.#moreThan * hysteresisShare);
    const isOn = this.#hold.update(value > this.#moreThan, most <= this.#moreThan - slack, scene.timeMs);
    return isOn ? [{ key: 'zone', class: null, confidence: null, zoneId: this.#zoneId, value }] : [];
  }

  /** Those seen in the zone, and those that stood in it and are hidden now. */
  #count(scene: Scene): number {
    const present = (scene.present.get(this.#zoneId) ?? []).filter((track) => this.#isWanted(track));
    const hidden = scene.lost.filter(({ id, stillSinceMs }) => {
      const insideMs = this.#insideMs.get(id) ?? Number.NEGATIVE_INFINITY;
      return stillSinceMs !== null && scene.timeMs - insideMs <= hiddenMs;
    });
    this.#insideMs = new Map([
      ...hidden.map(({ id }) => [id, this.#insideMs.get(id) ?? scene.timeMs] as const),
      ...present.map(({ id }) => [id, scene.timeMs] as const),
    ]);
    return this.#insideMs.size;
  }

  /** Those who walked in the zone a moment ago and are missed in this picture: nobody saw them leave. */
  #countMissed({ lost }: Scene): number {
    return lost.filter(
      (track) =>
        !this.#insideMs.has(track.id) && this.#isWanted(track) && contains(this.#polygon, ...anchorOf(track)),
    ).length;
  }

  #isWanted(track: SceneTrack): boolean {
    return isWanted(this.#classes, track.class);
  }

  take(): Yield {
    return { measurements: this.#meter.take() };
  }

  save(): unknown {
    return this.#hold.save();
  }

  restore(saved: unknown): void {
    this.#hold.restore(saved);
  }

  reset(): void {
    this.#hold.reset();
    this.#meter.reset();
    this.#visits.reset();
    this.#insideMs.clear();
  }
}
