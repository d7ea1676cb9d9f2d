import { anchorOf } from '#analytics/geometry/boxes.ts';
import type { GroundPlane } from '#analytics/geometry/ground-plane.ts';
import { touchesBorder } from '#analytics/tracking/picture-size.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { ObjectMemory, type Remembered, sizeOf } from './object-memory.ts';
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
  type Yield,
} from './rule.ts';
import { type GroundStep, speedOf } from './speed-estimate.ts';

/** How fast objects go through a zone. */
export const speed: RuleDefinition = {
  kind: 'speed',
  title: { en: 'Speed', fr: 'Vitesse' },
  help: {
    en: 'Measures the speed of objects in the zone and tells when one is above the limit by more than its error. Wants the ground points of the camera. It is no device that may fine anybody.',
    fr: 'Mesure la vitesse des objets dans la zone et prévient quand l’un dépasse la limite de plus que son erreur. Demande les points au sol de la caméra. Ce n’est pas un appareil homologué.',
  },
  parameters: [
    zoneParameter,
    classesParameter(vehicles),
    {
      name: 'fasterThan',
      type: 'number',
      title: { en: 'Tell above (km/h)', fr: 'Prévenir au-dessus de (km/h)' },
      required: false,
      minimum: 1,
      maximum: 300,
      unit: 'km/h',
    },
  ],
  measures: [
    {
      name: 'speed',
      title: { en: 'Speed', fr: 'Vitesse' },
      unit: 'km/h',
      sort: 'each',
      edges: [10, 20, 30, 40, 50, 60, 70, 80, 90, 110, 130],
    },
  ],
  sentence(values, { language, where }) {
    const what = classesInWords(classesOf(values), language);
    const limit = numberOf(values, 'fasterThan');
    if (language === 'fr') {
      return Number.isNaN(limit)
        ? `Mesurer à quelle vitesse ${what} traverse « ${where} »`
        : `Prévenir quand ${what} dépasse ${limit} km/h dans « ${where} »`;
    }
    return Number.isNaN(limit)
      ? `Measure how fast ${what} goes through “${where}”`
      : `Tell when ${what} exceeds ${limit} km/h in “${where}”`;
  },
  summary({ class: kind, where, value = 0 }, language) {
    const what = classesInWords(kind === null ? [] : [kind], language);
    return language === 'fr'
      ? `${what} à ${value} km/h dans « ${where} »`
      : `${what} at ${value} km/h in “${where}”`;
  },
  faults: (_values, { hasGround }) =>
    hasGround
      ? []
      : [
          {
            parameter: 'zone',
            message: 'speed wants the ground points of the camera, and it has none',
            fix: 'give the camera four points of known place on the ground',
          },
        ],
  create: (values, setting) => new SpeedEvaluator(values, setting),
};

/** Steps of a path that are kept: the last half minute at ten pictures a second. */
const mostSteps = 300;
/** Boxes tremble by this share of their size, and by a pixel at least. */
const jitterShare = 0.02;

/** An object this long out of the zone has left it: a box that trembles at the edge has not. */
const leaveMs = 800;

interface Passing {
  readonly steps: readonly GroundStep[];
  /** when it was last in the zone */
  readonly insideMs: number;
  /** it was last seen out of the zone */
  readonly isOut: boolean;
}

const nowhere = (timeMs: number): Passing => ({ steps: [], insideMs: timeMs, isOut: false });

class SpeedEvaluator implements RuleEvaluator {
  readonly #zoneId: number;
  readonly #classes: readonly string[];
  readonly #limit: number;
  readonly #ground: GroundPlane | undefined;
  readonly #memory = new ObjectMemory<Passing>({
    create: (_, timeMs) => nowhere(timeMs),
    restart: (_, timeMs) => nowhere(timeMs),
  });
  #measured: Measurement[] = [];

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#zoneId = numberOf(values, 'zoneId');
    this.#classes = classesOf(values);
    this.#limit = numberOf(values, 'fasterThan');
    this.#ground = setting.ground;
  }

  update(scene: Scene): readonly Sighting[] {
    const present = new Set((scene.present.get(this.#zoneId) ?? []).map(({ id }) => id));
    const { there, gone } = this.#memory.update(scene);
    for (const { track, state } of gone) this.#close(track, state);
    const sightings: Sighting[] = [];
    for (const one of there) {
      if (!isWanted(this.#classes, one.track.class)) continue;
      if (one.isHidden) this.#leave(one, scene.timeMs, one.state.isOut);
      else if (present.has(one.track.id)) {
        one.state = this.#follow(one, scene);
        sightings.push(...this.#told(one));
      } else this.#leave(one, scene.timeMs, true);
    }
    return sightings;
  }

  /** One seen out of the zone has left it, unless it is back soon; where a hidden one is nobody knows. */
  #leave(one: Remembered<Passing>, timeMs: number, isOut: boolean): void {
    const { steps, insideMs } = one.state;
    if (!isOut || steps.length === 0) return;
    one.state = { ...one.state, isOut };
    if (timeMs - insideMs <= leaveMs) return;
    this.#close(one.track, one.state);
    one.state = nowhere(timeMs);
  }

  /** A box cut by the border of the picture does not show where its object stands. */
  #follow({ track, state }: Remembered<Passing>, scene: Scene): Passing {
    const at = touchesBorder(track, scene);
    const insideMs = scene.timeMs;
    if (!this.#ground || at.left || at.right || at.bottom) return { ...state, insideMs, isOut: false };
    const anchor = anchorOf(track);
    const jitter = Math.max(1, jitterShare * sizeOf(track));
    const step: GroundStep = {
      timeMs: scene.timeMs,
      at: this.#ground.toMetres(anchor),
      errorMetres: this.#ground.errorAt(anchor, jitter),
    };
    return { steps: [...state.steps, step].slice(-mostSteps), insideMs, isOut: false };
  }

  #told({ key, track, state }: Remembered<Passing>): Sighting[] {
    const estimate = speedOf(state.steps);
    if (!estimate || !(estimate.kmh - estimate.errorKmh > this.#limit)) return [];
    const value = Math.round(estimate.kmh);
    return [{ key, class: track.class, confidence: track.score, zoneId: this.#zoneId, track, value }];
  }

  #close(track: SceneTrack, { steps }: Passing): void {
    const estimate = speedOf(steps);
    if (!estimate || !isWanted(this.#classes, track.class)) return;
    this.#measured.push({
      measure: 'speed',
      class: track.class,
      part: '',
      value: Number(estimate.kmh.toFixed(1)),
      weight: 1,
    });
  }

  take(): Yield {
    const measurements = this.#measured;
    this.#measured = [];
    return { measurements };
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
