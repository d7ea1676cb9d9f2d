import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { AnalysisPlan, CameraPlan } from './analysis-plan.ts';
import { CameraPipeline, type CameraPipelineParts } from './camera-pipeline.ts';
import type { FromAnalysis, ToAnalysis } from './messages-schema.ts';
import { planChanges } from './plan-changes.ts';

/** A detection that takes longer than this never comes back: the process should start anew. */
const stuckMs = 30_000;
/** How long the last reports may wait for their acknowledgement when the process stops. */
const drainMs = 3000;
const drainStepMs = 20;
/** Pictures on their way to `main` for one camera: a slow receiver gets fewer, never older ones. */
const mostLiveInFlight = 2;

/** What all cameras share, and how their messages leave. */
export interface AnalysisParts
  extends Pick<
    CameraPipelineParts,
    'source' | 'detector' | 'decide' | 'sunTimes' | 'clock' | 'log' | 'onFatal'
  > {
  /** `onSent` is called once the message is out of this process */
  readonly send: (message: FromAnalysis, onSent?: () => void) => void;
  readonly memoryMb: () => number;
}

/** Every camera of the plan at work: takes the messages of `main` and answers with reports, pictures and health. */
export class AnalysisPipeline {
  readonly #parts: AnalysisParts;
  readonly #cameras = new Map<number, CameraPipeline>();
  readonly #liveInFlight = new Map<number, number>();
  #plan: AnalysisPlan = { cameras: [], holidays: [] };
  #watched: ReadonlySet<number> = new Set();
  #watchRate = 0;
  #applying: Promise<void> = Promise.resolve();

  constructor(parts: AnalysisParts) {
    this.#parts = parts;
  }

  /** Handles any message but `init` and `stop`, which concern the process. */
  receive(message: Exclude<ToAnalysis, { kind: 'init' | 'stop' }>): void {
    if (message.kind === 'plan') {
      // One after the other: a plan that comes while cameras are being stopped waits for them.
      this.#applying = this.#applying
        .then(() => this.#apply(message.plan))
        .catch((fault) => this.#parts.onFatal(fault));
    } else if (message.kind === 'watch') this.#watch(message.cameraIds, message.framesPerSecond);
    else this.#cameras.get(message.cameraId)?.acknowledge(message.run, message.sequence);
  }

  /** Sends the reports that are due; called a few times a second. */
  tick(): void {
    const now = this.#parts.clock();
    for (const camera of this.#cameras.values()) {
      camera.tick(now);
      if (camera.waitingMs(now) > stuckMs) this.#parts.onFatal(new Error('the detector does not answer'));
    }
  }

  /** Tells how every camera fares; called once a second, which also shows that the process lives. */
  tellHealth(): void {
    const now = this.#parts.clock();
    const cameras = [...this.#cameras.values()].map((camera) => camera.health(now));
    this.#parts.send({ kind: 'health', cameras, memoryMb: this.#parts.memoryMb() });
  }

  /** Ends every camera and waits a moment until what they reported is stored. */
  async stop(): Promise<void> {
    await this.#applying;
    await this.#end([...this.#cameras.keys()]);
  }

  async #apply(plan: AnalysisPlan): Promise<void> {
    const { removed, changed, added } = planChanges(this.#plan, plan);
    this.#plan = plan;
    const restarted = changed.filter((camera) => this.#cameras.get(camera.id)?.needsRestart(camera));
    for (const camera of changed) {
      if (!restarted.includes(camera)) this.#cameras.get(camera.id)?.reconfigure(camera, plan.holidays);
    }
    await this.#end([...removed, ...restarted.map((camera) => camera.id)]);
    for (const camera of [...added, ...restarted]) this.#start(camera, plan.holidays);
  }

  async #end(ids: readonly number[]): Promise<void> {
    const cameras = ids.flatMap((id) => this.#cameras.get(id) ?? []);
    await Promise.all(cameras.map((camera) => camera.stop()));
    const end = this.#parts.clock() + drainMs;
    while (cameras.some((camera) => !camera.isDrained) && this.#parts.clock() < end) {
      await pause(drainStepMs);
      for (const camera of cameras) camera.flush();
    }
    for (const id of ids) this.#cameras.delete(id);
  }

  #start(plan: CameraPlan, holidays: readonly string[]): void {
    const camera = new CameraPipeline({
      ...this.#parts,
      plan,
      holidays,
      run: randomUUID(),
      onReport: (report) => this.#parts.send({ kind: 'report', report }),
      onLive: (head, jpeg) => this.#show(plan.id, { kind: 'live', head, jpeg }),
    });
    this.#cameras.set(plan.id, camera);
    camera.watch(this.#watched.has(plan.id) ? this.#watchRate : 0);
    camera.start();
  }

  #watch(cameraIds: readonly number[], framesPerSecond: number): void {
    this.#watched = new Set(cameraIds);
    this.#watchRate = framesPerSecond;
    for (const [id, camera] of this.#cameras) camera.watch(this.#watched.has(id) ? framesPerSecond : 0);
  }

  #show(cameraId: number, message: FromAnalysis): void {
    const inFlight = this.#liveInFlight.get(cameraId) ?? 0;
    if (inFlight >= mostLiveInFlight) return;
    this.#liveInFlight.set(cameraId, inFlight + 1);
    this.#parts.send(message, () => {
      this.#liveInFlight.set(cameraId, (this.#liveInFlight.get(cameraId) ?? 1) - 1);
    });
  }
}
