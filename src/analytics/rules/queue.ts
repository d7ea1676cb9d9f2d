import { anchorOf } from '#analytics/geometry/boxes.ts';
import { distance, type Point } from '#analytics/geometry/points.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { durationInWords } from './durations.ts';
import { Hold } from './hold.ts';
import { LevelMeter } from './level-meter.ts';
import { ObjectMemory, type Remembered, sizeOf } from './object-memory.ts';
import { classesParameter, secondsParameter, vehicles, zoneParameter } from './parameters.ts';
import { longerPath, type PathPoint, recentSpeed } from './path.ts';
import {
  classesOf,
  isWanted,
  numberOf,
  type RuleDefinition,
  type RuleEvaluator,
  type RuleSetting,
  type RuleValues,
  type Sighting,
  type Yield,
} from './rule.ts';

/** How long a queue is. */
export const queue: RuleDefinition = {
  kind: 'queue',
  title: { en: 'Queue', fr: 'File d’attente' },
  help: {
    en: 'Measures the queue in the zone: objects that stand or creep. Its length in metres wants the ground points of the camera.',
    fr: 'Mesure la file dans la zone : les objets arrêtés ou qui avancent au pas. Sa longueur en mètres demande les points au sol de la caméra.',
  },
  parameters: [
    zoneParameter,
    classesParameter(vehicles),
    {
      name: 'moreThan',
      type: 'number',
      title: { en: 'Tell when more than', fr: 'Prévenir au-delà de' },
      required: false,
      minimum: 0,
      maximum: 1000,
      whole: true,
    },
    {
      name: 'longerThan',
      type: 'number',
      title: { en: 'Tell when longer than (m)', fr: 'Prévenir au-delà de (m)' },
      required: false,
      minimum: 1,
      maximum: 10_000,
      unit: 'm',
    },
    secondsParameter(30),
  ],
  measures: [
    {
      name: 'queue',
      title: { en: 'Objects in the queue', fr: 'Objets dans la file' },
      unit: '1',
      sort: 'level',
      edges: [1, 2, 3, 5, 10, 20, 50],
    },
    {
      name: 'queue-length',
      title: { en: 'Length of the queue', fr: 'Longueur de la file' },
      unit: 'm',
      sort: 'level',
      edges: [5, 10, 20, 50, 100, 200],
    },
  ],
  sentence(values, { language, where }) {
    const what = classesInWords(classesOf(values), language);
    const limits = limitsInWords(values, language);
    const hold = durationInWords(numberOf(values, 'seconds'));
    if (language === 'fr') {
      return limits === ''
        ? `Mesurer la file (${what}) dans « ${where} »`
        : `Prévenir quand la file (${what}) dans « ${where} » dépasse ${limits} pendant ${hold}`;
    }
    return limits === ''
      ? `Measure the queue (${what}) in “${where}”`
      : `Tell when the queue (${what}) in “${where}” exceeds ${limits} for ${hold}`;
  },
  summary({ where, value = 0 }, language) {
    return language === 'fr'
      ? `File dans « ${where} » : ${value} ${value > 1 ? 'objets' : 'objet'}`
      : `Queue in “${where}”: ${value} ${value === 1 ? 'object' : 'objects'}`;
  },
  faults: (values, { hasGround }) =>
    !hasGround && !Number.isNaN(numberOf(values, 'longerThan'))
      ? [
          {
            parameter: 'longerThan',
            message: 'metres want the ground points of the camera, and it has none',
            fix: 'give the camera four ground points, or use moreThan',
          },
        ]
      : [],
  create: (values, setting) => new QueueEvaluator(values, setting),
};

function limitsInWords(values: RuleValues, language: 'en' | 'fr'): string {
  const number = numberOf(values, 'moreThan');
  const metres = numberOf(values, 'longerThan');
  const objects = { en: number === 1 ? 'object' : 'objects', fr: number > 1 ? 'objets' : 'objet' }[language];
  const parts = [
    ...(Number.isNaN(number) ? [] : [`${number} ${objects}`]),
    ...(Number.isNaN(metres) ? [] : [`${metres} m`]),
  ];
  return parts.join(language === 'fr' ? ' ou ' : ' or ');
}

/** Time over which an object is seen to creep. */
const windowMs = 2_000;
/** A break shorter than this does not end a queue: it moves up. */
const toleranceMs = 5_000;
/** A queue that is not told yet ends with a shorter one: two short waits make no long one. */
const beginningMs = 1_000;
/** Slower than this is in the queue, metres a second; twice as fast has left it. */
const creepMs = { person: 0.4, other: 1.4 } as const;
/** The same without ground points, in sizes of the object a second. */
const creepSizes = { person: 0.4, other: 0.5 } as const;
/** Metres that one takes up in a queue. */
const lengths: Readonly<Record<string, number>> = {
  person: 0.5,
  bicycle: 1.8,
  motorcycle: 2.2,
  truck: 9,
  bus: 12,
};
const usualLength = 4.5;

