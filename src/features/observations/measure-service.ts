import { measuresOf } from '#analytics/rules/catalogue.ts';
import { addDistributions, type Distribution } from '#analytics/statistics/distribution.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { MeasureAddition, MeasureStore, StayAddition } from './measure-store.ts';

/** Values of a rule's measure to add to a bucket; the bins are those of its definition. */
export interface Measured extends Distribution {
  readonly ruleId: number;
  readonly measure: string;
  readonly class: string | null;
  readonly part: string;
  readonly bucketStartMs: number;
}

/** The time an object that is no person spent in a zone. */
export interface Stayed {
  readonly ruleId: number;
  readonly zoneId: number;
  readonly class: string;
  readonly enteredMs: number;
  readonly leftMs: number;
}

/** The way in for what rules measure; what no rule of the camera measures is left out. */
export interface MeasureService {
  addMeasures(tx: Tx, cameraId: number, measured: readonly Measured[]): Promise<void>;
  /** Takes no stay of a person: when a person came and left is kept for nobody. */
  addStays(tx: Tx, cameraId: number, stays: readonly Stayed[]): Promise<void>;
}

/** Makes the keeper of measures. */
export function createMeasureService({ store }: { readonly store: MeasureStore }): MeasureService {
  return {
    async addMeasures(tx, cameraId, measured) {
      if (measured.length === 0) return;
      const kinds = await store.ruleKinds(tx, cameraId);
      const additions = merged(measured.filter(isSound)).flatMap((one): MeasureAddition[] => {
        const definition = measuresOf(kinds.get(one.ruleId) ?? '').find(({ name }) => name === one.measure);
        if (definition === undefined || one.bins.length !== definition.edges.length + 1) return [];
        return [{ ...one, title: definition.title.en, unit: definition.unit, edges: definition.edges }];
      });
      await store.addMeasures(tx, cameraId, additions);
    },
    async addStays(tx, cameraId, stays) {
      const kept = stays.filter((stay) => stay.class !== 'person' && stay.leftMs >= stay.enteredMs);
      if (kept.length === 0) return;
      const kinds = await store.ruleKinds(tx, cameraId);
      await store.addStays(tx, cameraId, kept.filter(({ ruleId }) => kinds.has(ruleId)).map(toAddition));
    },
  };
}

const isSound = ({ weight, sum, minimum, maximum }: Measured): boolean =>
  weight > 0 && [weight, sum, minimum, maximum].every(Number.isFinite);

/** One addition a series and bucket. */
function merged(measured: readonly Measured[]): Measured[] {
  const additions = new Map<string, Measured>();
  for (const one of measured) {
    const key = JSON.stringify([one.ruleId, one.measure, one.class, one.part, one.bucketStartMs]);
    const before = additions.get(key);
    additions.set(key, before === undefined ? one : { ...one, ...addDistributions(before, one) });
  }
  return [...additions.values()];
}

/** Stays of a rule are one series a zone and class. */
const toAddition = ({ ruleId, zoneId, class: kind, enteredMs, leftMs }: Stayed): StayAddition => ({
  ruleId,
  measure: 'stay',
  class: kind,
  part: String(zoneId),
  title: 'stay',
  unit: 's',
  enteredMs,
  leftMs,
});
