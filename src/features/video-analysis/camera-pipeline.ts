import { randomInt } from 'node:crypto';
import { messageOf } from '#foundation/errors.ts';
import type { CameraPlan } from './analysis-plan.ts';
import { type CameraPipelineParts, wishOf } from './camera-parts.ts';
import { EvidenceRecorder } from './evidence-recorder.ts';
import type { Findings } from './findings.ts';
import { HealthMeter } from './health-meter.ts';
import { LiveOutput } from './live-output.ts';
import type { CameraHealth, CameraWatch } from './live-schema.ts';
import { PictureAnalysis } from './picture-analysis.ts';
import { streamOf } from './plan-changes.ts';
import type { Picture } from './ports.ts';
import { ReportBuilder } from './report-builder.ts';
import { SourceFollower } from './source-pipeline.ts';
import { TrackNumbers } from './track-numbers.ts';

/** What viewers get where nothing else is said. */
const fullPictures: Omit<CameraWatch, 'cameraId'> = { pictures: ['full'], videos: [] };
/** Ordinary reports leave once a second; one with an event leaves at once. */
const reportEveryMs = 1000;
/** A report that nobody acknowledged is sent again after this. */
const resendMs = 5000;
/** So long after the last picture, and so often from then on, rules are told of silence. */
const silentEveryMs = 1000;
/** The law is asked again this often: an order ends at its date. */
const guardEveryMs = 1000;
/** Detections that may fail in a row before the process gives up. */
const mostFailures = 10;

/** One camera from its pictures to its reports. */
export class CameraPipeline {
  readonly #parts: CameraPipelineParts;
  readonly #meter: HealthMeter;
  readonly #reports: ReportBuilder;
  readonly #evidence: EvidenceRecorder;
  /** the reports, listened to by what keeps evidence */
  readonly #findings: Findings;
  readonly #live: LiveOutput;
  readonly #source: SourceFollower;
  /** what ends the reading; undefined: nothing is read, by law or not yet */
  #reading: AbortController | undefined;
  #isStopped = false;
  #guardedMs = 0;
  /** what the rules were allowed when they were made */
  #judgement = '';
  #holidays: readonly string[];
  #plan: CameraPlan;
  #analysis: PictureAnalysis;
  #running: Promise<void> = Promise.resolve();
  #nextReportMs = 0;
  #askedMs: number | undefined;
  /** uptime of the last picture, or of the last time that rules were told of silence */
  #heardMs = 0;
  /** the source is open, or tried again and again */
  #isWatching = false;
  #isBusy = false;
  #next: { readonly plan: CameraPlan; readonly holidays: readonly string[] } | undefined;
  #failures = 0;