interface Waiting {
  readonly path: readonly PathPoint[];
  readonly isInside: boolean;
  readonly isWaiting: boolean;
  /** when it was last seen; one that is hidden for long is no longer believed to queue */
  readonly visibleMs: number;
}

/** A hidden object is believed to wait for this long. */
const hiddenMs = 15_000;

class QueueEvaluator implements RuleEvaluator {
  readonly #zoneId: number;
  readonly #classes: readonly string[];
  readonly #moreThan: number;
  readonly #longerThan: number;
  readonly #ground: RuleSetting['ground'];
  readonly #hold: Hold;
  readonly #meter: LevelMeter;
  readonly #memory = new ObjectMemory<Waiting>({
    create: (_track, timeMs) => ({ path: [], isInside: false, isWaiting: false, visibleMs: timeMs }),
    restart: (state, timeMs) => ({ ...state, path: [], visibleMs: timeMs }),
  });

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#zoneId = numberOf(values, 'zoneId');
    this.#classes = classesOf(values);
    this.#moreThan = numberOf(values, 'moreThan');
    this.#longerThan = numberOf(values, 'longerThan');
    this.#ground = setting.ground;
    this.#hold = new Hold(numberOf(values, 'seconds') * 1000, toleranceMs, beginningMs);
    this.#meter = new LevelMeter(setting.framesPerSecond);
  }

  update(scene: Scene): readonly Sighting[] {
    const present = new Set((scene.present.get(this.#zoneId) ?? []).map(({ id }) => id));
    const { there } = this.#memory.update(scene);
    for (const one of there) {
      if (!one.isHidden) one.state = this.#follow(one, present.has(one.track.id), scene.timeMs);
    }
    const waiting = there
      .filter(({ state }) => state.isInside && state.isWaiting)
      .filter(({ state }) => scene.timeMs - state.visibleMs <= hiddenMs)
      .map(({ track }) => track)
      .filter((track) => isWanted(this.#classes, track.class));
    const metres = this.#metresOf(waiting);
    this.#meter.note(
      { queue: waiting.length, ...(metres === undefined ? {} : { 'queue-length': metres }) },
      scene.timeMs,
    );
    const isLong = waiting.length > this.#moreThan || (metres ?? 0) > this.#longerThan;
    const isOn = this.#hold.update(isLong, !isLong, scene.timeMs);
    const value = waiting.length;
    return isOn ? [{ key: 'queue', class: null, confidence: null, zoneId: this.#zoneId, value }] : [];
  }

  #follow({ state, track }: Remembered<Waiting>, isInside: boolean, timeMs: number): Waiting {
    const anchor = anchorOf(track);
    const at = this.#ground ? this.#ground.toMetres(anchor) : anchor;
    const path = longerPath(state.path, { timeMs, at }, windowMs * 1.5);
    const sort = track.class === 'person' ? 'person' : 'other';
    const limit = this.#ground ? creepMs[sort] : creepSizes[sort] * sizeOf(track);
    const speed = recentSpeed(path, windowMs);
    return { path, isInside, visibleMs: timeMs, isWaiting: isWaiting(state, track, speed, limit) };
  }

  /** From the first to the last of the queue, both whole. */
  #metresOf(waiting: readonly SceneTrack[]): number | undefined {
    const ground = this.#ground;
    if (!ground) return undefined;
    const places = waiting.map((track) => ({
      at: ground.toMetres(anchorOf(track)),
      half: (lengths[track.class] ?? usualLength) / 2,
    }));
    const spans = places.flatMap((a, index) => places.slice(index).map((b) => spanOf(a, b)));
    return Math.max(0, ...spans);
  }

  take(): Yield {
    return { measurements: this.#meter.take() };
  }

  save(): unknown {
    return { objects: this.#memory.save(), hold: this.#hold.save() };
  }

  restore(saved: unknown): void {
    if (typeof saved !== 'object' || saved === null) return;
    if ('objects' in saved) this.#memory.restore(saved.objects);
    if ('hold' in saved) this.#hold.restore(saved.hold);
  }

  reset(): void {
    this.#memory.reset();
    this.#hold.reset();
    this.#meter.reset();
  }
}

/** One that stands waits; one that creeps does so until it is twice as fast. */
function isWaiting(state: Waiting, track: SceneTrack, speed: number | undefined, limit: number): boolean {
  if (track.stillSinceMs !== null) return true;
  if (speed === undefined) return state.isWaiting;
  return speed < (state.isWaiting ? 2 * limit : limit);
}

interface Place {
  readonly at: Point;
  readonly half: number;
}

function spanOf(a: Place, b: Place): number {
  return distance(a.at, b.at) + a.half + b.half;
}
