import { Worker } from 'node:worker_threads';
import type { Detections } from '#analytics/detection/detections.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import { closeGate, createNativeGate, type NativeGate } from './native-gate.ts';
import type { FromWorker, ToWorker, WorkerPicture, WorkerSetup } from './worker-messages.ts';

/** A picture and the caller that waits for what is on it. */
export interface Job {
  readonly picture: WorkerPicture;
  readonly resolve: (found: Detections) => void;
  readonly reject: (fault: VigieError) => void;
}

interface ThreadRequest {
  readonly setup: Omit<WorkerSetup, 'gate'>;
  /** something ended: the thread can take more */
  readonly onFree: () => void;
  readonly onRun: (inferenceMs: number, pictures: number) => void;
  readonly log: Log | undefined;
  /** the file the thread runs */
  readonly script: URL;
}

/** A worker that dies this often without a result in between is given up. */
const mostRestarts = 5;

/** Gates of the threads that live. */
const openGates = new Set<NativeGate>();
process.on('exit', () => openGates.forEach(closeGate));

/** One worker thread with its network: started again when it dies, its callers told. */
export class InferenceThread {
  provider = 'cpu';
  notice: string | undefined;
  ready = false;
  fault: VigieError | undefined;
  readonly #request: ThreadRequest;
  readonly #running = new Map<number, readonly Job[]>();
  #worker: Worker | undefined;
  #lastBatch = 0;
  #restarts = 0;
  #stopping = false;

  constructor(request: ThreadRequest) {
    this.#request = request;
  }

  /** Batches given and not yet answered. */
  get load(): number {
    return this.#running.size;
  }

  /** True once it is stopped or given up. */
  get dead(): boolean {
    return this.#stopping || this.fault !== undefined;
  }

  /** Resolves when the network is loaded. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const gate = createNativeGate();
      const workerData: WorkerSetup = { ...this.#request.setup, gate };
      const worker = new Worker(this.#request.script, { workerData });
      openGates.add(gate);
      worker.once('exit', () => openGates.delete(gate));
      this.#worker = worker;
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'ready') resolve(this.#welcome(message));
        else if (message.kind === 'unusable') reject(this.#unusable(message.reason));
        else this.#answer(message);
      });
      worker.on('error', (error) => reject(this.#broken(worker, error.message)));
      worker.on('exit', (code) => reject(this.#broken(worker, `it ended with code ${code}`)));
    });
  }

  run(jobs: readonly Job[]): void {
    const batch = ++this.#lastBatch;
    this.#running.set(batch, jobs);
    const pictures = jobs.map(({ picture }) => picture);
    const transfer = pictures.flatMap(({ input }) =>
      input.buffer instanceof ArrayBuffer ? [input.buffer] : [],
    );
    this.#worker?.postMessage({ kind: 'detect', batch, pictures } satisfies ToWorker, transfer);
  }

  /** Resolves when the thread has ended; the run at work is let to its end. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.ready = false;
    this.#rejectAll(new VigieError('unavailable', 'The detector is closed.'));
    const worker = this.#worker;
    if (worker === undefined) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage({ kind: 'stop' } satisfies ToWorker);
    await ended;
  }

  #welcome({ provider, notice }: FromWorker & { kind: 'ready' }): void {
    this.provider = provider;
    this.notice = notice;
    this.ready = true;
    this.#request.onFree();
  }

  #answer(message: FromWorker & { kind: 'done' | 'failed' }): void {
    const jobs = this.#running.get(message.batch) ?? [];
    this.#running.delete(message.batch);
    if (message.kind === 'failed') {
      const fault = new VigieError('unavailable', `The network failed on a picture: ${message.reason}`);
      for (const job of jobs) job.reject(fault);
    } else {
      this.#restarts = 0;
      this.#request.onRun(message.inferenceMs, jobs.length);
      message.found.forEach((found, index) => {
        jobs[index]?.resolve(found);
      });
    }
    this.#request.onFree();
  }

  #unusable(reason: string): VigieError {
    const { file, manifest } = this.#request.setup.model;
    this.#stopping = true;
    this.fault = new VigieError(
      'invalid',
      `The model ${manifest.name} cannot be loaded from ${file}: ${reason}`,
      {
        fix: `Fetch it again: vigie models pull ${manifest.name}`,
      },
    );
    return this.fault;
  }

  /** Ends what the dead worker held; a new one takes its place unless deaths pile up. */
  #broken(worker: Worker, reason: string): VigieError {
    const fault = new VigieError('unavailable', `The inference worker stopped: ${reason}`);
    if (this.#worker !== worker) return fault;
    this.#worker = undefined;
    if (this.#stopping) return fault;
    this.ready = false;
    this.#rejectAll(fault);
    this.#restarts++;
    if (this.#restarts > mostRestarts) {
      this.fault = fault;
      this.#request.log?.error({ reason }, 'The inference worker keeps stopping and is given up');
      this.#request.onFree();
    } else {
      this.#request.log?.warn(
        { reason, restart: this.#restarts },
        'The inference worker stopped and is started again',
      );
      this.start().catch(() => {});
    }
    return fault;
  }

  #rejectAll(fault: VigieError): void {
    const jobs = [...this.#running.values()].flat();
    this.#running.clear();
    for (const job of jobs) job.reject(fault);
  }
}
