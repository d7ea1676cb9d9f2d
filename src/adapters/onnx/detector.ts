import type { Detections } from '#analytics/detection/detections.ts';
import type { InstalledModel } from '#features/models/ports.ts';
import type { Detector } from '#features/video-analysis/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import { InferenceThread, type Job } from './inference-thread.ts';
import type { WorkerPicture } from './worker-messages.ts';

/** How a detector is opened. */
export interface DetectorOptions {
  readonly model: InstalledModel;
  /** worker threads at most, each with its own copy of the network, started as pictures come to wait; default 1 */
  readonly workers?: number;
  /** threads inside one network run; default 1 */
  readonly threads?: number;
  /** `cpu`, `cuda`, … : replaced by the CPU where the machine has not got it; default `cpu` */
  readonly provider?: string;
  /** pictures in one run at most; on a CPU more than 1 gains nothing and costs delay; default 1 on the CPU, 8 elsewhere */
  readonly maxBatch?: number;
  readonly log?: Log;
  /** how long pictures wait before one more worker is started, milliseconds; default 500 */
  readonly patienceMs?: number;
  /** the file a worker runs; only tests name another */
  readonly script?: URL;
}

const inferenceWorker = new URL('./inference-worker.ts', import.meta.url);

/** Pictures waiting at most, a worker: a caller that sends faster than that is told so. */
const mostWaiting = 64;

/** One more worker costs the memory of a network: a burst is not worth it, a queue that stays is. */
const usualPatienceMs = 500;

/** A second batch lies ready in the worker while the first runs, so that it never waits for this thread. */
const mostInThread = 2;

/** Opens a detector whose network runs in worker threads and gathers waiting pictures of all callers in batches. */
export async function openDetector(options: DetectorOptions): Promise<Detector> {
  const pool = new DetectorPool(options);
  await pool.start();
  return pool;
}

class DetectorPool implements Detector {
  readonly name: string;
  readonly inputWidth: number;
  readonly inputHeight: number;
  readonly labels: readonly string[];
  readonly #maxBatch: number;
  readonly #bytes: number;
  readonly #openThread: () => InferenceThread;
  readonly #mostThreads: number;
  readonly #log: Log | undefined;
  readonly #patienceMs: number;
  readonly #threads: InferenceThread[] = [];
  readonly #waiting: Job[] = [];
  #runs = 0;
  #inferenceMs = 0;
  #queuedSinceMs: number | undefined;
  #closed = false;

  constructor(options: DetectorOptions) {
    const { model, workers = 1, threads = 1, provider = 'cpu', maxBatch, log } = options;
    const script = options.script ?? inferenceWorker;
    const { manifest } = model;
    this.name = manifest.name;
    this.inputWidth = manifest.input.width;
    this.inputHeight = manifest.input.height;
    this.labels = manifest.labels;
    this.#bytes = manifest.input.width * manifest.input.height * 3;
    this.#maxBatch = manifest.input.batch === 'free' ? (maxBatch ?? (provider === 'cpu' ? 1 : 8)) : 1;
    this.#log = log;
    this.#patienceMs = options.patienceMs ?? usualPatienceMs;
    this.#mostThreads = Math.max(1, workers);
    this.#openThread = () =>
      new InferenceThread({
        setup: { model, threads, provider },
        onFree: () => this.#dispatch(),
        onRun: (inferenceMs, pictures) => {
          this.#inferenceMs += inferenceMs;
          this.#runs += pictures;
        },
        log,
        script,
      });
  }

  async start(): Promise<void> {
    const first = this.#openThread();
    this.#threads.push(first);
    try {
      await first.start();
    } catch (fault) {
      await this.close();
      throw fault;
    }
  }

  get provider(): string {
    return this.#threads[0]?.provider ?? 'cpu';
  }

  get notice(): string | undefined {
    return this.#threads[0]?.notice;
  }

  detect(picture: WorkerPicture): Promise<Detections> {
    const fault = this.#refusal(picture);
    if (fault !== undefined) return Promise.reject(fault);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ picture: own(picture), resolve, reject });
      this.#dispatch();
    });
  }

  usage(): Promise<{ runs: number; inferenceMs: number }> {
    return Promise.resolve({ runs: this.#runs, inferenceMs: this.#inferenceMs });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(closedFault());
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  #refusal({ input }: WorkerPicture): VigieError | undefined {
    if (this.#closed) return closedFault();
    if (input.byteLength !== this.#bytes) {
      const size = `${this.inputWidth}×${this.inputHeight}`;
      return new VigieError(
        'invalid',
        `The picture has ${input.byteLength} bytes; ${this.name} takes RGB ${size}, ${this.#bytes} bytes.`,
      );
    }
    if (this.#threads.every((thread) => thread.dead)) return this.#threads[0]?.fault;
    if (this.#waiting.length < mostWaiting * this.#mostThreads) return undefined;
    return new VigieError('unavailable', 'The detector has too many pictures waiting.', {
      fix: 'Analyse fewer pictures a second, or add workers (detector.workers).',
    });
  }

  /** The least loaded thread first; only what already waits is gathered: waiting for more would cost delay. */
  #dispatch(): void {
    while (this.#waiting.length > 0) {
      const [thread] = this.#threads
        .filter(({ ready, load }) => ready && load < mostInThread)
        .sort((a, b) => a.load - b.load);
      if (thread === undefined) break;
      thread.run(this.#waiting.splice(0, this.#maxBatch));
    }
    if (this.#threads.every(({ dead }) => dead)) {
      for (const job of this.#waiting.splice(0)) job.reject(this.#threads[0]?.fault ?? closedFault());
    }
    this.#grow();
  }

  /** Starts one more thread when pictures have waited for a while and all threads are at work. */
  #grow(): void {
    if (this.#waiting.length === 0) {
      this.#queuedSinceMs = undefined;
      return;
    }
    const now = performance.now();
    this.#queuedSinceMs ??= now;
    const isLong = now - this.#queuedSinceMs >= this.#patienceMs;
    const isWhole = this.#threads.length >= this.#mostThreads || this.#threads.some(({ ready }) => !ready);
    if (!isLong || isWhole || this.#closed) return;
    this.#queuedSinceMs = undefined;
    const thread = this.#openThread();
    this.#threads.push(thread);
    this.#log?.info({ workers: this.#threads.length }, 'Pictures wait: one more inference worker is started');
    thread.start().catch((fault: Error) => {
      this.#log?.warn({ reason: fault.message }, 'One more inference worker could not be started');
    });
  }
}

function closedFault(): VigieError {
  return new VigieError('unavailable', 'The detector is closed.');
}

/** A view of a larger buffer is copied: the rest of it is its owner's. */
function own(picture: WorkerPicture): WorkerPicture {
  const { input } = picture;
  return input.byteLength === input.buffer.byteLength
    ? picture
    : { ...picture, input: new Uint8Array(input) };
}
