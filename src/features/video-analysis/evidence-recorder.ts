import type { Detections } from '#analytics/detection/detections.ts';
import type { Box } from '#analytics/geometry/boxes.ts';
import type { Track } from '#analytics/tracking/track.ts';
import type { CameraPlan } from './analysis-plan.ts';
import type { CameraPipelineParts } from './camera-parts.ts';
import type { Evidence } from './evidence.ts';
import type { Findings } from './findings.ts';
import type { Picture } from './ports.ts';
import type { RuleEvent } from './report.ts';
import { isThing } from './scene-analysis.ts';

type Parts = Pick<
  CameraPipelineParts,
  'plan' | 'detector' | 'decide' | 'clock' | 'uptime' | 'onEvidence' | 'log'
>;

/** Pictures are this wide at most: what a detector did not find is small on them. */
const pictureWidth = 640;
const pictureEveryMs = 1000;
/** Pictures held in memory of one camera, and alerts whose pictures are gathered at once, at most. */
const mostPictures = 150;
const mostGathering = 8;
/** Streams tell their time a little behind the machine's. */
const slackMs = 1000;

interface Gathering {
  readonly event: RuleEvent;
  readonly dueMs: number;
}

/**
 * Keeps the last seconds of a camera that records in memory, and hands over those around what a rule saw. Of a camera
 * that does not record, or may not, nothing is kept.
 */
export class EvidenceRecorder {
  readonly #parts: Parts;
  #plan: CameraPlan;
  #pictures: Evidence['pictures'][number][] = [];
  #gathering: Gathering[] = [];
  /** what the detector found in the last picture it looked at */
  #found: readonly Box[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#plan = parts.plan;
  }

  /** Takes a new plan; a camera that records no longer forgets at once. */
  use(plan: CameraPlan): void {
    this.#plan = plan;
    if (!this.#mayRecord()) this.#forget();
  }

  /** Findings that are handed on, and whose events are heard here. */
  listeningTo(findings: Findings): Findings {
    return {
      addEvent: (event) => {
        findings.addEvent(event);
        this.#hear(event);
      },
      addCount: (increment) => findings.addCount(increment),
      addPresence: (increment) => findings.addPresence(increment),
      addCoverage: (startMs, analysedMs) => findings.addCoverage(startMs, analysedMs),
      addMeasure: (increment) => findings.addMeasure(increment),
      addStay: (record) => findings.addStay(record),
    };
  }

  /** Keeps a picture, at most one a second; `detections` is undefined where nothing can have changed. */
  async take(picture: Picture, tracks: readonly Track[], detections: Detections | undefined): Promise<void> {
    if (detections !== undefined) this.#found = this.#beings(detections);
    if (!this.#mayRecord()) return this.#forget();
    const { timeMs } = picture;
    const lastMs = this.#pictures.at(-1)?.timeMs ?? Number.NEGATIVE_INFINITY;
    // A stream that starts anew may go back in time: what was before does not belong to it.
    if (timeMs < lastMs) this.#pictures = [];
    else if (timeMs - lastMs < pictureEveryMs) return;
    const { labels } = this.#parts.detector;
    const followed = tracks.filter(({ classId }) => !isThing(labels[classId]));
    const jpeg = await picture.encodeJpeg(pictureWidth, [...this.#found, ...followed]);
    this.#pictures.push({ timeMs, jpeg });
    this.#trim(timeMs);
  }

  /** Hands over what is complete; called a few times a second. */
  tick(): void {
    if (this.#gathering.length === 0) return;
    const nowMs = this.#parts.uptime();
    const due = this.#gathering.filter(({ dueMs }) => dueMs <= nowMs);
    this.#gathering = this.#gathering.filter(({ dueMs }) => dueMs > nowMs);
    for (const { event } of due) this.#handOver(event);
  }

  /** The camera stops: what is there of an alert is handed over. */
  finish(): void {
    for (const { event } of this.#gathering) this.#handOver(event);
    this.#forget();
  }

  #mayRecord(): boolean {
    const { decide, clock } = this.#parts;
    if (this.#plan.recording == null) return false;
    return decide(this.#plan.legal, 'recording', 'recording', clock()).allowed;
  }

  #forget(): void {
    this.#pictures = [];
    this.#gathering = [];
  }

  #hear(event: RuleEvent): void {
    const { recording } = this.#plan;
    if (recording == null || !this.#mayRecord()) return;
    if (this.#gathering.length >= mostGathering) {
      this.#parts.log.warn(
        { camera: this.#plan.name },
        'Too many alerts at once: no pictures of one are kept',
      );
      return;
    }
    const dueMs = this.#parts.uptime() + recording.secondsAfter * 1000 + slackMs;
    this.#gathering.push({ event, dueMs });
  }

  #handOver({ ruleId, timeMs }: RuleEvent): void {
    const { recording } = this.#plan;
    if (recording == null || !this.#mayRecord()) return;
    const fromMs = timeMs - recording.secondsBefore * 1000;
    const toMs = timeMs + recording.secondsAfter * 1000;
    const pictures = this.#pictures.filter((one) => fromMs <= one.timeMs && one.timeMs <= toMs);
    if (pictures.length > 0) this.#parts.onEvidence?.({ cameraId: this.#plan.id, ruleId, timeMs, pictures });
  }

  #trim(nowMs: number): void {
    const beforeMs = (this.#plan.recording?.secondsBefore ?? 0) * 1000 + slackMs;
    const oldest = Math.min(nowMs, ...this.#gathering.map(({ event }) => event.timeMs)) - beforeMs;
    this.#pictures = this.#pictures.filter(({ timeMs }) => timeMs >= oldest).slice(-mostPictures);
  }

  /** Boxes of all that may be a person or carry a number plate, however unsure the detector is. */
  #beings({ count, boxesXyxy, classIds }: Detections): readonly Box[] {
    const { labels } = this.#parts.detector;
    return Array.from({ length: count }, (_, index) => ({
      label: labels[classIds[index] ?? 0],
      left: boxesXyxy[index * 4] ?? 0,
      top: boxesXyxy[index * 4 + 1] ?? 0,
      right: boxesXyxy[index * 4 + 2] ?? 0,
      bottom: boxesXyxy[index * 4 + 3] ?? 0,
    })).filter(({ label }) => !isThing(label));
  }
}
