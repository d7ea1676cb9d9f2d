import type { Detections } from '#analytics/detection/detections.ts';
import { Tracker } from '#analytics/tracking/tracker.ts';
import { type TrackerOptions, trackerSettings } from '#analytics/tracking/tracker-options.ts';
import type { MotRow } from './mot-format.ts';
import { byFrame } from './mot-sequence.ts';

/** Follows the objects of a file of detections and returns a row for each picture that saw a confirmed one. */
export function trackDetections(
  rows: readonly MotRow[],
  framesPerSecond: number,
  options: TrackerOptions = {},
): readonly MotRow[] {
  const tracker = new Tracker(options);
  const framesOf = byFrame(rows);
  const tracked: MotRow[] = [];
  for (const frame of framesToVisit(
    [...framesOf.keys()],
    framesPerSecond,
    trackerSettings(options).maxLostMs,
  )) {
    const tracks = tracker.update(columnsOf(framesOf.get(frame) ?? []), (frame * 1000) / framesPerSecond);
    for (const track of tracks) {
      if (track.state !== 'confirmed') continue;
      const { id, left, top, right, bottom, score } = track;
      tracked.push({ frame, id, left, top, right, bottom, confidence: score });
    }
  }
  return tracked;
}

/** Every picture from the first to the last; of an empty stretch, as many as it takes to forget every object. */
function* framesToVisit(frames: readonly number[], framesPerSecond: number, maxLostMs: number) {
  const memory = Math.ceil((maxLostMs / 1000) * framesPerSecond) + 1;
  let last: number | undefined;
  for (const frame of frames) {
    if (last !== undefined) {
      for (let empty = last + 1; empty < frame && empty <= last + memory; empty++) yield empty;
    }
    yield frame;
    last = frame;
  }
}

function columnsOf(rows: readonly MotRow[]): Detections {
  return {
    count: rows.length,
    boxesXyxy: Float32Array.from(rows.flatMap((row) => [row.left, row.top, row.right, row.bottom])),
    scores: Float32Array.from(rows, (row) => row.confidence),
    classIds: new Uint16Array(rows.length),
  };
}
