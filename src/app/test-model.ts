import { decodePicture } from '#adapters/ffmpeg/decode-picture.ts';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { openDetector } from '#adapters/onnx/detector.ts';
import type { Detections } from '#analytics/detection/detections.ts';
import type { InstalledModel, Precision } from '#features/models/ports.ts';
import type { Log } from '#foundation/log.ts';

/** An object found on a picture, its box in pixels of the picture. */
export interface FoundObject {
  readonly class: string;
  readonly score: number;
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
}

/** What a model says of one picture. */
export interface ModelTest {
  readonly model: string;
  readonly precision: Precision;
  readonly provider: string;
  readonly notice: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly objects: readonly FoundObject[];
  /** CPU time of one look, which other work on the machine does not lengthen much */
  readonly milliseconds: number;
}

interface TestRequest {
  readonly model: InstalledModel;
  /** an image, or a video whose first picture is taken */
  readonly file: string;
  readonly confidence: number;
  readonly provider: string;
  readonly log: Log;
}

/** Runs on the same picture before the time is taken, and while it is. */
const runs = { before: 2, timed: 5 };

/** Looks for objects on a picture as an analysed camera would. */
export async function testModel({ model, file, confidence, provider, log }: TestRequest): Promise<ModelTest> {
  const { width: inputWidth, height: inputHeight } = model.manifest.input;
  const source = createFrameSource({ log, anyFile: true, hardware: 'none' });
  const detector = await openDetector({ model, provider, log });
  try {
    const picture = await decodePicture(source, `file:${file}`, { inputWidth, inputHeight });
    const { width, height } = picture;
    const { input, letterbox } = picture.look();
    const seen = new Uint8Array(input);
    picture.release();
    const look = () => detector.detect({ input: seen.slice(), letterbox, width, height, confidence });
    for (let run = 0; run < runs.before; run++) await look();
    const before = await detector.usage();
    let found = await look();
    for (let run = 1; run < runs.timed; run++) found = await look();
    const after = await detector.usage();
    const objects = objectsOf(found, detector.labels);
    const milliseconds = (after.inferenceMs - before.inferenceMs) / (after.runs - before.runs);
    return {
      model: detector.name,
      precision: model.precision ?? 'fp32',
      provider: detector.provider,
      notice: detector.notice,
      width,
      height,
      objects,
      milliseconds,
    };
  } finally {
    await detector.close();
    await source.stop();
  }
}

function objectsOf(
  { count, boxesXyxy, scores, classIds }: Detections,
  labels: readonly string[],
): FoundObject[] {
  return Array.from({ length: count }, (_, index) => {
    const [left = 0, top = 0, right = 0, bottom = 0] = boxesXyxy.subarray(4 * index, 4 * index + 4);
    const name = labels[classIds[index] ?? 0] ?? '?';
    return { class: name, score: scores[index] ?? 0, box: { left, top, right, bottom } };
  });
}
