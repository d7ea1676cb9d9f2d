import { setTimeout as pause } from 'node:timers/promises';
import type { SunTimes } from '#analytics/rules/period.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Log } from '#foundation/log.ts';
import type { CameraPlan } from './analysis-plan.ts';
import { HealthMeter } from './health-meter.ts';
import { LivePace } from './live-pace.ts';
import type { CameraHealth, LiveHead } from './live-schema.ts';
import { streamOf } from './plan-changes.ts';
import type { Detector, FrameSource, Gate, Picture } from './ports.ts';
import type { Report } from './report.ts';
import { ReportBuilder } from './report-builder.ts';
import { SceneAnalysis } from './scene-analysis.ts';

/** Width of the pictures that viewers get. */
const liveWidth = 960;
/** Ordinary reports leave once a second; one with an event leaves at once. */
const reportEveryMs = 1000;
/** A report that nobody acknowledged is sent again after this. */
const resendMs = 5000;
/** Wait before a source that failed for good is tried anew: a file may be put in place meanwhile. */
const retryMs = 15_000;
/** Detections that may fail in a row before the process gives up. */
const mostFailures = 10;

/** What a camera's analysis is made of and whom it tells. */
export interface CameraPipelineParts {
  readonly plan: CameraPlan;
  readonly holidays: readonly string[];
  /** names this life of the analysis */
  readonly run: string;
  readonly source: FrameSource;
  readonly detector: Detector;
  readonly decide: Gate;
  readonly sunTimes: SunTimes;
  readonly clock: Clock;
  /** milliseconds that never jump, whatever becomes of the system's clock: for waits */
  readonly uptime: Clock;
  /** what an earlier life knew when its last report left */
  readonly memory?: string | undefined;
  readonly log: Log;
  readonly onReport: (report: Report) => void;
  readonly onLive: (head: LiveHead, jpeg: Uint8Array) => void;
  /** the detector answered what it was asked at that uptime */
  readonly onAnswer?: (askedMs: number, nowMs: number) => void;
  /** the detector fails again and again: the process should start anew */
  readonly onFatal: (fault: unknown) => void;
}

/** One camera from its pictures to its reports. */
export class CameraPipeline {
  readonly #parts: CameraPipelineParts;
  readonly #meter: HealthMeter;
  readonly #reports: ReportBuilder;
  readonly #live = new LivePace();
  readonly #abort = new AbortController();
  #plan: CameraPlan;
  #scene: SceneAnalysis;
  #running: Promise<void> = Promise.resolve();
  #nextReportMs = 0;
  #askedMs: number | undefined;
  #failures = 0;

  constructor(parts: CameraPipelineParts) {
    this.#parts = parts;
    this.#plan = parts.plan;
    this.#meter = new HealthMeter(parts.plan.id);
    this.#reports = new ReportBuilder({ cameraId: parts.plan.id, run: parts.run, resendMs });
    this.#scene = this.#createScene(parts.plan, parts.holidays);
  }

  /** Opens the source. Without a purpose, or where the gate refuses statistics, no picture is ever read. */
  start(): void {
    if (!mayAnalyse(this.#plan, this.#parts.decide)) {
      this.#meter.set(
        'refused',
        this.#plan.purpose ? 'the legal gate refuses this place' : 'no purpose is stated',
      );
      return;
    }
    this.#running = this.#run();
  }

  /** Settled once the source is at its end and its last picture analysed. */
  get finished(): Promise<void> {
    return this.#running;
  }

  /** Ends the analysis; what it has still to report leaves once more. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
    this.#meter.set('stopped');
    this.flush();
  }

  /** Takes a plan whose stream is the same: zones, lines and rules change, the connection stays. */
  reconfigure(plan: CameraPlan, holidays: readonly string[]): void {
    this.#plan = plan;
    this.#scene = this.#createScene(plan, holidays);
  }

