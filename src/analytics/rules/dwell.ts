import type { Scene } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { durationInWords } from './durations.ts';
import { classesParameter, vehicles, zoneParameter } from './parameters.ts';
import {
  classesOf,
  isWanted,
  type Measurement,
  numberOf,
  type RuleDefinition,
  type RuleEvaluator,
  type RuleSetting,
  type RuleValues,
  type Sighting,
  type Stay,
  type Yield,
} from './rule.ts';
import { type EndedStay, ZoneStays } from './zone-stays.ts';

/** How long objects stay in a zone: measured, and told when too long. */
export const dwell: RuleDefinition = {
  kind: 'dwell',
  title: { en: 'Time in zone', fr: 'Temps de présence' },
  help: {
    en: 'Records when vehicles and things enter and leave the zone, and tells when one stays too long. Of persons only the spread of times is kept: they never alert.',
    fr: 'Note quand véhicules et objets entrent dans la zone et en sortent, et prévient quand l’un reste trop longtemps. Des personnes, seule la répartition des durées est gardée : elles n’alertent jamais.',
  },
  parameters: [
    zoneParameter,
    classesParameter(vehicles),
    {
      name: 'longerThan',
      type: 'seconds',
      title: { en: 'Tell after (seconds)', fr: 'Prévenir après (secondes)' },
      required: false,
      minimum: 1,
      maximum: 86_400,
    },
  ],
  measures: [
    {
      name: 'dwell',
      title: { en: 'Time in zone', fr: 'Temps de présence' },
      unit: 's',
      sort: 'each',
      edges: [5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400],
    },
  ],
  sentence(values, { language, where }) {
    const what = classesInWords(classesOf(values), language);
    const longest = numberOf(values, 'longerThan');
    if (language === 'fr') {
      return Number.isNaN(longest)
        ? `Mesurer combien de temps ${what} reste dans « ${where} »`
        : `Prévenir quand ${what} reste plus de ${durationInWords(longest)} dans « ${where} »`;
    }
    return Number.isNaN(longest)
      ? `Measure how long ${what} stays in “${where}”`
      : `Tell when ${what} stays in “${where}” for more than ${durationInWords(longest)}`;
  },
  summary({ class: kind, where, values }, language) {
    const what = classesInWords(kind === null ? [] : [kind], language);
    const longest = durationInWords(numberOf(values, 'longerThan'));
    return language === 'fr'
      ? `${what} est dans « ${where} » depuis plus de ${longest}`
      : `${what} has been in “${where}” for more than ${longest}`;
  },
  faults(values) {
    const classes = classesOf(values);
    const onlyPersons = classes.length > 0 && classes.every((name) => name === 'person');
    return onlyPersons && !Number.isNaN(numberOf(values, 'longerThan'))
      ? [
          {
            parameter: 'longerThan',
            message: 'persons never alert by the time they stay',
            fix: 'leave it out to measure only, or name classes of vehicles',
          },
        ]
      : [];
  },
  create: (values, setting) => new DwellEvaluator(values, setting),
};

/** A shorter stay is a corner that was cut. */
const shortestStayMs = 1_000;

class DwellEvaluator implements RuleEvaluator {
  readonly #zoneId: number;
  readonly #classes: readonly string[];
  readonly #longestMs: number;
  readonly #stays: ZoneStays;
  #ended: EndedStay[] = [];

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#zoneId = numberOf(values, 'zoneId');
    this.#classes = classesOf(values);
    this.#longestMs = numberOf(values, 'longerThan') * 1000;
    this.#stays = new ZoneStays(this.#zoneId, setting.zones.get(this.#zoneId) ?? []);
  }

  update(scene: Scene): readonly Sighting[] {
    const { present, ended } = this.#stays.update(scene);
    this.#ended.push(
      ...ended
        .filter(({ track }) => isWanted(this.#classes, track.class))
        .filter(({ enteredMs, leftMs }) => leftMs - enteredMs >= shortestStayMs),
    );
    return present
      .filter(({ track }) => isWanted(this.#classes, track.class) && track.class !== 'person')
      .filter(({ enteredMs }) => scene.timeMs - enteredMs > this.#longestMs)
      .map(({ key, track, isHidden, enteredMs }) => ({
        key,
        class: track.class,
        confidence: track.score,
        zoneId: this.#zoneId,
        track,
        value: Math.round((scene.timeMs - enteredMs) / 1000),
        hidden: isHidden,
      }));
  }

  take(): Yield {
    const ended = this.#ended;
    this.#ended = [];
    const stays = ended.filter(({ track }) => track.class !== 'person').map((one) => this.#stayOf(one));
    return { measurements: ended.map(measured), stays };
  }

  #stayOf({ track, enteredMs, leftMs }: EndedStay): Stay {
    return { zoneId: this.#zoneId, class: track.class, enteredMs, leftMs };
  }

  save(): unknown {
    return this.#stays.save();
  }

  restore(saved: unknown): void {
    this.#stays.restore(saved);
  }

  reset(): void {
    this.#stays.reset();
  }
}

function measured({ track, enteredMs, leftMs }: EndedStay): Measurement {
  return { measure: 'dwell', class: track.class, part: '', value: (leftMs - enteredMs) / 1000, weight: 1 };
}
