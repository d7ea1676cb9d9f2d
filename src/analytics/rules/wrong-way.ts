import { signedDistance } from '#analytics/geometry/segments.ts';
import { lineAnchorOf } from '#analytics/zones/line-anchor.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { ObjectMemory, type Remembered, sizeOf } from './object-memory.ts';
import { classesParameter, lineParameter, vehicles } from './parameters.ts';
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

/** An object goes over a line in the direction that is not allowed. */
export const wrongWay: RuleDefinition = {
  kind: 'wrong-way',
  title: { en: 'Wrong way', fr: 'Contresens' },
  help: {
    en: 'Tells when a vehicle goes over the line in the direction that is not allowed, and keeps going.',
    fr: 'Prévient quand un véhicule franchit la ligne dans le sens interdit et continue.',
  },
  parameters: [
    lineParameter,
    {
      name: 'direction',
      type: 'direction',
      title: { en: 'Wrong direction', fr: 'Sens interdit' },
      required: true,
    },
    classesParameter([...vehicles, 'bicycle']),
  ],
  sentence(values, { language, where, direction = '?' }) {
    const what = classesInWords(classesOf(values), language);
    return language === 'fr'
      ? `Prévenir quand ${what} franchit « ${where} » à contresens, vers « ${direction} »`
      : `Tell when ${what} goes over “${where}” the wrong way, towards “${direction}”`;
  },
  summary({ class: kind, where, direction = '?' }, language) {
    const what = classesInWords(kind === null ? [] : [kind], language);
    return language === 'fr'
      ? `${what} a franchi « ${where} » à contresens, vers « ${direction} »`
      : `${what} went over “${where}” the wrong way, towards “${direction}”`;
  },
  faults: ({ direction }) =>
    direction === 'both'
      ? [
          {
            parameter: 'direction',
            message: 'both directions cannot be wrong',
            fix: 'write forward or backward, or use a rule of kind crossing',
          },
        ]
      : [],
  create: (values, setting) => new WrongWayEvaluator(values, setting),
};

/** Way on each side of the line, in sizes of the object, from which the way is clear. */
const clearShare = 0.5;
/** And as a share of the picture's diagonal: far away, boxes tremble by more than their size tells. */
const clearDiagonalShare = 0.015;
/** An object that does not get away from the line within this time has not gone through. */
const longestPassageMs = 10_000;

interface Passage {
  /** farthest it has been on the side it must not come from, pixels */
  readonly reach: number;
  /** when it went over the line the wrong way, or null */
  readonly crossedMs: number | null;
  readonly isTold: boolean;
}

class WrongWayEvaluator implements RuleEvaluator {
  readonly #lineId: number;
  readonly #direction: 'forward' | 'backward';
  readonly #classes: readonly string[];
  readonly #setting: RuleSetting;
  readonly #memory = new ObjectMemory<Passage>({
    create: () => ({ reach: 0, crossedMs: null, isTold: false }),
    restart: ({ isTold }) => ({ reach: 0, crossedMs: null, isTold }),
  });

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#lineId = numberOf(values, 'lineId');
    this.#direction = wordOf(values, 'direction') === 'backward' ? 'backward' : 'forward';
    this.#classes = classesOf(values);
    this.#setting = setting;
  }

  update(scene: Scene): readonly Sighting[] {
    const { there } = this.#memory.update(scene);
    const crossed = new Map(
      scene.crossings
        .filter(({ lineId }) => lineId === this.#lineId)
        .map(({ track, direction }) => [track.id, direction]),
    );
    for (const one of there) {
      if (!one.isHidden) one.state = this.#follow(one, scene, crossed.get(one.track.id));
    }
    return there
      .filter(({ state, track }) => state.isTold && isWanted(this.#classes, track.class))
      .map(({ key, track, isHidden }) => ({
        key,
        class: track.class,
        confidence: track.score,
        lineId: this.#lineId,
        direction: this.#direction,
        track,
        hidden: isHidden,
      }));
  }

  #follow({ state, track }: Remembered<Passage>, scene: Scene, crossed: string | undefined): Passage {
    const ahead = this.#ahead(track);
    if (ahead === undefined) return state;
    if (crossed !== undefined && crossed !== this.#direction) return { ...state, crossedMs: null, reach: 0 };
    const crossedMs = crossed === this.#direction ? scene.timeMs : state.crossedMs;
    const reach = Math.max(state.reach, -ahead);
    if (crossedMs === null) return { ...state, reach };
    if (scene.timeMs - crossedMs > longestPassageMs) return { ...state, reach: 0, crossedMs: null };
    const clear = Math.max(
      clearShare * sizeOf(track),
      clearDiagonalShare * Math.hypot(scene.width, scene.height),
    );
    const isThrough = ahead >= clear && Math.min(reach, clear) + ahead >= 2 * clear;
    return { reach, crossedMs, isTold: state.isTold || isThrough };
  }

  /** How far the object is beyond the line, seen the wrong way, pixels. */
  #ahead(track: SceneTrack): number | undefined {
    const line = this.#setting.lines.get(this.#lineId);
    if (!line) return undefined;
    const right = signedDistance(line.from, line.to, lineAnchorOf(track));
    return this.#direction === 'forward' ? right : -right;
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
