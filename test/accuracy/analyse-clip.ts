import type { Detections } from '#analytics/detection/detections.ts';
import type { CountSegment } from '#analytics/evaluation/count-accuracy.ts';
import type { ClassedBox } from '#analytics/evaluation/detection-scores.ts';
import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import { type AnalysedPicture, analyseOffline } from '#features/video-analysis/offline-pipeline.ts';
import type { Detector, FrameSource } from '#features/video-analysis/ports.ts';
import { type Clip, measuredClasses, type TrueBox } from './footage-truth.ts';

/** What the pipeline made of one picture of a clip. */
interface MeasuredPicture {
  /** number of the picture in the truth, from 0 */
  readonly frame: number;
  /** detections at the confidence of the camera */
  readonly detections: readonly ClassedBox[];
  /** confirmed tracks */
  readonly tracks: readonly TrueBox[];
}

/** What the pipeline made of a clip. */
export interface AnalysedClip {
  readonly pictures: readonly MeasuredPicture[];
  readonly counts: readonly CountSegment[];
}

/** The parts of the product that a clip goes through. */
export interface ClipParts {
  readonly source: FrameSource;
  readonly detector: Detector;
  readonly framesPerSecond: number;
}

const confidence = 0.4;

/** Runs a clip through decoder, detector, tracker and lines, as `vigie analyse` would. */
export async function analyseClip(clip: Clip, parts: ClipParts): Promise<AnalysedClip> {
  const { source, detector, framesPerSecond } = parts;
  const plan = planOf(clip, framesPerSecond);
  const pictures: MeasuredPicture[] = [];
  const result = await analyseOffline({
    plan,
    source,
    detector,
    holidays: [],
    startMs: 0,
    decide: () => ({ allowed: true }),
    sunTimes: () => ({ sunriseMs: null, sunsetMs: null }),
    signal: new AbortController().signal,
    onPicture: (picture) => pictures.push(measured(picture, clip, detector.labels)),
  });
  const lineNames = new Map(plan.lines.map((line) => [line.id, line.name]));
  const counts = result.counts.map(({ lineId, direction, class: kind, bucketStartMs, count }) => {
    return { line: lineNames.get(lineId) ?? '', direction, class: kind, startMs: bucketStartMs, count };
  });
  return { pictures, counts };
}

function planOf(clip: Clip, framesPerSecond: number): CameraPlan {
  return {
    id: 1,
    name: clip.name,
    source: { url: `file:${clip.video}` },
    place: 'closed-site',
    purpose: 'Measuring accuracy on rendered footage',
    framesPerSecond,
    confidence,
    masks: [],
    zones: [],
    lines: clip.truth.lines.map((line, index) => ({ ...line, id: index + 1, classes: [...measuredClasses] })),
    rules: [],
    position: null,
    ground: [],
    motionGate: 'off',
    secondLook: 'off',
    priority: 'normal',
  };
}

function measured(picture: AnalysedPicture, clip: Clip, labels: readonly string[]): MeasuredPicture {
  const tracks = picture.tracks
    .filter((track) => track.state === 'confirmed')
    .map(({ id, classId, left, top, right, bottom }) => {
      return { id, class: labels[classId] ?? '', left, top, right, bottom };
    });
  return {
    frame: Math.round((picture.offsetMs / 1000) * clip.truth.framesPerSecond),
    detections: picture.detections ? sureBoxes(picture.detections, labels).filter(isMeasured) : [],
    tracks: tracks.filter(isMeasured),
  };
}

function isMeasured(box: ClassedBox): boolean {
  return measuredClasses.has(box.class);
}

function sureBoxes(found: Detections, labels: readonly string[]): readonly ClassedBox[] {
  return Array.from(found.scores.subarray(0, found.count), (score, index) => ({ score, index }))
    .filter(({ score }) => score >= confidence)
    .map(({ index }) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = found.boxesXyxy.subarray(index * 4, index * 4 + 4);
      return { class: labels[found.classIds[index] ?? -1] ?? '', left, top, right, bottom };
    });
}
