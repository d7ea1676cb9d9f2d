import { placedClassesOf } from './class-groups.ts';
import type { Rest } from './stillness.ts';
import type { TrackerSettings } from './tracker-options.ts';

/** What has stood still is waited for this many times as long as it stood: a person once, at most a minute. */
const timesAsLong = { placed: 10, others: 1 };
const maxHiddenOthersMs = 60_000;
/** Over a restart, it is waited for at least this long. */
const resumedMs = 5 * 60_000;

interface Waited {
  readonly classId: number;
  readonly rest: Rest | undefined;
  readonly lastSeenMs: number;
  readonly isResumed: boolean;
}

/** Knows how long an object that is not seen is believed to be there still. */
export class Patience {
  readonly #settings: TrackerSettings;
  readonly #placed: readonly boolean[];

  constructor(settings: TrackerSettings, labels: readonly string[]) {
    this.#settings = settings;
    this.#placed = placedClassesOf(labels);
  }

  /** Whether things of the class stay where they were put; not so when labels are unknown. */
  isPlaced(classId: number): boolean {
    return this.#placed[classId] === true;
  }

  /** How long it may stay unseen, milliseconds. */
  ofMs({ classId, rest, lastSeenMs, isResumed }: Waited): number {
    const { maxLostMs, maxHiddenMs } = this.#settings;
    if (rest === undefined) return maxLostMs;
    const isPlaced = this.isPlaced(classId);
    const stoodMs = lastSeenMs - rest.sinceMs;
    const patientMs = stoodMs * (isPlaced ? timesAsLong.placed : timesAsLong.others);
    const longestMs = isPlaced ? maxHiddenMs : maxHiddenOthersMs;
    return Math.min(longestMs, Math.max(maxLostMs, patientMs, isResumed ? resumedMs : 0));
  }
}
