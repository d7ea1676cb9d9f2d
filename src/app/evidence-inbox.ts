import { setTimeout as pause } from 'node:timers/promises';
import type { RecordingService } from '#features/recording/recording-service.ts';
import type { Evidence } from '#features/video-analysis/evidence.ts';
import type { Log } from '#foundation/log.ts';

/** An alert may be stored a little after its pictures come. */
const usualRetriesMs = [2000, 5000, 15_000];
/** Recordings that wait in memory at most, whatever becomes of the disk and the database. */
const mostWaiting = 16;

interface InboxParts {
  readonly keep: RecordingService['keep'];
  readonly log: Log;
  readonly retriesMs?: readonly number[];
}

/** Takes the pictures of the analysis one recording after the other; what cannot be kept is given up, and told. */
export class EvidenceInbox {
  readonly #parts: InboxParts;
  readonly #stopped = new AbortController();
  #waiting = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  readonly take = (evidence: Evidence): void => {
    const { cameraId } = evidence;
    if (this.#waiting >= mostWaiting) {
      this.#parts.log.error({ cameraId }, 'Too many recordings wait to be written: one is given up');
      return;
    }
    this.#waiting += 1;
    this.#last = this.#last
      .then(() => this.#store(evidence))
      .finally(() => {
        this.#waiting -= 1;
      });
  };

  /** Resolves once all that came is kept or given up. */
  readonly stop = async (): Promise<void> => {
    this.#stopped.abort();
    await this.#last;
  };

  async #store(evidence: Evidence): Promise<void> {
    const { keep, retriesMs = usualRetriesMs } = this.#parts;
    for (const waitMs of [...retriesMs, undefined]) {
      // A fault is logged where it happens, and shown with the state of recordings.
      const outcome = await keep(evidence).catch(() => 'failed' as const);
      if (outcome !== 'no-alert' && outcome !== 'failed') return;
      if (waitMs === undefined || this.#stopped.signal.aborted) return;
      await pause(waitMs, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
    }
  }
}
