import type { Scene } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { ObjectMemory } from './object-memory.ts';
import { classesParameter, lineParameter } from './parameters.ts';
import {
  classesOf,
  isWanted,
  numberOf,
  type RuleDefinition,
  type RuleEvaluator,
  type RuleValues,
  type Sighting,
  wordOf,
} from './rule.ts';

/** An object of a class crosses a line, in one direction or both. */
export const crossing: RuleDefinition = {
  kind: 'crossing',
  title: { en: 'Line crossing', fr: 'Franchissement de ligne' },
  help: {
    en: 'Tells when an object crosses the line in the chosen direction.',
    fr: 'Prévient quand un objet franchit la ligne dans le sens choisi.',
  },
  parameters: [
    lineParameter,
    classesParameter(['person']),
    {
      name: 'direction',
      type: 'direction',
      title: { en: 'Direction', fr: 'Sens' },
      required: false,
      default: 'both',
    },
  ],
  sentence(values, { language, where, direction }) {
    const what = classesInWords(classesOf(values), language);
    if (language === 'fr') {
      return `Prévenir quand ${what} franchit « ${where} »${direction ? ` vers « ${direction} »` : ''}`;
    }
    return `Tell when ${what} crosses “${where}”${direction ? ` towards “${direction}”` : ''}`;
  },
  summary({ class: kind, where, direction }, language) {
    const what = classesInWords(kind === null ? [] : [kind], language);
    if (language === 'fr')
      return `${what} a franchi « ${where} »${direction ? ` vers « ${direction} »` : ''}`;
    return `${what} crossed “${where}”${direction ? ` towards “${direction}”` : ''}`;
  },
  create: (values) => new CrossingEvaluator(values),
};

class CrossingEvaluator implements RuleEvaluator {
  readonly #lineId: number;
  readonly #classes: readonly string[];
  readonly #wanted: unknown;
  /** an object that is lost after it crossed, and crosses again under a new number, is the same one */
  readonly #memory = new ObjectMemory<null>({ create: () => null, restart: () => null });

  constructor(values: RuleValues) {
    this.#lineId = numberOf(values, 'lineId');
    this.#classes = classesOf(values);
    this.#wanted = wordOf(values, 'direction') ?? 'both';
  }

  update(scene: Scene): readonly Sighting[] {
    const { there } = this.#memory.update(scene);
    return scene.crossings
      .filter(({ lineId, direction }) => lineId === this.#lineId && this.#wants(direction))
      .filter(({ track }) => isWanted(this.#classes, track.class))
      .map(({ direction, track }) => ({
        key: `${there.find((one) => one.track.id === track.id)?.key ?? track.id} ${direction}`,
        class: track.class,
        confidence: track.score,
        lineId: this.#lineId,
        direction,
        track,
      }));
  }

  #wants(direction: string): boolean {
    return this.#wanted === 'both' || this.#wanted === direction;
  }

  save(): unknown {
    return this.#memory.save();
  }

  restore(saved: unknown): void {
    this.#memory.restore(saved);
  }

  reset(): void {
    this.#memory.reset();
  }
}
