import type { Box } from '#analytics/geometry/boxes.ts';
import type { Scene, SceneTrack } from '#analytics/zones/scene.ts';
import { type Bay, type BayOccupancy, bayOf, nextOccupancy, shareInBay } from './bay.ts';
import { Hold } from './hold.ts';
import { LevelMeter } from './level-meter.ts';
import { classesParameter } from './parameters.ts';
import {
  classesOf,
  idsOf,
  isWanted,
  numberOf,
  type RuleDefinition,
  type RuleEvaluator,
  type RuleSetting,
  type RuleValues,
  type Sighting,
  type Yield,
} from './rule.ts';

/** Which parking bays are free and which are taken. */
export const parkingBays: RuleDefinition = {
  kind: 'parking-bays',
  title: { en: 'Parking bays', fr: 'Places de stationnement' },
  help: {
    en: 'Follows which bays are free: one zone a bay. Tells when no more than the number are left.',
    fr: 'Suit quelles places sont libres : une zone par place. Prévient quand il n’en reste pas plus que le nombre.',
  },
  parameters: [
    { name: 'bays', type: 'zones', title: { en: 'Bays', fr: 'Places' }, required: true },
    classesParameter(['car', 'truck', 'bus', 'motorcycle']),
    {
      name: 'freeAtMost',
      type: 'number',
      title: { en: 'Tell when free at most', fr: 'Prévenir quand il en reste au plus' },
      required: false,
      minimum: 0,
      maximum: 1000,
      whole: true,
    },
  ],
  measures: [
    {
      name: 'free',
      title: { en: 'Free bays', fr: 'Places libres' },
      unit: '1',
      sort: 'level',
      edges: [1, 2, 5, 10, 20, 50, 100],
    },
    {
      name: 'taken',
      title: { en: 'Bays taken', fr: 'Places occupées' },
      unit: '1',
      sort: 'level',
      edges: [1, 2, 5, 10, 20, 50, 100],
    },
  ],
  sentence(values, { language, where }) {
    const left = numberOf(values, 'freeAtMost');
    if (language === 'fr') {
      return Number.isNaN(left)
        ? `Suivre quelles places sont libres parmi « ${where} »`
        : `Prévenir quand il reste au plus ${left} ${left > 1 ? 'places libres' : 'place libre'} parmi « ${where} »`;
    }
    return Number.isNaN(left)
      ? `Follow which of “${where}” are free`
      : `Tell when at most ${left} of “${where}” ${left === 1 ? 'is' : 'are'} free`;
  },
  summary({ where, value = 0, values }, language) {
    const bays = idsOf(values, 'baysIds').length;
    if (language === 'fr') {
      return value === 0
        ? `« ${where} » : plus aucune place libre sur ${bays}`
        : `« ${where} » : ${value} ${value === 1 ? 'place libre' : 'places libres'} sur ${bays}`;
    }
    return value === 0
      ? `“${where}”: none of ${bays} bays is free`
      : `“${where}”: ${value} of ${bays} bays ${value === 1 ? 'is' : 'are'} free`;
  },
  faults(values) {
    const bays = idsOf(values, 'baysIds').length;
    return numberOf(values, 'freeAtMost') >= bays
      ? [
          {
            parameter: 'freeAtMost',
            message: `there are only ${bays} bays: it would always be told`,
            fix: `write a number from 0 to ${bays - 1}`,
          },
        ]
      : [];
  },
  create: (values, setting) => new ParkingBaysEvaluator(values, setting),
};

/** Share of a vehicle's foot that must lie in a bay to take it. */
const leastShare = 0.3;
/** A number of free bays that changes for less than this is not told. */
const toleranceMs = 5_000;

class ParkingBaysEvaluator implements RuleEvaluator {
  readonly #bays: readonly Bay[];
  readonly #classes: readonly string[];
  readonly #freeAtMost: number;
  readonly #hold = new Hold(toleranceMs, toleranceMs);
  readonly #meter: LevelMeter;
  #occupancies = new Map<number, BayOccupancy>();

