import { type ComparedSegment, compareCounts, countAccuracy } from '#analytics/evaluation/count-accuracy.ts';
import { type ClassScore, detectionScores } from '#analytics/evaluation/detection-scores.ts';
import { withoutIgnored } from '#analytics/evaluation/ignored-objects.ts';
import { type TrackingReport, trackingReport } from '#analytics/evaluation/tracking-report.ts';
import type { AnalysedClip } from './analyse-clip.ts';
import { type Clip, trueCounts, truePicture } from './footage-truth.ts';
import { type HeightScore, recallByHeight } from './recall-by-height.ts';
import { type JudgedRule, judgeRules } from './rule-scores.ts';

/** All figures of one clip; shares are 0…1. */
export interface ClipReport {
  readonly name: string;
  readonly heldOut: boolean;
  readonly pictures: number;
  readonly classes: readonly ClassScore[];
  readonly tracking: TrackingReport;
  readonly countAccuracy: number | undefined;
  readonly counts: readonly ComparedSegment[];
  readonly heights: readonly HeightScore[];
  readonly rules: readonly JudgedRule[];
}

/** Measures what the pipeline made of a clip. */
export function clipReport(
  clip: Clip,
  analysed: AnalysedClip,
  input: { readonly width: number; readonly height: number },
): ClipReport {
  const { pictures, counts } = analysed;
  const truths = pictures.map(({ frame }) => truePicture(clip.truth, frame));
  const compared = compareCounts(trueCounts(clip.truth), counts);
  return {
    name: clip.name,
    heldOut: clip.heldOut,
    pictures: pictures.length,
    classes: detectionScores(pictures.map(({ detections }, at) => ({ ...truths[at]!, found: detections }))),
    tracking: trackingReport(
      pictures.map(({ tracks }, at) => {
        const { counted, ignored } = truths[at]!;
        return { truth: counted, found: withoutIgnored(counted, ignored, tracks) };
      }),
    ),
    countAccuracy: countAccuracy(compared),
    counts: compared,
    heights: recallByHeight(clip, analysed, input),
    rules: judgeRules(clip, analysed),
  };
}
