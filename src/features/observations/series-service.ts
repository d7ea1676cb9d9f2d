import type { Clock } from '#foundation/clock.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { SeriesStore } from './series-store.ts';

/** Keeps the series of cameras whole. */
export interface SeriesService {
  /** Makes the thing and the datastreams of a camera; joins the transaction that changed the camera. */
  syncCamera(tx: Tx, cameraId: number): Promise<void>;
  /** Completes the buckets that ended a while ago, of cameras that report no more too; called once a minute. */
  settle(): Promise<void>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly store: SeriesStore;
  readonly clock: Clock;
  /** classes whose presence is kept for every zone */
  readonly zoneClasses: readonly string[];
}

const bucketMs = 900_000;
/** Reports of a bucket may come this much later than its end. */
const delayMs = 60_000;

/** Makes the upkeep of series. */
export function createSeriesService({ unitOfWork, store, clock, zoneClasses }: Parts): SeriesService {
  return {
    syncCamera: (tx, cameraId) => store.syncCamera(tx, cameraId, zoneClasses),
    async settle() {
      const openStart = Math.floor((clock() - delayMs) / bucketMs) * bucketMs;
      await unitOfWork((tx) => store.settle(tx, openStart));
    },
  };
}