  /** True when a plan needs another stream, hence another pipeline. */
  needsRestart(plan: CameraPlan): boolean {
    return streamOf(plan) !== streamOf(this.#plan);
  }

  /** Sends what is due; called a few times a second. */
  tick(nowMs: number): void {
    if (nowMs < this.#nextReportMs) return;
    this.#nextReportMs = nowMs + reportEveryMs;
    this.flush();
  }

  /** Sends what has gathered, unless a report is still unacknowledged. */
  flush(): void {
    const report = this.#reports.next(this.#parts.uptime());
    if (report) this.#parts.onReport(report);
  }

  acknowledge(run: string, sequence: number): void {
    this.#reports.acknowledge(run, sequence);
    if (this.#reports.isUrgent) this.flush();
  }

  /** Pictures a second for viewers; 0 when nobody watches. */
  watch(framesPerSecond: number): void {
    this.#live.set(framesPerSecond);
  }

  health(nowMs: number): CameraHealth {
    return this.#meter.read(nowMs);
  }

  /** Uptime since which a picture waits for the detector, if one does. */
  get askedMs(): number | undefined {
    return this.#askedMs;
  }

  /** True when nothing is left to report. */
  get isDrained(): boolean {
    return this.#reports.isEmpty;
  }

  #createScene(plan: CameraPlan, holidays: readonly string[]): SceneAnalysis {
    const { detector, decide, sunTimes } = this.#parts;
    return new SceneAnalysis({ plan, holidays, labels: detector.labels, decide, sunTimes });
  }

  async #run(): Promise<void> {
    const signal = this.#abort.signal;
    while (!signal.aborted) {
      try {
        for await (const picture of this.#open(signal)) await this.#take(picture);
        if (!signal.aborted) this.#meter.set('stopped', 'the file is at its end');
        return;
      } catch (fault) {
        if (signal.aborted) return;
        this.#meter.set('reconnecting', messageOf(fault));
        this.#parts.log.warn({ camera: this.#plan.name, fault: messageOf(fault) }, 'Source cannot be read');
        await pause(retryMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  #open(signal: AbortSignal): AsyncIterable<Picture> {
    const { source, detector } = this.#parts;
    const plan = this.#plan;
    return source.open(
      {
        url: plan.source.url,
        loop: plan.source.loop ?? false,
        pace: 'real-time',
        framesPerSecond: plan.framesPerSecond,
        inputWidth: detector.inputWidth,
        inputHeight: detector.inputHeight,
        masks: plan.masks,
        reconnect: true,
        onNotice: (notice) => this.#meter.notice(notice),
        onSkip: () => this.#meter.dropped(),
      },
      signal,
    );
  }

  async #take(picture: Picture): Promise<void> {
    this.#meter.arrived(picture.width, picture.height);
    try {
      await this.#analyse(picture);
      this.#failures = 0;
    } catch (fault) {
      this.#failed(fault);
    } finally {
      picture.release();
    }
  }

  async #analyse(picture: Picture): Promise<void> {
    const { clock, uptime, detector, onAnswer } = this.#parts;
    const startMs = uptime();
    this.#askedMs = startMs;
    const jpeg = this.#live.isDue(startMs) ? picture.encodeJpeg(liveWidth) : undefined;
    // Awaited below: a fault of the encoder must not pass for an unhandled one while the detector works.
    jpeg?.catch(() => undefined);
    const detections = await detector
      .detect({
        ...picture.look(),
        width: picture.width,
        height: picture.height,
        confidence: this.#scene.detectionFloor,
      })
      .finally(() => {
        this.#askedMs = undefined;
        onAnswer?.(startMs, uptime());
      });
    if (this.#abort.signal.aborted) return;
    this.#scene.update(picture, detections, this.#reports);
    this.#meter.analysed(uptime(), Math.max(0, clock() - picture.arrivedMs));
    if (this.#reports.isUrgent) this.flush();
    if (jpeg !== undefined) this.#show(picture, await jpeg);
  }

  #show(picture: Picture, jpeg: Uint8Array): void {
    const { width, height, timeMs } = picture;
    this.#parts.onLive(
      { cameraId: this.#plan.id, timeMs, width, height, tracks: this.#scene.liveTracks() },
      jpeg,
    );
  }

  #failed(fault: unknown): void {
    this.#failures += 1;
    this.#parts.log.error(
      { camera: this.#plan.name, fault: messageOf(fault) },
      'A picture could not be analysed',
    );
    if (this.#failures >= mostFailures) this.#parts.onFatal(fault);
  }
}

function mayAnalyse(plan: CameraPlan, decide: Gate): boolean {
  return Boolean(plan.purpose?.trim()) && decide(plan.place, 'video-analysis', 'statistics').allowed;
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
