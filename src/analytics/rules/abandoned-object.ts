import { anchorOf, type Box, coveredShare, intersectionOverUnion } from '#analytics/geometry/boxes.ts';
import type { Point } from '#analytics/geometry/points.ts';
import { contains } from '#analytics/geometry/polygons.ts';
import type { StaticThing } from '#analytics/motion/pixel-facts.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { classesInWords } from './class-names.ts';
import { durationInWords } from './durations.ts';
import { type Owner, Owners } from './owners.ts';
import { secondsParameter, zoneParameter } from './parameters.ts';
import {
  numberOf,
  type RuleDefinition,
  type RuleEvaluator,
  type RuleSetting,
  type RuleValues,
  type Sighting,
} from './rule.ts';
import { isCarried, middleOf, movesByItself } from './things.ts';

/** Something was put down in a zone and its owner left. */
export const abandonedObject: RuleDefinition = {
  kind: 'abandoned-object',
  title: { en: 'Abandoned object', fr: 'Objet abandonné' },
  help: {
    en: 'Tells when something that was not there stays in the zone for the time and whoever put it down has left. It ends when it is taken up again.',
    fr: 'Prévient quand quelque chose qui n’était pas là reste dans la zone pendant la durée et que la personne qui l’a posé est partie. Prend fin quand l’objet est repris.',
  },
  parameters: [zoneParameter, { ...secondsParameter(30), minimum: 3 }],
  looksAtPixels: true,
  sentence(values, { language, where }) {
    const time = durationInWords(numberOf(values, 'seconds'));
    return language === 'fr'
      ? `Prévenir quand un objet reste abandonné dans « ${where} » pendant ${time}`
      : `Tell when something is left behind in “${where}” for ${time}`;
  },
  summary({ class: kind, where, values }, language) {
    const time = durationInWords(numberOf(values, 'seconds'));
    const what = kind === null ? '' : ` (${classesInWords([kind], language)})`;
    return language === 'fr'
      ? `Objet abandonné dans « ${where} » depuis ${time}${what}`
      : `Left behind in “${where}” for ${time}${what}`;
  },
  create: (values, setting) => new AbandonedObjectEvaluator(values, setting),
};

/** A thing that nobody was seen to put down must lie for so many times the asked time. */
const unownedFactor = 2;
/** Share of a thing that something which moves by itself covers: it is that, or hidden by it. */
const coverShare = 0.5;
/** Overlap from which a detected bag is the thing. */
const bagOverlap = 0.25;
/** What moves by itself and stood where the thing is seen is remembered for this long. */
const standerMemoryMs = 60_000;
/** A thing unseen for so long is gone. */
const goneMs = 30_000;
/** What was first seen so long after a thing was put down, in its place, is the thing itself under a wrong name. */
const laterMs = 500;

interface Stander {
  readonly box: Box;
  readonly firstSeenMs: number;
  readonly seenMs: number;
}

interface Lying {
  owner: Owner | undefined;
  hasLeft: boolean;
  seenMs: number;
  /** was abandoned in an earlier picture: it stays so until it is taken up */
  isTold: boolean;
}

