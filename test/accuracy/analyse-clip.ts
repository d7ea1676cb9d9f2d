import type { Detections } from '#analytics/detection/detections.ts';
import type { CountSegment } from '#analytics/evaluation/count-accuracy.ts';
import type { ClassedBox } from '#analytics/evaluation/detection-scores.ts';
import { type AnalysedPicture, analyseOffline } from '#features/video-analysis/offline-pipeline.ts';
import { type Analysis, cameraConfidence, planOfClip } from './clip-plan.ts';
import type { PictureParts } from './detection-tape.ts';
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

/** A rule told something, or measured a value. */
export interface Told {
  /** name of the rule */
  readonly rule: string;
  /** time in the clip, seconds */
  readonly second: number;
  readonly class: string | null;
  /** where in the picture, 0…1 */
  readonly point: readonly [number, number] | null;
  /** the value of a measurement */
  readonly value?: number;
  /** the way a measurement is about: `from>to`, names of lines */
  readonly place?: string;
}

/** What the pipeline made of a clip. */
export interface AnalysedClip {
  readonly pictures: readonly MeasuredPicture[];
  readonly counts: readonly CountSegment[];
  readonly alerts: readonly Told[];
  readonly measurements: readonly Told[];
}

/** Runs a clip through decoder, detector, tracker, lines and rules, as `vigie analyse` would. */
export async function analyseClip(
  clip: Clip,
  parts: PictureParts,
  analysis: Analysis,
): Promise<AnalysedClip> {
  const plan = planOfClip(clip, analysis);
  const nameOf = new Map(plan.rules.map(({ id, name }) => [id, name]));
  const lineNames = new Map(plan.lines.map((line) => [line.id, line.name]));
  const pictures: MeasuredPicture[] = [];
  const measurements: Told[] = [];
  const result = await analyseOffline({
    plan,
    ...parts,
    holidays: [],
    startMs: 0,
    decide: () => ({ allowed: true }),
    sunTimes: () => ({ sunriseMs: null, sunsetMs: null }),
    signal: new AbortController().signal,
    onPicture: (picture) => pictures.push(measured(picture, clip, parts.detector.labels)),
    onMeasure: ({ ruleId, class: kind, part, sum, weight }, timeMs) => {
      const place = part.split('>').map((id) => lineNames.get(Number(id)) ?? id);
      measurements.push({
        ...{ rule: nameOf.get(ruleId) ?? '', second: timeMs / 1000, class: kind, point: null },
        ...{ value: sum / weight, ...(part !== '' && { place: place.join('>') }) },
      });
    },
  });
  const counts = result.counts.map(({ lineId, direction, class: kind, bucketStartMs, count }) => {
    return { line: lineNames.get(lineId) ?? '', direction, class: kind, startMs: bucketStartMs, count };
  });
  const alerts = result.events.map(({ ruleId, timeMs, class: kind, point }) => {
    return { rule: nameOf.get(ruleId) ?? '', second: timeMs / 1000, class: kind, point };
  });
  return { pictures, counts, alerts, measurements };
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
    .filter(({ score }) => score >= cameraConfidence)
    .map(({ index }) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = found.boxesXyxy.subarray(index * 4, index * 4 + 4);
      return { class: labels[found.classIds[index] ?? -1] ?? '', left, top, right, bottom };
    });
}
