import type { CameraMemory } from '#features/video-analysis/messages-schema.ts';
import type { Report } from '#features/video-analysis/report.ts';
import { messageOf } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';

const retryMs = 2000;
/** Reports of dead processes that wait for the database, a camera: each life leaves one at most. */
const mostLeft = 8;
/** How long the last reports may wait for the database when everything stops. */
const drainMs = 3000;

interface InboxParts {
  /** Settled once the report is stored. */
  readonly store: (report: Report) => Promise<void>;
  readonly log: Log;
}

/**
 * Takes the reports of the analysis. What has come in is stored, whatever becomes of the process that sent it: the
 * memory of a camera can therefore be handed to the next process as it was in the last report that came in.
 */
export class ReportInbox {
  readonly #parts: InboxParts;
  readonly #memories = new Map<number, string>();
  /** of each camera the report that came in and is not stored yet */
  readonly #waiting = new Map<number, Report>();
  readonly #storing = new Set<string>();
  #left: Report[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  /** Stores a report; true once it may be acknowledged. One that is being stored already is left to that. */
  async take(report: Report): Promise<boolean> {
    if (this.#storing.has(keyOf(report))) return false;
    this.#waiting.set(report.cameraId, report);
    const isStored = await this.#store(report);
    if (isStored && this.#waiting.get(report.cameraId) === report) {
      this.#waiting.delete(report.cameraId);
      this.#remember(report);
    }
    return isStored;
  }

  /** The process is gone: what it sent and could not be stored is stored from here, however long that takes. */
  adopt(): void {
    for (const report of this.#waiting.values()) {
      this.#remember(report);
      this.#leave(report);
    }
    this.#waiting.clear();
    this.#schedule();
  }

  /** What the next process must know. */
  memories(): CameraMemory[] {
    return [...this.#memories].map(([cameraId, memory]) => ({ cameraId, memory }));
  }

  /** Forgets cameras whose memory is of no more use. */
  forget(isUseful: (cameraId: number) => boolean): void {
    for (const id of this.#memories.keys()) if (!isUseful(id)) this.#memories.delete(id);
  }

  /** Stores what is left, as far as it can be done in a moment. */
  async stop(): Promise<void> {
    this.adopt();
    clearTimeout(this.#timer);
    const late = new Promise((resolve) => setTimeout(resolve, drainMs).unref());
    await Promise.race([this.#storeLeft(), late]);
    clearTimeout(this.#timer);
    this.#left = [];
  }

  async #store(report: Report): Promise<boolean> {
    const { memory: _, ...content } = report;
    const key = keyOf(report);
    this.#storing.add(key);
    try {
      await this.#parts.store(content);
      return true;
    } catch (fault) {
      const { cameraId, sequence } = report;
      const reason = messageOf(fault);
      this.#parts.log.warn(
        { cameraId, sequence, fault: reason },
        'A report could not be stored; it is tried again',
      );
      return false;
    } finally {
      this.#storing.delete(key);
    }
  }

  #remember({ cameraId, memory }: Report): void {
    if (memory !== undefined) this.#memories.set(cameraId, memory);
  }

  #leave(report: Report): void {
    const ofCamera = this.#left.filter(({ cameraId }) => cameraId === report.cameraId);
    if (ofCamera.length >= mostLeft) {
      this.#left = this.#left.filter((left) => left !== ofCamera[0]);
      this.#parts.log.error(
        { cameraId: report.cameraId },
        'The database was away too long: a report of an ended analysis process is lost',
      );
    }
    this.#left.push(report);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#left.length === 0) return;
    this.#timer = setTimeout(() => void this.#storeLeft().then(() => this.#schedule()), retryMs);
    this.#timer.unref();
  }

  async #storeLeft(): Promise<void> {
    for (const report of [...this.#left]) {
      // What is still being stored since before the process ended settles by itself, and is asked for again.
      if (this.#storing.has(keyOf(report))) continue;
      if (await this.#store(report)) this.#left = this.#left.filter((left) => left !== report);
    }
  }
}

function keyOf({ cameraId, run, sequence }: Report): string {
  return `${cameraId} ${run} ${sequence}`;
}
