import type { Detections } from '#analytics/detection/detections.ts';
import type { SunTimes } from '#analytics/rules/period.ts';
import type { Track } from '#analytics/tracking/track.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Gate } from '#foundation/legal-gate.ts';
import type { CameraPlan } from './analysis-plan.ts';
import type { Findings, PictureFacts } from './findings.ts';
import type { OfflineResult } from './offline-result.ts';
import { PictureAnalysis, type PictureUnderWay } from './picture-analysis.ts';
import type { Detector, FrameSource, Picture, SourceNotice } from './ports.ts';
import type { MeasureIncrement } from './report.ts';
import { ReportBuilder } from './report-builder.ts';

const usualLookahead = 3;

/** One analysed picture of a file. */
export interface AnalysedPicture {
  /** number among the analysed pictures, from 1 */
  readonly number: number;
  /** time since the first picture, milliseconds */
  readonly offsetMs: number;
  readonly width: number;
  readonly height: number;
  /** every living track, tentative and lost ones too */
  readonly tracks: readonly Track[];
  /** what the detector found; undefined: nothing moved, it was not asked */
  readonly detections: Detections | undefined;
}

/** A file to analyse once, as fast as the machine allows. */
export interface OfflineRequest {
  readonly plan: CameraPlan;
  readonly holidays: readonly string[];
  /** event time of the first picture, milliseconds since 1970 */
  readonly startMs: number;
  readonly source: FrameSource;
  readonly detector: Detector;
  readonly decide: Gate;
  /** when the law is asked; the start of the file by default */
  readonly clock?: Clock;
  readonly sunTimes: SunTimes;
  readonly signal: AbortSignal;
  /** pictures given to the detector ahead where none depends on the one before, so that it never waits for the decoder */
  readonly lookahead?: number;
  readonly onNotice?: (notice: SourceNotice) => void;
  readonly onPicture?: (picture: AnalysedPicture) => void;
  /** each value a rule measures, before it is added to its quarter hour: for trying rules on files, never for live cameras */
  readonly onMeasure?: (increment: MeasureIncrement, timeMs: number) => void;
}

/** Analyses a file from its first picture to its last with the very code that cameras go through. */
export async function analyseOffline(request: OfflineRequest): Promise<OfflineResult> {
  const run = new OfflineRun(request);
  const lookahead = run.isSerial ? 0 : (request.lookahead ?? usualLookahead);
  const waiting: PictureUnderWay[] = [];
  try {
    for await (const picture of openFile(request, run)) {
      waiting.push(run.begin(picture));
      if (waiting.length > lookahead) await run.finish(waiting.shift());
    }
    while (waiting.length > 0) await run.finish(waiting.shift());
  } finally {
    for (const { picture } of waiting) picture.release();
  }
  request.signal.throwIfAborted();
  return run.result();
}

function openFile(request: OfflineRequest, run: OfflineRun): AsyncIterable<Picture> {
  const { plan, source, detector, signal } = request;
  return source.open(
    {
      url: plan.source.url,
      loop: false,
      pace: 'as-fast-as-possible',
      framesPerSecond: plan.framesPerSecond,
      inputWidth: detector.inputWidth,
      inputHeight: detector.inputHeight,
      masks: plan.masks,
      startMs: request.startMs,
      reconnect: false,
      onNotice: (notice) => run.notice(notice),
    },
    signal,
  );
}

class OfflineRun {
  readonly #request: OfflineRequest;
  readonly #analysis: PictureAnalysis;
  readonly #findings: ReportBuilder;
  #damagedPackets = 0;
  #pictures = 0;
  #first: PictureFacts | undefined;
  #last: PictureFacts | undefined;

  constructor(request: OfflineRequest) {
    const { plan, holidays, detector, decide, sunTimes, startMs, clock = () => startMs } = request;
    this.#request = request;
    const hasTimeForSecondLook = () => true;
    this.#analysis = new PictureAnalysis({
      plan,
      holidays,
      detector,
      decide,
      clock,
      sunTimes,
      hasTimeForSecondLook,
    });
    const mostEvents = Number.POSITIVE_INFINITY;
    this.#findings = new ReportBuilder({ cameraId: plan.id, run: 'file', resendMs: 0, mostEvents });
  }

  /** What is found in the picture of that time goes into the result; single values are told to who listens. */
  #findingsOf({ timeMs }: Picture): Findings {
    const { onMeasure } = this.#request;
    const findings = this.#findings;
    if (!onMeasure) return findings;
    return {
      addEvent: (event) => findings.addEvent(event),
      addCount: (increment) => findings.addCount(increment),
      addPresence: (increment) => findings.addPresence(increment),
      addCoverage: (bucketStartMs, analysedMs) => findings.addCoverage(bucketStartMs, analysedMs),
      addStay: (record) => findings.addStay(record),
      addMeasure(increment) {
        findings.addMeasure(increment);
        onMeasure(increment, timeMs);
      },
    };
  }

  notice(notice: SourceNotice): void {
    if (notice.kind === 'corrupt') this.#damagedPackets = notice.packets;
    this.#request.onNotice?.(notice);
  }

  get isSerial(): boolean {
    return this.#analysis.isSerial;
  }

  begin(picture: Picture): PictureUnderWay {
    try {
      return this.#analysis.begin(picture);
    } catch (fault) {
      picture.release();
      throw fault;
    }
  }

  async finish(underWay: PictureUnderWay | undefined): Promise<void> {
    if (!underWay) return;
    const { picture } = underWay;
    try {
      const detections = await underWay.detections;
      this.#analysis.finish(underWay, detections, this.#findingsOf(picture));
      this.#tell(picture, detections);
    } finally {
      picture.release();
    }
  }

  #tell(
    { width, height, timeMs, arrivedMs, discontinuity }: Picture,
    detections: Detections | undefined,
  ): void {
    this.#last = { width, height, timeMs, arrivedMs, discontinuity };
    this.#first ??= this.#last;
    this.#pictures += 1;
    this.#request.onPicture?.({
      number: this.#pictures,
      offsetMs: timeMs - this.#first.timeMs,
      width,
      height,
      tracks: this.#analysis.scene.tracks,
      detections,
    });
  }

  result(): OfflineResult {
    this.#analysis.scene.finish(this.#findings);
    const report = this.#findings.next(0);
    return {
      pictures: this.#pictures,
      width: this.#last?.width ?? 0,
      height: this.#last?.height ?? 0,
      firstMs: this.#first?.timeMs ?? this.#request.startMs,
      lastMs: this.#last?.timeMs ?? this.#request.startMs,
      damagedPackets: this.#damagedPackets,
      events: report?.events ?? [],
      counts: report?.counts ?? [],
      presence: report?.presence ?? [],
      coverage: report?.coverage ?? [],
      measures: report?.measures ?? [],
      stays: report?.stays ?? [],
      refusedRules: this.#analysis.scene.refusedRules,
    };
  }
}
