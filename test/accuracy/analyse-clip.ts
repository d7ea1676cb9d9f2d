import type { CountSegment } from '#analytics/evaluation/count-accuracy.ts';
import type { ClassedBox } from '#analytics/evaluation/detection-scores.ts';
import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import type { Detector, FrameSource } from '#features/video-analysis/ports.ts';
import { SceneAnalysis } from '#features/video-analysis/scene-analysis.ts';
import { type Clip, measuredClasses, type TrueBox } from './footage-truth.ts';

/** What the pipeline made of one picture of a clip. */
export interface AnalysedPicture {
  /** number of the picture in the truth, from 0 */
  readonly frame: number;
  /** detections at the confidence of the camera */
  readonly detections: readonly ClassedBox[];
  /** confirmed tracks */
  readonly tracks: readonly TrueBox[];
}

/** What the pipeline made of a clip. */
export interface AnalysedClip {
  readonly pictures: readonly AnalysedPicture[];
  readonly counts: readonly CountSegment[];
}

/** The parts of the product that a clip goes through. */
export interface ClipParts {
  readonly source: FrameSource;
  readonly detector: Detector;
  readonly framesPerSecond: number;
}

const confidence = 0.4;

/** Runs a clip through decoder, detector, tracker and lines, as a camera of the product would be. */
export async function analyseClip(
  clip: Clip,
  { source, detector, framesPerSecond }: ClipParts,
): Promise<AnalysedClip> {
  const plan = planOf(clip, framesPerSecond);
  const analysis = new SceneAnalysis({
    plan,
    holidays: [],
    labels: detector.labels,
    decide: () => ({ allowed: true }),
    sunTimes: () => ({ sunriseMs: null, sunsetMs: null }),
  });
  const lineNames = new Map(plan.lines.map((line) => [line.id, line.name]));
  const counts: CountSegment[] = [];
  const findings = {
    addEvent() {},
    addPresence() {},
    addCoverage() {},
    addCount({ lineId, class: kind, direction, bucketStartMs, count }: CountLike) {
      counts.push({
        line: lineNames.get(lineId) ?? '',
        class: kind,
        direction,
        startMs: bucketStartMs,
        count,
      });
    },
  };
  const pictures: AnalysedPicture[] = [];
  const request = {
    url: plan.source.url,
    loop: false,
    pace: 'as-fast-as-possible',
    framesPerSecond,
    inputWidth: detector.inputWidth,
    inputHeight: detector.inputHeight,
    masks: [],
    startMs: 0,
    reconnect: false,
    onNotice() {},
  } as const;
  for await (const picture of source.open(request, new AbortController().signal)) {
    const { input, letterbox, width, height, timeMs } = picture;
    const floor = analysis.detectionFloor;
    const found = await detector.detect({ input, letterbox, width, height, confidence: floor });
    analysis.update(picture, found, findings);
    pictures.push({
      frame: Math.round((timeMs / 1000) * clip.truth.framesPerSecond),
      detections: classed(found, detector.labels),
      tracks: analysis.tracks
        .filter((track) => track.state === 'confirmed')
        .map(({ id, classId, left, top, right, bottom }) => {
          return { id, class: detector.labels[classId] ?? '', left, top, right, bottom };
        })
        .filter((track) => measuredClasses.has(track.class)),
    });
    picture.release();
  }
  return { pictures, counts };
}

interface CountLike {
  readonly lineId: number;
  readonly class: string;
  readonly direction: string;
  readonly bucketStartMs: number;
  readonly count: number;
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
  };
}

function classed(
  found: Awaited<ReturnType<Detector['detect']>>,
  labels: readonly string[],
): readonly ClassedBox[] {
  return Array.from({ length: found.count }, (_, index) => index)
    .filter((index) => (found.scores[index] ?? 0) >= confidence)
    .map((index) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = found.boxesXyxy.subarray(index * 4, index * 4 + 4);
      return { class: labels[found.classIds[index] ?? -1] ?? '', left, top, right, bottom };
    })
    .filter((box) => measuredClasses.has(box.class));
}
