import { Candidates } from './candidates.ts';
import { decodeDetr } from './decode-detr.ts';
import { decodeNanodet } from './decode-nanodet.ts';
import { decodeYolo, decodeYolox } from './decode-yolo.ts';
import type { Detections } from './detections.ts';
import type { Head, OutputTensors, Reading } from './head.ts';
import type { Letterbox } from './letterbox.ts';
import { withoutParts } from './parts.ts';
import { suppress } from './suppression.ts';

/** The picture whose objects are read: its place in the batch, its size, and how it was fitted. */
export interface Source extends Reading {
  readonly width: number;
  readonly height: number;
  readonly letterbox: Letterbox;
}

const candidates = new Candidates();

/**
 * Objects of one picture, in its own pixels, best first: the outputs of the network are decoded, suppressed,
 * brought back through the letterbox and cut at the borders.
 * A class without a name in `labels` is left out.
 */
export function readDetections(
  head: Head,
  outputs: OutputTensors,
  source: Source,
  iou: number,
  labels: readonly string[],
): Detections {
  candidates.clear();
  decodeHead(head, outputs, source, candidates);
  const kept = suppress(candidates, iou).filter((index) => Boolean(labels[candidates.classIds[index]!]));
  return toSource(candidates, withoutParts(candidates, kept, labels), source);
}

/** Candidates of one picture, in pixels of the network's input. */
function decodeHead(head: Head, outputs: OutputTensors, reading: Reading, into: Candidates): void {
  if (head.family === 'yolox') decodeYolox(head, outputs, reading, into);
  else if (head.family === 'yolo') decodeYolo(head, outputs, reading, into);
  else if (head.family === 'detr') decodeDetr(head, outputs, reading, into);
  else decodeNanodet(head, outputs, reading, into);
}

function toSource(from: Candidates, kept: readonly number[], source: Source): Detections {
  const { scale, padX, padY } = source.letterbox;
  const boxesXyxy = new Float32Array(4 * kept.length);
  const scores = new Float32Array(kept.length);
  const classIds = new Uint16Array(kept.length);
  let count = 0;
  for (const index of kept) {
    const left = clamp((from.boxesXyxy[4 * index]! - padX) / scale, source.width);
    const top = clamp((from.boxesXyxy[4 * index + 1]! - padY) / scale, source.height);
    const right = clamp((from.boxesXyxy[4 * index + 2]! - padX) / scale, source.width);
    const bottom = clamp((from.boxesXyxy[4 * index + 3]! - padY) / scale, source.height);
    if (!(right > left && bottom > top)) continue;
    boxesXyxy.set([left, top, right, bottom], 4 * count);
    scores[count] = from.scores[index]!;
    classIds[count] = from.classIds[index]!;
    count++;
  }
  return count === kept.length
    ? { count, boxesXyxy, scores, classIds }
    : {
        count,
        boxesXyxy: boxesXyxy.slice(0, 4 * count),
        scores: scores.slice(0, count),
        classIds: classIds.slice(0, count),
      };
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