  constructor(parts: CameraPipelineParts) {
    this.#parts = parts;
    this.#plan = parts.plan;
    this.#holidays = parts.holidays;
    this.#meter = new HealthMeter(parts.plan.id);
    this.#analysis = this.#createAnalysis(parts.plan, parts.holidays);
    const memory = () => JSON.stringify(this.#analysis.scene.save());
    this.#reports = new ReportBuilder({ cameraId: parts.plan.id, run: parts.run, resendMs, memory });
    this.#evidence = new EvidenceRecorder(parts);
    this.#live = new LiveOutput(parts, new TrackNumbers(randomInt));
    this.#findings = this.#evidence.listeningTo(this.#reports);
    const video = this.#live.tap(parts.plan.id);
    const take = (picture: Picture) => this.#take(picture);
    this.#source = new SourceFollower({ ...parts, meter: this.#meter, video, take });
    this.#recall(parts.memory);
  }

  /** Opens the source, where the law lets its pictures be read; looked at again as long as the camera is in the plan. */
  start(): void {
    this.#guard();
  }

  /** Settled once the source is at its end and its last picture analysed. */
  get finished(): Promise<void> {
    return this.#running;
  }

  /** Ends the analysis; what it has still to report leaves once more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#reading?.abort();
    await this.#running;
    this.#meter.set('stopped');
    this.flush();
    this.#evidence.finish();
  }

  /** Takes a plan whose stream is the same: zones, lines and rules change, the connection stays. */
  reconfigure(plan: CameraPlan, holidays: readonly string[]): void {
    this.#next = { plan, holidays };
    // A picture under way is finished by the rules it began with: nothing in it is counted twice.
    if (!this.#isBusy) this.#applyNext();
    this.#guard();
  }

  /** True when a plan needs another stream, hence another pipeline. */
  needsRestart(plan: CameraPlan): boolean {
    return streamOf(plan) !== streamOf(this.#plan);
  }

  /** Sends what is due; called a few times a second. */
  tick(nowMs: number): void {
    if (this.#isWatching && !this.#isBusy && nowMs - this.#heardMs >= silentEveryMs) {
      this.#heardMs = nowMs;
      this.#analysis.scene.silent(this.#parts.clock(), this.#findings);
    }
    this.#evidence.tick();
    if (nowMs - this.#guardedMs >= guardEveryMs) {
      this.#guardedMs = nowMs;
      this.#guard();
    }
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

  /** Pictures a second for viewers, and in which forms; 0 when nobody watches. */
  watch(framesPerSecond: number, watch: Omit<CameraWatch, 'cameraId'> = fullPictures): void {
    this.#live.set(framesPerSecond, watch);
  }

  health(nowMs: number): CameraHealth {
    const { framesPerSecond: granted, wish } = this.#parts.share;
    const rates = { framesPerSecondWanted: wish.framesPerSecond, framesPerSecondGranted: oneDigit(granted) };
    return { ...this.#meter.read(nowMs), ...rates };
  }

  /** Uptime since which a picture waits for the detector, if one does. */
  get askedMs(): number | undefined {
    return this.#askedMs;
  }

  /** True when nothing is left to report. */
  get isDrained(): boolean {
    return this.#reports.isEmpty;
  }

  #createAnalysis(plan: CameraPlan, holidays: readonly string[]): PictureAnalysis {
    const { detector, decide, clock, sunTimes, share } = this.#parts;
    const hasTimeForSecondLook = () => share.looksAgain();
    this.#judgement = this.#judge(plan);
    return new PictureAnalysis({ plan, holidays, detector, decide, clock, sunTimes, hasTimeForSecondLook });
  }

  #applyNext(): void {
    if (!this.#next) return;
    const { plan, holidays } = this.#next;
    const before = this.#analysis.scene.save();
    this.#next = undefined;
    this.#plan = plan;
    this.#holidays = holidays;
    this.#parts.share.wish = wishOf(plan);
    this.#evidence.use(plan);
    this.#analysis = this.#createAnalysis(plan, holidays);
    this.#analysis.scene.restore(before);
  }

  #recall(memory: string | undefined): void {
    if (memory === undefined) return;
    try {
      this.#analysis.scene.restore(JSON.parse(memory));
    } catch (fault) {
      this.#parts.log.warn({ camera: this.#plan.name, fault: messageOf(fault) }, 'The camera starts anew');
    }
  }

  /** Ends the reading when the law does not allow it any longer, begins it when it does, and makes its rules anew. */
  #guard(): void {
    if (this.#isStopped) return;
    const { decide, clock } = this.#parts;
    const answer = decide(this.#plan.legal, 'video-analysis', 'frames', clock());
    if (!answer.allowed) {
      this.#reading?.abort();
      this.#reading = undefined;
      this.#meter.set('refused', `${answer.rule.en} ${answer.lift.en}`);
    } else if (this.#reading === undefined) {
      const reading = new AbortController();
      this.#reading = reading;
      this.#meter.set('starting');
      this.#running = this.#running.then(() => this.#run(reading.signal));
    } else if (this.#next === undefined && this.#judge(this.#plan) !== this.#judgement) {
      this.reconfigure(this.#plan, this.#holidays);
    }
  }

  /** What the law allows each rule now, as one comparable text. */
  #judge({ legal, rules }: CameraPlan): string {
    const { decide, clock } = this.#parts;
    const outputs = ['alert', 'statistics', 'stay'] as const;
    const nowMs = clock();
    return JSON.stringify(
      rules.map(({ kind }) => outputs.map((output) => decide(legal, kind, output, nowMs).allowed)),
    );
  }

  async #run(signal: AbortSignal): Promise<void> {
    this.#heardMs = this.#parts.uptime();
    this.#isWatching = true;
    await this.#source.follow(this.#plan, signal);
    this.#isWatching = false;
    this.#analysis.scene.finish(this.#findings);
  }

  async #take(picture: Picture): Promise<void> {
    this.#meter.arrived(picture.width, picture.height);
    this.#heardMs = this.#parts.uptime();
    this.#isBusy = true;
    try {
      await this.#analyse(picture);
      this.#failures = 0;
    } catch (fault) {
      this.#failed(fault);
    } finally {
      picture.release();
      this.#isBusy = false;
      this.#applyNext();
    }
  }

  async #analyse(picture: Picture): Promise<void> {
    const { clock, uptime, share, onAnswer } = this.#parts;
    const reading = this.#reading;
    const startMs = uptime();
    this.#askedMs = startMs;
    const shown = this.#live.begin(picture, startMs);
    const underWay = this.#analysis.begin(picture);
    const detections = await underWay.detections.finally(() => {
      this.#askedMs = undefined;
    });
    if (detections) onAnswer?.(startMs, uptime());
    if (reading === undefined || reading.signal.aborted) return;
    this.#analysis.finish(underWay, detections, this.#findings);
    const delayMs = Math.max(0, clock() - picture.arrivedMs);
    this.#meter.analysed(uptime(), delayMs);
    share.analysed(delayMs);
    if (this.#reports.isUrgent) this.flush();
    await this.#evidence.take(picture, this.#analysis.scene.tracks, detections);
    if (shown !== undefined) await this.#live.show(shown, picture, this.#plan, this.#analysis.scene);
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

function oneDigit(value: number): number {
  return Math.round(value * 10) / 10;
}
