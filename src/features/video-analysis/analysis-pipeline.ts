import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { AnalysisPlan, CameraPlan } from './analysis-plan.ts';
import { type CameraPipelineParts, wishOf } from './camera-parts.ts';
import { CameraPipeline } from './camera-pipeline.ts';
import { DetectorStuck, DetectorWatch } from './detector-watch.ts';
import { FairShares } from './fair-shares.ts';
import { LiveDispatch } from './live-dispatch-pipeline.ts';
import type { CameraWatch } from './live-schema.ts';
import type { FromAnalysis, ToAnalysis } from './messages-schema.ts';
import { planChanges } from './plan-changes.ts';
import type { Report } from './report.ts';

/** Ticks further apart than this tell that the whole process was held up. */
const longestTickMs = 1000;
/** How long the last reports may wait for their acknowledgement when the process stops. */
const drainMs = 3000;
const drainStepMs = 20;
/** The cameras' shares are weighed anew this often. */
const settleEveryMs = 2000;

/** Nobody looks. */
const unwatched = { pictures: [], videos: [] };

/** What all cameras share, and how their messages leave. */
export interface AnalysisParts
  extends Pick<
    CameraPipelineParts,
    'source' | 'detector' | 'decide' | 'sunTimes' | 'clock' | 'uptime' | 'log' | 'onFatal'
  > {
  /** `onSent` is called once the message is out of this process */
  readonly send: (message: FromAnalysis, onSent?: () => void) => void;
  readonly memoryMb: () => number;
}

/** Every camera of the plan at work: takes the messages of `main` and answers with reports, pictures and health. */
export class AnalysisPipeline {
  readonly #parts: AnalysisParts;
  readonly #cameras = new Map<number, CameraPipeline>();
  readonly #live: LiveDispatch;
  #plan: AnalysisPlan = { cameras: [], holidays: [] };
  #watched: ReadonlyMap<number, CameraWatch> = new Map();
  #watchRate = 0;
  #applying: Promise<void> = Promise.resolve();
  #tickedMs = 0;
  readonly #detectorWatch = new DetectorWatch();
  readonly #shares = new FairShares();
  #settledMs = 0;
  /** reports on their way: while `main` is stopped no second copy joins the first */
  readonly #leaving = new Set<number>();
  /** what the process before this one knew of cameras that have not started yet */
  readonly #memories = new Map<number, string>();

  constructor(parts: AnalysisParts) {
    this.#parts = parts;
    this.#live = new LiveDispatch(parts.send);
  }

  /** Handles any message but `init` and `stop`, which concern the process. */
  receive(message: Exclude<ToAnalysis, { kind: 'init' | 'stop' }>): void {
    if (message.kind === 'plan') {
      for (const { cameraId, memory } of message.memories ?? []) this.#memories.set(cameraId, memory);
      // One after the other: a plan that comes while cameras are being stopped waits for them.
      this.#applying = this.#applying
        .then(() => this.#apply(message.plan))
        .catch((fault) => this.#parts.onFatal(fault));
    } else if (message.kind === 'watch') this.#watch(message.cameras, message.framesPerSecond);
    else this.#cameras.get(message.cameraId)?.acknowledge(message.run, message.sequence);
  }

  /** Sends the reports that are due; called a few times a second. */
  tick(): void {
    const now = this.#parts.uptime();
    // This process itself did not run: who could have answered?
    if (now - this.#tickedMs > longestTickMs) this.#detectorWatch.excuse(now);
    this.#tickedMs = now;
    if (now - this.#settledMs >= settleEveryMs) {
      this.#settledMs = now;
      this.#shares.settle();
    }
    let askedMs = Number.POSITIVE_INFINITY;
    for (const camera of this.#cameras.values()) {
      camera.tick(now);
      askedMs = Math.min(askedMs, camera.askedMs ?? askedMs);
    }
    if (this.#detectorWatch.isStuck(askedMs, now)) this.#parts.onFatal(new DetectorStuck());
  }

  /** Sends at once what has gathered. */
  flush(): void {
    for (const camera of this.#cameras.values()) camera.flush();
  }

  /** Tells how every camera fares; called once a second, which also shows that the process lives. */
  tellHealth(): void {
    const now = this.#parts.uptime();
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
    const end = this.#parts.uptime() + drainMs;
    while (cameras.some((camera) => !camera.isDrained) && this.#parts.uptime() < end) {
      await pause(drainStepMs);
      for (const camera of cameras) camera.flush();
    }
    for (const id of ids) {
      this.#cameras.delete(id);
      this.#shares.leave(id);
    }
  }

  #start(plan: CameraPlan, holidays: readonly string[]): void {
    const camera = new CameraPipeline({
      ...this.#parts,
      plan,
      holidays,
      share: this.#shares.join(plan.id, wishOf(plan)),
      run: randomUUID(),
      memory: this.#memories.get(plan.id),
      onReport: (report) => this.#report(report),
      onAnswer: (askedMs, nowMs) => this.#detectorWatch.answered(askedMs, nowMs),
      onEvidence: (evidence) => this.#parts.send({ kind: 'evidence', evidence }),
      onLive: (head, jpeg, form) => this.#live.picture({ kind: 'live', head, form, jpeg }),
      onVideo: (video) => this.#live.video({ kind: 'video', ...video }),
    });
    this.#memories.delete(plan.id);
    this.#cameras.set(plan.id, camera);
    this.#show(plan.id, camera);
    camera.start();
  }

  #report(report: Report): void {
    const { cameraId } = report;
    if (this.#leaving.has(cameraId)) return;
    this.#leaving.add(cameraId);
    this.#parts.send({ kind: 'report', report }, () => this.#leaving.delete(cameraId));
  }

  #watch(cameras: readonly CameraWatch[], framesPerSecond: number): void {
    this.#watched = new Map(cameras.map((watch) => [watch.cameraId, watch]));
    this.#watchRate = framesPerSecond;
    for (const [id, camera] of this.#cameras) this.#show(id, camera);
  }

  #show(id: number, camera: CameraPipeline): void {
    const watch = this.#watched.get(id);
    camera.watch(watch === undefined ? 0 : this.#watchRate, watch ?? unwatched);
  }
}
