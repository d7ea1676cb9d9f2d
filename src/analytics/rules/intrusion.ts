import { anchorOf, type Box, coveredShare } from '#analytics/geometry/boxes.ts';
import type { Point } from '#analytics/geometry/points.ts';
import { breadthOf, depthIn } from '#analytics/geometry/polygons.ts';
import { placedClassesOf } from '#analytics/tracking/class-groups.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { ObjectMemory, type Remembered } from './object-memory.ts';
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
import { movesByItself } from './things.ts';
import { VisitNumbers } from './visit-numbers.ts';

/** An object of a class stands in a zone. */
export const intrusion: RuleDefinition = {
  kind: 'intrusion',
  title: { en: 'Intrusion', fr: 'Intrusion' },
  help: {
    en: 'Tells when an object is in the zone during the period. A vehicle that stood there before is none.',
    fr: 'Prévient quand un objet est dans la zone pendant la période. Un véhicule qui y était déjà n’en est pas un.',
  },
  parameters: [zoneParameter, classesParameter(['person'])],
  sentence(values, { language, where }) {
    const what = classesInWords(classesOf(values), language);
    return language === 'fr'
      ? `Prévenir quand ${what} est dans « ${where} »`
      : `Tell when ${what} is in “${where}”`;
  },
  summary({ class: kind, where }, language) {
    const what = classesInWords(kind === null ? [] : [kind], language);
    return language === 'fr' ? `${what} est dans « ${where} »` : `${what} is in “${where}”`;
  },
  create: (values, setting) => new IntrusionEvaluator(values, setting),
};

/** A box that is in the zone for a picture or two trembles, or was cut short by who stands before it. */
const leastInsideMs = 300;

/** How deep in the zone one must get, in heights of its box, and in breadths of the zone at most. */
const edgeShare = 0.05;
const narrowShare = 0.1;

/** Lower part of a box that shows wheels or feet, and the share of it from which they are hidden. */
const footShare = 0.2;
const hidingShare = 0.05;
/** Share of a vehicle's box that another covers, and of the other's score under which it is faint: both may be one. */
const doubleShare = 0.5;
const faintShare = 0.6;

interface Intruder {
  /** since when it is in the zone, as far as it is seen; null: it is not */
  readonly insideSinceMs: number | null;
  /** has been in it for long enough to be believed */
  readonly isInside: boolean;
  /** stood there before the period began, and has not moved since */
  readonly isOld: boolean;
}

class IntrusionEvaluator implements RuleEvaluator {
  readonly #zoneId: number;
  readonly #classes: readonly string[];
  readonly #memory = new ObjectMemory<Intruder>({
    create: ({ firstSeenMs }) => ({ insideSinceMs: firstSeenMs, isInside: false, isOld: false }),
    restart: (state, timeMs) => ({ ...state, insideSinceMs: state.insideSinceMs === null ? null : timeMs }),
  });

  readonly #polygon: readonly Point[];
  readonly #breadth: number;
  readonly #visits: VisitNumbers;

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#zoneId = numberOf(values, 'zoneId');
    this.#classes = classesOf(values);
    this.#polygon = setting.zones.get(this.#zoneId) ?? [];
    this.#breadth = breadthOf(this.#polygon);
    this.#visits = new VisitNumbers(this.#polygon);
  }

  update(seen: Scene, isActive: boolean): readonly Sighting[] {
    const scene = this.#visits.update(seen);
    const present = new Set((scene.present.get(this.#zoneId) ?? []).map(({ id }) => id));
    const { there } = this.#memory.update(scene);
    for (const one of there) {
      const isIn = present.has(one.track.id) && (one.state.isInside || this.#isWellInside(one.track));
      const isUnsure = !one.state.isInside && isDoubtful(one.track, scene.tracks);
      one.state = observed({ ...one, isHidden: one.isHidden || isUnsure }, isIn, scene.timeMs, isActive);
    }
    return there
      .filter(({ state, track }) => state.isInside && !state.isOld && isWanted(this.#classes, track.class))
      .filter(({ movedMs, track }) => movedMs !== null || !isPlaced(track.class))
      .map(({ key, track, isHidden }) => ({
        key,
        class: track.class,
        confidence: track.score,
        zoneId: this.#zoneId,
        track,
        hidden: isHidden,
      }));
  }

  /** A box that trembles at the edge of the zone is not in it; where the zone is narrow, less is asked. */
  #isWellInside(track: Box): boolean {
    const least = Math.min(edgeShare * (track.bottom - track.top), narrowShare * this.#breadth);
    return depthIn(this.#polygon, ...anchorOf(track)) >= least;
  }

  save(): unknown {
    return this.#memory.save();
  }

  restore(saved: unknown): void {
    this.#memory.restore(saved);
  }

  reset(): void {
    this.#visits.reset();
    this.#memory.reset();
  }
}

function observed(
  { state, track, isHidden }: Remembered<Intruder>,
  isIn: boolean,
  timeMs: number,
  isActive: boolean,
): Intruder {
  const isStill = track.stillSinceMs !== null && isPlaced(track.class);
  const isOld = isStill && (state.isOld || !isActive);
  if (isHidden) return { ...state, isOld };
  if (!isIn) return { insideSinceMs: null, isInside: false, isOld };
  // One that was in the zone before it was confirmed has been seen there long enough.
  const insideSinceMs = state.insideSinceMs ?? timeMs;
  return { insideSinceMs, isInside: state.isInside || timeMs - insideSinceMs >= leastInsideMs, isOld };
}

/**
 * Something nearer hides the foot of one who passes: its box then reaches down to that, into a zone it only passes by.
 * Whoever stands there will be seen. A faint vehicle that another all but covers may be a second box round that one.
 */
function isDoubtful(track: SceneTrack, others: readonly SceneTrack[]): boolean {
  const isSecondBoxOf = (other: SceneTrack) =>
    coveredShare(track, other) >= doubleShare && track.medianScore < faintShare * other.medianScore;
  if (isPlaced(track.class) && others.some(isSecondBoxOf)) return true;
  if (track.stillSinceMs !== null) return false;
  const nearer = others.filter((other) => other.bottom > track.bottom && movesByItself(other.class));
  const foot = { ...track, top: track.bottom - footShare * (track.bottom - track.top) };
  return nearer.some((other) => coveredShare(foot, other) >= hidingShare);
}

function isPlaced(name: string): boolean {
  return placedClassesOf([name])[0] === true;
}