class AbandonedObjectEvaluator implements RuleEvaluator {
  readonly #zoneId: number;
  readonly #polygon: readonly Point[];
  readonly #settledMs: number;
  readonly #owners = new Owners();
  readonly #lying = new Map<number, Lying>();
  /** where vehicles and other things that move by themselves stood, by track number */
  readonly #standers = new Map<number, Stander>();

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#zoneId = numberOf(values, 'zoneId');
    this.#polygon = setting.zones.get(this.#zoneId) ?? [];
    this.#settledMs = numberOf(values, 'seconds') * 1000;
  }

  update(scene: Scene): readonly Sighting[] {
    this.#owners.update(scene);
    this.#rememberStanders(scene);
    const things = scene.pixels.statics.filter(
      (thing) => thing.change === 'appeared' && contains(this.#polygon, ...anchorOf(thing)),
    );
    for (const thing of things) this.#follow(thing, scene);
    for (const [id, { seenMs }] of this.#lying) {
      if (Math.abs(scene.timeMs - seenMs) > goneMs) this.#lying.delete(id);
    }
    return things.flatMap((thing) => this.#judge(thing, scene));
  }

  #rememberStanders({ tracks, timeMs }: Scene): void {
    for (const track of tracks) {
      if (track.class === 'person' || track.stillSinceMs === null || !movesByItself(track.class)) continue;
      const { left, top, right, bottom, firstSeenMs } = track;
      this.#standers.set(track.id, { box: { left, top, right, bottom }, firstSeenMs, seenMs: timeMs });
    }
    for (const [id, { seenMs }] of this.#standers) {
      if (Math.abs(timeMs - seenMs) > standerMemoryMs) this.#standers.delete(id);
    }
  }

  #follow(thing: StaticThing, scene: Scene): void {
    const known = this.#lying.get(thing.id);
    const before = known?.owner ?? this.#owners.find(thing, thing.sinceMs);
    const owner = before && this.#owners.follow(before, thing, scene, known?.hasLeft ?? false);
    const hasLeft = owner !== undefined && this.#owners.hasLeft(owner, thing, scene.timeMs);
    this.#lying.set(thing.id, { owner, hasLeft, seenMs: scene.timeMs, isTold: known?.isTold ?? false });
  }

  /** What is hidden may be in its owner's hands already: it is told once it is seen lying there. */
  #judge(thing: StaticThing, scene: Scene): readonly Sighting[] {
    const lying = this.#lying.get(thing.id);
    const isAbandoned = this.#isAbandoned(thing, scene) && !thing.isHidden;
    if (!lying || !(isAbandoned || lying.isTold)) return [];
    lying.isTold = true;
    return [{ ...this.#told(thing, scene), hidden: !isAbandoned }];
  }

  #isAbandoned(thing: StaticThing, scene: Scene): boolean {
    const known = this.#lying.get(thing.id);
    const lainMs = scene.timeMs - thing.sinceMs;
    const neededMs = known?.owner === undefined ? this.#settledMs * unownedFactor : this.#settledMs;
    if (lainMs < neededMs || (known?.owner !== undefined && !known.hasLeft)) return false;
    return !this.#isSomebody(thing, scene);
  }

  /** It is a person, a vehicle, or hidden by one. */
  #isSomebody(thing: StaticThing, { tracks, lost }: Scene): boolean {
    const covers = (box: Box) => coveredShare(thing, box) > coverShare;
    const isThing = (firstSeenMs: number) => firstSeenMs > thing.sinceMs + laterMs;
    const isThere = [...tracks, ...lost]
      .filter((track) => movesByItself(track.class) && covers(track))
      .some((track) => !(isVehicleStill(track) && isThing(track.firstSeenMs)));
    const stood = [...this.#standers.values()].filter(({ box }) => covers(box));
    return isThere || stood.some(({ firstSeenMs }) => !isThing(firstSeenMs));
  }

  #told(thing: StaticThing, { tracks }: Scene): Sighting {
    const bag = tracks.find((track) => isBagAt(track, thing));
    return {
      key: `${thing.id}`,
      class: bag?.class ?? null,
      confidence: bag?.score ?? null,
      zoneId: this.#zoneId,
      at: middleOf(thing),
    };
  }

  save(): unknown {
    return [...this.#lying];
  }

  restore(saved: unknown): void {
    if (!Array.isArray(saved)) return;
    for (const [id, lying] of saved.filter(isSavedLying)) this.#lying.set(id, lying);
  }

  reset(): void {
    this.#owners.clear();
    this.#standers.clear();
  }
}

function isVehicleStill({ class: name, stillSinceMs }: SceneTrack): boolean {
  return name !== 'person' && stillSinceMs !== null;
}

function isBagAt(track: SceneTrack, thing: Box): boolean {
  return isCarried(track.class) && intersectionOverUnion(track, thing) > bagOverlap;
}

function isSavedLying(entry: unknown): entry is [number, Lying] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'number') return false;
  const lying: unknown = entry[1];
  if (typeof lying !== 'object' || lying === null || !('hasLeft' in lying) || !('isTold' in lying))
    return false;
  return typeof lying.hasLeft === 'boolean' && typeof lying.isTold === 'boolean' && 'seenMs' in lying;
}
