import { anchorOf, type Box, coveredShare } from '#analytics/geometry/boxes.ts';
import type { Point } from '#analytics/geometry/points.ts';
import { contains } from '#analytics/geometry/polygons.ts';
import type { Scene } from '#analytics/zones/scene.ts';
import { durationInWords } from './durations.ts';
import { secondsParameter, zoneParameter } from './parameters.ts';
import {
  numberOf,
  type RuleDefinition,
  type RuleEvaluator,
  type RuleSetting,
  type RuleValues,
  type Sighting,
} from './rule.ts';
import { middleOf, movesByItself } from './things.ts';

/** Something that stood in a zone is gone. */
export const removedObject: RuleDefinition = {
  kind: 'removed-object',
  title: { en: 'Removed object', fr: 'Objet enlevé' },
  help: {
    en: 'Tells when something that stood in the zone has been gone for the time. Vehicles and persons that leave by themselves are not told.',
    fr: 'Prévient quand quelque chose qui se trouvait dans la zone a disparu depuis la durée. Les véhicules et personnes qui partent d’eux-mêmes ne comptent pas.',
  },
  parameters: [zoneParameter, { ...secondsParameter(30), minimum: 3 }],
  looksAtPixels: true,
  sentence(values, { language, where }) {
    const time = durationInWords(numberOf(values, 'seconds'));
    return language === 'fr'
      ? `Prévenir quand un objet enlevé de « ${where} » manque depuis ${time}`
      : `Tell when something taken from “${where}” has been gone for ${time}`;
  },
  summary({ where }, language) {
    return language === 'fr'
      ? `Un objet a été enlevé de « ${where} »`
      : `Something was taken from “${where}”`;
  },
  create: (values, setting) => new RemovedObjectEvaluator(values, setting),
};

/** A vehicle that stood still is remembered for this long after it was last seen. */
const parkedMemoryMs = 120_000;
/** Share of the changed ground that what left must have covered. */
const leaverCover = 0.5;

interface Parked {
  readonly box: Box;
  readonly seenMs: number;
}

class RemovedObjectEvaluator implements RuleEvaluator {
  readonly #zoneId: number;
  readonly #polygon: readonly Point[];
  readonly #goneMs: number;
  readonly #parked = new Map<number, Parked>();

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#zoneId = numberOf(values, 'zoneId');
    this.#polygon = setting.zones.get(this.#zoneId) ?? [];
    this.#goneMs = numberOf(values, 'seconds') * 1000;
  }

  update(scene: Scene): readonly Sighting[] {
    const { timeMs, pixels } = scene;
    this.#remember(scene);
    return pixels.statics
      .filter(({ change, sinceMs }) => change === 'removed' && timeMs - sinceMs >= this.#goneMs)
      .filter((thing) => contains(this.#polygon, ...anchorOf(thing)) && !this.#leftByItself(thing))
      .map((thing) => ({
        key: `${thing.id}`,
        class: null,
        confidence: null,
        zoneId: this.#zoneId,
        at: middleOf(thing),
      }));
  }

  /** Nobody stands so still that they become ground: only vehicles do. */
  #remember({ tracks, timeMs }: Scene): void {
    for (const track of tracks) {
      if (track.stillSinceMs === null || track.class === 'person' || !movesByItself(track.class)) continue;
      const { left, top, right, bottom } = track;
      this.#parked.set(track.id, { box: { left, top, right, bottom }, seenMs: timeMs });
    }
    for (const [id, { seenMs }] of this.#parked) {
      if (Math.abs(timeMs - seenMs) > parkedMemoryMs) this.#parked.delete(id);
    }
  }

  #leftByItself(thing: Box): boolean {
    return [...this.#parked.values()].some(({ box }) => coveredShare(thing, box) > leaverCover);
  }

  reset(): void {
    this.#parked.clear();
  }
}