  constructor(values: RuleValues, setting: RuleSetting) {
    this.#bays = idsOf(values, 'baysIds').flatMap((id) => bayOf(id, setting.zones.get(id)));
    this.#classes = classesOf(values);
    this.#freeAtMost = numberOf(values, 'freeAtMost');
    this.#meter = new LevelMeter(setting.framesPerSecond);
  }

  update(scene: Scene): readonly Sighting[] {
    const vehicles = [...scene.tracks, ...scene.lost].filter((track) => isWanted(this.#classes, track.class));
    const takers = this.#assign(vehicles.filter(({ stillSinceMs }) => stillSinceMs !== null));
    const visible = new Map<number, SceneTrack>(scene.tracks.map((track) => [track.id, track]));
    this.#occupancies = new Map(
      this.#bays.map((bay) => {
        const taker = takers.get(bay.id);
        const before = this.#occupancies.get(bay.id);
        const others: Box[] = scene.tracks.filter(({ id }) => id !== taker?.id && id !== before?.occupant);
        return [bay.id, nextOccupancy(bay, before, { taker, visible, others, timeMs: scene.timeMs })];
      }),
    );
    const isSomeoneLeaving = [...this.#occupancies.values()].some(({ state, occupant }) => {
      return state === 'taken' && occupant !== null && visible.get(occupant)?.stillSinceMs === null;
    });
    return this.#told(scene.timeMs, isSomeoneLeaving);
  }

  #told(timeMs: number, isSomeoneLeaving: boolean): readonly Sighting[] {
    const states = [...this.#occupancies.values()].map(({ state }) => state);
    if (states.length === 0 || states.includes('unknown')) return [];
    const free = states.filter((state) => state === 'free').length;
    this.#meter.note({ free, taken: states.length - free }, timeMs);
    const isFew = free <= this.#freeAtMost;
    // A bay that is about to be free again is no news: what is told goes on, nothing begins.
    const isOn = this.#hold.update(isFew && !isSomeoneLeaving, !isFew, timeMs);
    return isOn ? [{ key: 'bays', class: null, confidence: null, value: free }] : [];
  }

  /** One vehicle takes one bay: the pairs that fit best come first. */
  #assign(vehicles: readonly SceneTrack[]): ReadonlyMap<number, SceneTrack> {
    const pairs = this.#bays
      .flatMap((bay) => vehicles.map((vehicle) => ({ bay, vehicle, share: shareInBay(bay, vehicle) })))
      .filter(({ share }) => share >= leastShare)
      .sort((a, b) => b.share - a.share);
    const takers = new Map<number, SceneTrack>();
    const used = new Set<number>();
    for (const { bay, vehicle } of pairs) {
      if (takers.has(bay.id) || used.has(vehicle.id)) continue;
      takers.set(bay.id, vehicle);
      used.add(vehicle.id);
    }
    return takers;
  }

  take(): Yield {
    return { measurements: this.#meter.take() };
  }

  save(): unknown {
    return { bays: [...this.#occupancies], hold: this.#hold.save() };
  }

  restore(saved: unknown): void {
    if (typeof saved !== 'object' || saved === null) return;
    if ('bays' in saved && Array.isArray(saved.bays)) {
      this.#occupancies = new Map(saved.bays.filter(isBayEntry));
    }
    if ('hold' in saved) this.#hold.restore(saved.hold);
  }

  /** Bays stay as they were: cars that are parked are found again. */
  reset(): void {
    this.#hold.reset();
    this.#meter.reset();
    this.#occupancies = new Map(
      [...this.#occupancies].map(([id, { state }]) => [
        id,
        { state, occupant: null, takenSinceMs: null, seenMs: null },
      ]),
    );
  }
}

function isBayEntry(entry: unknown): entry is [number, BayOccupancy] {
  return Array.isArray(entry) && typeof entry[0] === 'number' && typeof entry[1] === 'object';
}
