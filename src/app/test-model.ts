import { decodePicture } from '#adapters/ffmpeg/decode-picture.ts';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { openDetector } from '#adapters/onnx/detector.ts';
import type { InstalledModel } from '#features/models/ports.ts';
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
  readonly provider: string;
  readonly notice: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly objects: readonly FoundObject[];
  /** median of the runs, on one core */
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
    const { width, height, letterbox } = picture;
    const input = new Uint8Array(picture.input);
    picture.release();
    const times: number[] = [];
    let found = await detector.detect({ input: input.slice(), letterbox, width, height, confidence });
    for (let run = 1; run < runs.before + runs.timed; run++) {
      const began = performance.now();
      found = await detector.detect({ input: input.slice(), letterbox, width, height, confidence });
      if (run >= runs.before) times.push(performance.now() - began);
    }
    const objects = Array.from({ length: found.count }, (_, index) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = found.boxesXyxy.subarray(4 * index, 4 * index + 4);
      return {
        class: detector.labels[found.classIds[index] ?? 0] ?? '?',
        score: found.scores[index] ?? 0,
        box: { left, top, right, bottom },
      };
    });
    const milliseconds = times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
    return {
      model: detector.name,
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
