import { readDetections } from '#analytics/detection/decode.ts';
import type { Detections } from '#analytics/detection/detections.ts';
import type { OutputTensors } from '#analytics/detection/head.ts';
import { type Box, intersectionOverUnion } from '#analytics/geometry/boxes.ts';
import type { FittedPicture, ModelManifest } from '#features/models/ports.ts';
import { type RowWindow, rowsOf, windowFor } from '../row-window.ts';
import { openSession } from '../session.ts';

/** How a network is read, whatever numbers it runs on. */
export type NetworkReading = Pick<ModelManifest, 'input' | 'head' | 'labels' | 'suppressionIou'>;

/** Objects below it raise no alert: the other form need not find them. */
const confidence = 0.4;
/** A score that moves a little over the limit is no lost object: the other form may be less sure. */
const leastConfidence = 0.25;
/** Boxes that overlap by less are two objects. */
const leastOverlap = 0.5;

/**
 * Share of objects on which two forms of a network agree, 0…1: what one is sure of, the other finds with the same class
 * at the same place. Undefined when neither is sure of anything.
 */
export async function agreementOf(
  forms: readonly [Uint8Array, Uint8Array],
  reading: NetworkReading,
  pictures: readonly FittedPicture[],
): Promise<number | undefined> {
  const { width, height } = reading.input;
  const open = (model: Uint8Array) => openSession({ model, width, height, threads: 1, provider: 'cpu' });
  const [first, second] = [await open(forms[0]), await open(forms[1])];
  let [all, shared] = [0, 0];
  try {
    for (const picture of pictures) {
      const window = windowFor(picture, reading);
      const bytes = rowsOf(picture.input, window, width);
      const left = read(await first.run(bytes, 1, window.rows), window, reading);
      const right = read(await second.run(bytes, 1, window.rows), window, reading);
      const [forth, back] = [matches(left, right), matches(right, left)];
      all += forth.sure + back.sure;
      shared += forth.found + back.found;
    }
  } finally {
    await first.close();
    await second.close();
  }
  return all === 0 ? undefined : shared / all;
}

/** Boxes in pixels of the rows looked at. */
function read(outputs: OutputTensors, { rows }: RowWindow, reading: NetworkReading): Detections {
  const { head, labels, suppressionIou } = reading;
  const { width } = reading.input;
  const size = { width, height: rows, inputWidth: width, inputHeight: rows };
  const source = {
    ...size,
    letterbox: { scale: 1, padX: 0, padY: 0 },
    picture: 0,
    confidence: leastConfidence,
  };
  return readDetections(head, outputs, source, suppressionIou, labels);
}

/** How many objects one form is sure of, and how many of them the other finds, each in one pair only. */
function matches(one: Detections, other: Detections): { readonly sure: number; readonly found: number } {
  const free = new Set(Array.from({ length: other.count }, (_, index) => index));
  let [sure, found] = [0, 0];
  for (let index = 0; index < one.count; index++) {
    if ((one.scores[index] ?? 0) < confidence) continue;
    sure++;
    const [best] = [...free]
      .filter((at) => other.classIds[at] === one.classIds[index])
      .map((at) => ({ at, overlap: intersectionOverUnion(boxOf(one, index), boxOf(other, at)) }))
      .filter(({ overlap }) => overlap >= leastOverlap)
      .sort((a, b) => b.overlap - a.overlap);
    if (best === undefined) continue;
    free.delete(best.at);
    found++;
  }
  return { sure, found };
}

function boxOf({ boxesXyxy }: Detections, at: number): Box {
  const [left = 0, top = 0, right = 0, bottom = 0] = boxesXyxy.subarray(4 * at, 4 * at + 4);
  return { left, top, right, bottom };
}
