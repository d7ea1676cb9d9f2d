import { anchorOf } from '#analytics/geometry/boxes.ts';
import type { Point } from '#analytics/geometry/points.ts';
import { contains } from '#analytics/geometry/polygons.ts';
import type { Scene } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { durationInWords } from './durations.ts';
import { classesParameter, zoneParameter } from './parameters.ts';
import {
  classesOf,
  isWanted,
  numberOf,
  type RuleDefinition,
  type RuleEvaluator,
  type RuleSetting,
  type RuleValues,
  type Sighting,
} from './rule.ts';

/** Nothing is seen where something should be. */
export const absence: RuleDefinition = {
  kind: 'absence',
  title: { en: 'Absence', fr: 'Absence' },
  help: {
    en: 'Tells when none of the objects was seen in the zone for the time, while the camera could see.',
    fr: 'Prévient quand aucun des objets n’a été vu dans la zone pendant la durée, alors que la caméra voyait.',
  },
  parameters: [
    zoneParameter,
    classesParameter(['person']),
    {
      name: 'minutes',
      type: 'number',
      title: { en: 'For (minutes)', fr: 'Pendant (minutes)' },
      required: true,
      minimum: 0.1,
      maximum: 10_080,
      unit: 'min',
    },
  ],
  looksAtPixels: true,
  sentence(values, { language, where }) {
    const classes = classesOf(values);
    const what = classesInWords(classes, language);
    const time = durationInWords(numberOf(values, 'minutes') * 60);
    if (language === 'fr') {
      const none = classes.length === 0 ? 'rien' : `aucun objet attendu (${what})`;
      return `Prévenir quand ${none} n’est vu dans « ${where} » pendant ${time}`;
    }
    const none = classes.length === 0 ? 'nothing' : `nothing expected (${what})`;
    return `Tell when ${none} is seen in “${where}” for ${time}`;
  },
  summary({ where, values }, language) {
    const what = classesInWords(classesOf(values), language);
    const time = durationInWords(numberOf(values, 'minutes') * 60);
    return language === 'fr'
      ? `Rien de vu dans « ${where} » depuis ${time} (attendu : ${what})`
      : `Nothing seen in “${where}” for ${time} (expected: ${what})`;
  },
  create: (values, setting) => new AbsenceEvaluator(values, setting),
};

class AbsenceEvaluator implements RuleEvaluator {
  readonly #zoneId: number;
  readonly #classes: readonly string[];
  readonly #longestMs: number;
  readonly #polygon: readonly Point[];
  #emptySinceMs: number | undefined;

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#zoneId = numberOf(values, 'zoneId');
    this.#classes = classesOf(values);
    this.#longestMs = numberOf(values, 'minutes') * 60_000;
    this.#polygon = setting.zones.get(this.#zoneId) ?? [];
  }

  update(scene: Scene, isActive: boolean): readonly Sighting[] {
    const isSeen = this.#isAnyThere(scene);
    const { blindSinceMs, darkSinceMs, frozenSinceMs } = scene.pixels.signs;
    const canSee = blindSinceMs === null && darkSinceMs === null && frozenSinceMs === null;
    if (isSeen || !canSee || !isActive) {
      this.#emptySinceMs = undefined;
      return [];
    }
    this.#emptySinceMs ??= scene.timeMs;
    const emptyMs = scene.timeMs - this.#emptySinceMs;
    if (emptyMs < this.#longestMs) return [];
    const value = Math.floor(emptyMs / 60_000);
    return [{ key: 'zone', class: null, confidence: null, zoneId: this.#zoneId, value }];
  }

  /** What stood in the zone and is hidden is there. */
  #isAnyThere({ present, lost }: Scene): boolean {
    const hidden = lost.filter(
      (track) => track.stillSinceMs !== null && contains(this.#polygon, ...anchorOf(track)),
    );
    const all = [...(present.get(this.#zoneId) ?? []), ...hidden];
    return all.some((track) => isWanted(this.#classes, track.class));
  }

  /** Who does not see cannot say that nothing is there. */
  silent(): readonly Sighting[] {
    this.#emptySinceMs = undefined;
    return [];
  }

  save(): unknown {
    return { emptySinceMs: this.#emptySinceMs ?? null };
  }

  restore(saved: unknown): void {
    if (typeof saved !== 'object' || saved === null || !('emptySinceMs' in saved)) return;
    if (typeof saved.emptySinceMs === 'number') this.#emptySinceMs = saved.emptySinceMs;
  }

  reset(): void {
    this.#emptySinceMs = undefined;
  }
}
