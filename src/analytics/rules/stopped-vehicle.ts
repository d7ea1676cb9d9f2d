import type { Scene } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { durationInWords } from './durations.ts';
import { classesParameter, vehicles, zoneParameter } from './parameters.ts';
import {
  classesOf,
  isWanted,
  numberOf,
  type RuleDefinition,
  type RuleEvaluator,
  type RuleSetting,
  type RuleValues,
  type Sighting,
  wordOf,
} from './rule.ts';
import { type PresentStay, ZoneStays } from './zone-stays.ts';

/** A vehicle came into a zone and stands there. */
export const stoppedVehicle: RuleDefinition = {
  kind: 'stopped-vehicle',
  title: { en: 'Stopped vehicle', fr: 'Véhicule arrêté' },
  help: {
    en: 'Tells when a vehicle came and stands still in the zone for the time. One that stood there before the rule began never alerts.',
    fr: 'Prévient quand un véhicule est venu et reste arrêté dans la zone pendant la durée. Un véhicule déjà là quand la règle commence n’alerte jamais.',
  },
  parameters: [
    zoneParameter,
    classesParameter(vehicles),
    {
      name: 'seconds',
      type: 'seconds',
      title: { en: 'Still for (seconds)', fr: 'À l’arrêt pendant (secondes)' },
      required: false,
      default: 30,
      minimum: 3,
      maximum: 86_400,
    },
    {
      name: 'inTraffic',
      type: 'choice',
      title: { en: 'When the traffic stands', fr: 'Quand la circulation est arrêtée' },
      required: false,
      default: 'ignore',
      options: [
        { value: 'ignore', title: { en: 'do not tell', fr: 'ne pas prévenir' } },
        { value: 'tell', title: { en: 'tell all the same', fr: 'prévenir quand même' } },
      ],
    },
  ],
  sentence(values, { language, where }) {
    const what = classesInWords(classesOf(values), language);
    const time = durationInWords(numberOf(values, 'seconds'));
    const isIgnored = wordOf(values, 'inTraffic') !== 'tell';
    if (language === 'fr') {
      const traffic = isIgnored ? ', sauf si la circulation est arrêtée' : '';
      return `Prévenir quand ${what} reste à l’arrêt ${time} dans « ${where} »${traffic}`;
    }
    const traffic = isIgnored ? ', unless the traffic stands' : '';
    return `Tell when ${what} stands in “${where}” for ${time}${traffic}`;
  },
  summary({ class: kind, where, values }, language) {
    const what = classesInWords(kind === null ? [] : [kind], language);
    const time = durationInWords(numberOf(values, 'seconds'));
    return language === 'fr'
      ? `${what} est à l’arrêt dans « ${where} » depuis ${time}`
      : `${what} has stood in “${where}” for ${time}`;
  },
  create: (values, setting) => new StoppedVehicleEvaluator(values, setting),
};

/** Vehicles that stand together with none that moves past them for this long are traffic that stands. */
const jamMs = 10_000;
/** A vehicle is known to stand from a little before it was seen to have moved for the last time. */
const settleMs = 2_500;

class StoppedVehicleEvaluator implements RuleEvaluator {
  readonly #zoneId: number;
  readonly #classes: readonly string[];
  readonly #stillMs: number;
  readonly #ignoresTraffic: boolean;
  readonly #stays: ZoneStays;
  #told = new Set<string>();
  /** when each last stood in traffic that stood: its time begins once the traffic moves */
  #heldUpMs = new Map<string, number>();
  #movedMs: number | undefined;

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#zoneId = numberOf(values, 'zoneId');
    this.#classes = classesOf(values);
    this.#stillMs = numberOf(values, 'seconds') * 1000;
    this.#ignoresTraffic = wordOf(values, 'inTraffic') !== 'tell';
    this.#stays = new ZoneStays(this.#zoneId, setting.zones.get(this.#zoneId) ?? []);
  }

  update(scene: Scene): readonly Sighting[] {
    const { present } = this.#stays.update(scene);
    const wanted = present.filter(({ track }) => isWanted(this.#classes, track.class));
    const arrived = wanted.filter(hasArrived);
    if (wanted.some(({ track, isHidden }) => track.stillSinceMs === null && !isHidden)) {
      this.#movedMs = scene.timeMs;
    }
    this.#holdUp(arrived, scene.timeMs);
    this.#told = new Set(arrived.filter((one) => this.#isTold(one, scene.timeMs)).map(({ key }) => key));
    return arrived
      .filter(({ key }) => this.#told.has(key))
      .map(({ key, track, isHidden }) => ({
        key,
        class: track.class,
        confidence: track.score,
        zoneId: this.#zoneId,
        track,
        value: Math.round(standing(track, scene.timeMs) / 1000),
        hidden: isHidden,
      }));
  }

  #isTold({ key, track }: PresentStay, timeMs: number): boolean {
    if (this.#told.has(key)) return true;
    const heldUpMs = this.#heldUpMs.get(key) ?? Number.NEGATIVE_INFINITY;
    return Math.min(standing(track, timeMs), timeMs - heldUpMs) >= this.#stillMs;
  }

  /** Several that came to a stop, and nothing gets past them: that is the traffic. */
  #holdUp(arrived: readonly PresentStay[], timeMs: number): void {
    const waiting = arrived.filter(({ key }) => !this.#told.has(key));
    const isJam = waiting.length > 1 && timeMs - (this.#movedMs ?? Number.NEGATIVE_INFINITY) > jamMs;
    const isHeldUp = this.#ignoresTraffic && isJam;
    this.#heldUpMs = new Map(
      waiting.flatMap(({ key }) => {
        const heldUpMs = isHeldUp ? timeMs : this.#heldUpMs.get(key);
        return heldUpMs === undefined ? [] : [[key, Math.min(heldUpMs, timeMs)] as const];
      }),
    );
  }

  save(): unknown {
    return { stays: this.#stays.save(), told: [...this.#told] };
  }

  restore(saved: unknown): void {
    if (typeof saved !== 'object' || saved === null) return;
    if ('stays' in saved) this.#stays.restore(saved.stays);
    if ('told' in saved && Array.isArray(saved.told)) {
      this.#told = new Set(saved.told.filter((key) => typeof key === 'string'));
    }
  }

  reset(): void {
    this.#stays.reset();
    this.#movedMs = undefined;
  }
}

/** It moved, and then came to stand; one that drives off has moved, but stood before. */
function hasArrived({ track: { stillSinceMs }, movedMs }: PresentStay): boolean {
  return stillSinceMs !== null && movedMs !== null && stillSinceMs >= movedMs - settleMs;
}

function standing({ stillSinceMs }: PresentStay['track'], timeMs: number): number {
  return stillSinceMs === null ? 0 : timeMs - stillSinceMs;
}
