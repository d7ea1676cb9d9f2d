import type { Scene } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { classesParameter, zoneParameter } from './parameters.ts';
import { classesOf, isWanted, numberOf, type RuleDefinition, type RuleEvaluator } from './rule.ts';

/** A dip shorter than this does not end an occupancy: a detector misses an object now and then. */
const toleranceMs = 1_000;

/** More objects than a number stay in a zone for a time. */
export const occupancy: RuleDefinition = {
  kind: 'occupancy',
  title: { en: 'Occupancy', fr: 'Occupation' },
  help: {
    en: 'Tells when more objects than the number stay in the zone for the time.',
    fr: 'Prévient quand plus d’objets que le nombre restent dans la zone pendant la durée.',
  },
  parameters: [
    zoneParameter,
    classesParameter(['person']),
    {
      name: 'moreThan',
      type: 'number',
      title: { en: 'More than', fr: 'Plus de' },
      required: true,
      minimum: 0,
      maximum: 1000,
    },
    {
      name: 'seconds',
      type: 'seconds',
      title: { en: 'For (seconds)', fr: 'Pendant (secondes)' },
      required: false,
      default: 10,
      minimum: 0,
      maximum: 86_400,
    },
  ],
  sentence(values, { language, where }) {
    const what = classesInWords(classesOf(values), language);
    const threshold = numberOf(values, 'moreThan');
    const seconds = numberOf(values, 'seconds');
    if (language === 'fr') {
      const hold = seconds === 0 ? '' : ` pendant ${seconds} s`;
      return `Prévenir quand « ${where} » compte ${moreThanInFrench(threshold)} (${what})${hold}`;
    }
    const hold = seconds === 0 ? '' : ` for ${seconds} s`;
    return `Tell when “${where}” holds more than ${threshold} ${threshold === 1 ? 'object' : 'objects'} (${what})${hold}`;
  },
  summary({ where, value = 0 }, language) {
    return language === 'fr'
      ? `« ${where} » compte ${value} ${value > 1 ? 'objets' : 'objet'}`
      : `“${where}” holds ${value} ${value === 1 ? 'object' : 'objects'}`;
  },
  create: (values) => new OccupancyEvaluator(values),
};

/** French counts nothing and one as singular. */
function moreThanInFrench(threshold: number): string {
  if (threshold === 0) return 'au moins un objet';
  return threshold === 1 ? 'plus d’un objet' : `plus de ${threshold} objets`;
}

class OccupancyEvaluator implements RuleEvaluator {
  readonly #zoneId: number;
  readonly #classes: readonly string[];
  readonly #moreThan: number;
  readonly #holdMs: number;
  #sinceMs: number | undefined;
  #lastAboveMs = 0;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#zoneId = numberOf(values, 'zoneId');
    this.#classes = classesOf(values);
    this.#moreThan = numberOf(values, 'moreThan');
    this.#holdMs = numberOf(values, 'seconds') * 1000;
  }

  update(scene: Scene) {
    const tracks = (scene.present.get(this.#zoneId) ?? []).filter((track) =>
      isWanted(this.#classes, track.class),
    );
    if (tracks.length > this.#moreThan) {
      this.#sinceMs ??= scene.timeMs;
      this.#lastAboveMs = scene.timeMs;
    } else if (scene.timeMs - this.#lastAboveMs > toleranceMs) {
      this.#sinceMs = undefined;
    }
    if (this.#sinceMs === undefined || scene.timeMs - this.#sinceMs < this.#holdMs) return [];
    return [{ key: 'zone', class: null, confidence: null, zoneId: this.#zoneId, value: tracks.length }];
  }

  reset(): void {
    this.#sinceMs = undefined;
  }
}
