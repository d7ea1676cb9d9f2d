import { readDetections } from '#analytics/detection/decode.ts';
import type { Detections } from '#analytics/detection/detections.ts';
import type { OutputTensors } from '#analytics/detection/head.ts';
import { type Box, intersectionOverUnion } from '#analytics/geometry/boxes.ts';
import type { FittedPicture, ModelManifest } from '#features/models/ports.ts';
import { type RowWindow, rowsOf, windowFor } from '../row-window.ts';
import { openSession } from '../session.ts';

/** How a network is read, whatever numbers it runs on. */
export type NetworkReading = Pick<ModelManifest, 'input' | 'head' | 'labels' | 'suppressionIou'>;

/** Objects below it raise no alert and are not compared. */
const confidence = 0.4;
/** Boxes that overlap by less are two objects. */
const leastOverlap = 0.5;

/**
 * Share of objects on which two forms of a network agree, 0…1: both found one of the same class at the same place.
 * Undefined when neither finds anything.
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
      all += left.count + right.count;
      shared += 2 * matches(left, right);
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
  const source = { ...size, letterbox: { scale: 1, padX: 0, padY: 0 }, picture: 0, confidence };
  return readDetections(head, outputs, source, suppressionIou, labels);
}

/** Pairs, best first, each object in one pair only. */
function matches(left: Detections, right: Detections): number {
  const free = new Set(Array.from({ length: right.count }, (_, index) => index));
  let found = 0;
  for (let index = 0; index < left.count; index++) {
    const candidates = [...free].filter((other) => right.classIds[other] === left.classIds[index]);
    const [best] = candidates
      .map((other) => ({ other, overlap: intersectionOverUnion(boxOf(left, index), boxOf(right, other)) }))
      .filter(({ overlap }) => overlap >= leastOverlap)
      .sort((a, b) => b.overlap - a.overlap);
    if (best === undefined) continue;
    free.delete(best.other);
    found++;
  }
  return found;
}

function boxOf({ boxesXyxy }: Detections, at: number): Box {
  const [left = 0, top = 0, right = 0, bottom = 0] = boxesXyxy.subarray(4 * at, 4 * at + 4);
  return { left, top, right, bottom };
}
