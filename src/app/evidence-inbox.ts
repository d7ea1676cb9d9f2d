import { setTimeout as pause } from 'node:timers/promises';
import type { RecordingService } from '#features/recording/recording-service.ts';
import type { Evidence } from '#features/video-analysis/evidence-recorder.ts';

/** An alert may be stored a little after its pictures come. */
const retriesMs = [2000, 5000, 15_000];
/** Recordings that wait in memory at most, whatever becomes of the disk and the database. */
const mostWaiting = 16;

/** Takes the pictures of the analysis one recording after the other; what cannot be kept is given up, and told. */
export class EvidenceInbox {
  readonly #keep: RecordingService['keep'];
  readonly #retriesMs: readonly number[];
  readonly #stopped = new AbortController();
  #waiting = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(keep: RecordingService['keep'], waits: readonly number[] = retriesMs) {
    this.#keep = keep;
    this.#retriesMs = waits;
  }

  /** False when too many wait already. */
  take(evidence: Evidence): boolean {
    if (this.#waiting >= mostWaiting) return false;
    this.#waiting += 1;
    this.#last = this.#last.then(() => this.#store(evidence)).finally(() => (this.#waiting -= 1));
    return true;
  }

  /** Resolves once all that came is kept or given up. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#last;
  }

  async #store(evidence: Evidence): Promise<void> {
    for (const waitMs of [...this.#retriesMs, undefined]) {
      // A fault is logged where it happens, and shown with the state of recordings.
      const outcome = await this.#keep(evidence).catch(() => 'failed' as const);
      if ((outcome !== 'no-alert' && outcome !== 'failed') || waitMs === undefined) return;
      if (this.#stopped.signal.aborted) return;
      await pause(waitMs, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
    }
  }
}
