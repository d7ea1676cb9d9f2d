import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { durationInWords } from './durations.ts';
import { Hold } from './hold.ts';
import { classesParameter, lineParameter, moreThanParameter, zoneParameter } from './parameters.ts';
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
import { ZoneStays } from './zone-stays.ts';

/** More objects than a number, over an interval. */
export const objectCount: RuleDefinition = {
  kind: 'object-count',
  title: { en: 'Number over a time', fr: 'Nombre sur une durée' },
  help: {
    en: 'Tells when more objects than the number crossed the line, or came into the zone, within the time.',
    fr: 'Prévient quand plus d’objets que le nombre ont franchi la ligne, ou sont entrés dans la zone, pendant la durée.',
  },
  parameters: [
    { ...lineParameter, required: false },
    { ...zoneParameter, required: false },
    {
      name: 'direction',
      type: 'direction',
      title: { en: 'Direction', fr: 'Sens' },
      required: false,
      default: 'both',
    },
    classesParameter(['person']),
    { ...moreThanParameter, whole: true, maximum: 100_000 },
    {
      name: 'minutes',
      type: 'number',
      title: { en: 'Within (minutes)', fr: 'En (minutes)' },
      required: true,
      minimum: 1,
      maximum: 1440,
      unit: 'min',
    },
  ],
  sentence(values, { language, where, direction }) {
    const what = classesInWords(classesOf(values), language);
    const number = numberOf(values, 'moreThan');
    const time = durationInWords(numberOf(values, 'minutes') * 60);
    const overLine = !Number.isNaN(numberOf(values, 'lineId'));
    if (language === 'fr') {
      const towards = direction ? ` vers « ${direction} »` : '';
      const verb = overLine ? 'franchissent' : 'entrent dans';
      return `Prévenir quand plus de ${number} (${what}) ${verb} « ${where} »${towards} en ${time}`;
    }
    const towards = direction ? ` towards “${direction}”` : '';
    return `Tell when more than ${number} (${what}) ${overLine ? 'cross' : 'come into'} “${where}”${towards} within ${time}`;
  },
  summary({ where, value = 0, values }, language) {
    const time = durationInWords(numberOf(values, 'minutes') * 60);
    return language === 'fr'
      ? `« ${where} » : ${value} ${value > 1 ? 'passages' : 'passage'} en ${time}`
      : `“${where}”: ${value} ${value === 1 ? 'passage' : 'passages'} within ${time}`;
  },
  faults(values) {
    const named = ['lineId', 'zoneId'].filter((name) => !Number.isNaN(numberOf(values, name))).length;
    if (named !== 1) {
      const message =
        named === 0 ? 'names neither a line nor a zone' : 'a line and a zone cannot go together';
      return [{ parameter: 'line', message, fix: 'name either a line or a zone' }];
    }
    const isDirected = (wordOf(values, 'direction') ?? 'both') !== 'both';
    return isDirected && Number.isNaN(numberOf(values, 'lineId'))
      ? [{ parameter: 'direction', message: 'a zone has no direction', fix: 'leave it out, or name a line' }]
      : [];
  },
  create: (values, setting) => new ObjectCountEvaluator(values, setting),
};

/** Share of the number by which it must fall before it is over: one that hovers is told once. */
const hysteresisShare = 0.1;

class ObjectCountEvaluator implements RuleEvaluator {
  readonly #lineId: number;
  readonly #zoneId: number;
  readonly #direction: string;
  readonly #classes: readonly string[];
  readonly #moreThan: number;
  readonly #windowMs: number;
  readonly #hold = new Hold(0, 0);
  readonly #stays: ZoneStays;
  #timesMs: readonly number[] = [];

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#lineId = numberOf(values, 'lineId');
    this.#zoneId = numberOf(values, 'zoneId');
    this.#direction = wordOf(values, 'direction') ?? 'both';
    this.#classes = classesOf(values);
    this.#moreThan = numberOf(values, 'moreThan');
    this.#windowMs = numberOf(values, 'minutes') * 60_000;
    this.#stays = new ZoneStays(this.#zoneId, setting.zones.get(this.#zoneId) ?? []);
  }

  update(scene: Scene): readonly Sighting[] {
    const { timeMs } = scene;
    const passed = Number.isNaN(this.#lineId) ? this.#entered(scene) : this.#crossed(scene);
    const added = passed.filter((track) => isWanted(this.#classes, track.class)).map(() => timeMs);
    this.#timesMs = [...this.#timesMs.map((ms) => Math.min(ms, timeMs)), ...added].filter(
      (ms) => timeMs - ms < this.#windowMs,
    );
    const value = this.#timesMs.length;
    const slack = Math.floor(this.#moreThan * hysteresisShare);
    const isOn = this.#hold.update(value > this.#moreThan, value <= this.#moreThan - slack, timeMs);
    if (!isOn) return [];
    const place = Number.isNaN(this.#lineId) ? { zoneId: this.#zoneId } : { lineId: this.#lineId };
    return [{ key: 'count', class: null, confidence: null, value, ...place }];
  }

  #crossed({ crossings }: Scene): readonly SceneTrack[] {
    return crossings
      .filter(({ lineId }) => lineId === this.#lineId)
      .filter(({ direction }) => this.#direction === 'both' || direction === this.#direction)
      .map(({ track }) => track);
  }

  #entered(scene: Scene): readonly SceneTrack[] {
    const { present } = this.#stays.update(scene);
    return present.filter(({ enteredMs }) => enteredMs === scene.timeMs).map(({ track }) => track);
  }

  save(): unknown {
    return { timesMs: this.#timesMs, stays: this.#stays.save(), hold: this.#hold.save() };
  }

  restore(saved: unknown): void {
    if (typeof saved !== 'object' || saved === null) return;
    if ('timesMs' in saved && Array.isArray(saved.timesMs)) {
      this.#timesMs = saved.timesMs.filter((ms) => typeof ms === 'number');
    }
    if ('stays' in saved) this.#stays.restore(saved.stays);
    if ('hold' in saved) this.#hold.restore(saved.hold);
  }

  /** What has passed has passed: a jump of the picture does not undo it. */
  reset(): void {
    this.#stays.reset();
  }
}
