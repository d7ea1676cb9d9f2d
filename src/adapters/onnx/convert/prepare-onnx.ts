import * as ort from 'onnxruntime-node';
import type { Family, Head } from '#analytics/detection/head.ts';
import { type OutputShape, type Recognised, recogniseHead } from '#analytics/detection/recognise-head.ts';
import type { GraphHints, PreparedGraph, ValueRange } from '#features/models/ports.ts';
import { messageOf, VigieError } from '#foundation/errors.ts';
import { freeBatch } from './free-batch.ts';
import { freeRows } from './free-rows.ts';
import { int64Tensor } from './onnx-build.ts';
import {
  decodeModel,
  elementType,
  encodeModel,
  type OnnxModel,
  type OnnxValue,
  plainNumber,
} from './onnx-model.ts';
import { optimise } from './optimise.ts';
import { acceptsBatches } from './try-batch.ts';
import { wrapInput } from './wrap-input.ts';

/** What the authors of each family train on, unless the file's owner says otherwise. */
const usualRange: Readonly<Record<Family, ValueRange>> = {
  nanodet: { order: 'bgr', mean: [123.675, 116.28, 103.53], deviation: [58.395, 57.12, 57.375] },
  'nanodet-plus': { order: 'bgr', mean: [123.675, 116.28, 103.53], deviation: [58.395, 57.12, 57.375] },
  yolox: { order: 'bgr', mean: [0, 0, 0], deviation: [1, 1, 1] },
  yolo: { order: 'rgb', mean: [0, 0, 0], deviation: [255, 255, 255] },
  detr: { order: 'rgb', mean: [0, 0, 0], deviation: [255, 255, 255] },
};

/** RF-DETR alone of the DETR-like family normalises; its logits count COCO's 91 numbers. */
const normalisedDetr: ValueRange = {
  order: 'rgb',
  mean: [123.675, 116.28, 103.53],
  deviation: [58.395, 57.12, 57.375],
};

/** Boxes of one class that overlap by more are one object. */
const usualIou: Readonly<Record<Family, number>> = {
  nanodet: 0.6,
  'nanodet-plus': 0.6,
  yolox: 0.5,
  yolo: 0.6,
  detr: 0.8,
};

/** Makes an ONNX detector take bytes, and several pictures where its graph allows. */
export async function prepareOnnx(bytes: Uint8Array, hints: GraphHints): Promise<PreparedGraph> {
  const model = decodeModel(bytes);
  if (model === undefined) throw notOnnx();
  const picture = pictureOf(model, hints);
  giveSizes(model, picture);
  const plain = encodeModel(model);
  const { head, classes } = await recognise(plain, picture, hints);
  const range = hints.range ?? rangeOf(head, classes);
  const size = { width: picture.width, height: picture.height };

  const free = decodeModel(plain) as OnnxModel;
  freeBatch(free.graph);
  wrapInput(free.graph, { ...picture, range, batch: 'batch' });
  const single = decodeModel(plain) as OnnxModel;
  wrapInput(single.graph, { ...picture, range, batch: 1 });
  const batched = encodeModel(free);
  const isFree = await acceptsBatches(batched, encodeModel(single), size);
  const onnx = await optimise(isFree ? batched : encodeModel(single));
  const freed = await freeRows(onnx, size, { head, classes });
  return {
    onnx: freed ?? onnx,
    input: { ...size, batch: isFree ? 'free' : 1, ...(freed ? { rows: 'free' } : {}) },
    head,
    suppressionIou: usualIou[head.family],
    classes,
  };
}

function rangeOf(head: Head, classes: number): ValueRange {
  const isNormalised = head.family === 'detr' && head.layout === 'logits' && classes > 90;
  return isNormalised ? normalisedDetr : usualRange[head.family];
}

function notOnnx(): VigieError {
  return new VigieError('invalid', 'The file is not an ONNX model, or it was cut short.', {
    fix: 'Give a whole .onnx file; PyTorch weights (.pt, .pth) must be exported to ONNX first',
  });
}

interface PictureInput {
  readonly input: string;
  readonly width: number;
  readonly height: number;
}

function dimsOf(value: OnnxValue): (number | string)[] {
  const dims = value.type?.tensorType?.shape?.dim ?? [];
  return dims.map(({ dimValue, dimParam }) =>
    dimValue === undefined ? (dimParam ?? '?') : plainNumber(dimValue),
  );
}

/** The one input that is a picture: floats [N, 3, height, width]. */
function pictureOf({ graph }: OnnxModel, hints: GraphHints): PictureInput {
  const given = new Set(graph.initializer.map(({ name }) => name));
  const inputs = graph.input.filter(({ name }) => !given.has(name));
  const input = inputs.find((value) => {
    const [, channels] = dimsOf(value);
    return (
      dimsOf(value).length === 4 && channels === 3 && value.type?.tensorType?.elemType === elementType.float
    );
  });
  if (input === undefined) {
    const seen = inputs.map((value) => `${value.name} [${dimsOf(value).join(', ')}]`).join(', ');
    throw new VigieError(
      'invalid',
      `The model takes ${seen || 'nothing'}; a detector takes 32-bit floats [N, 3, height, width].`,
      {
        fix: 'Export it again with a picture input of that shape',
      },
    );
  }
  const [, , height, width] = dimsOf(input);
  return { input: input.name, ...sizeOf(height, width, hints) };
}

function sizeOf(height: unknown, width: unknown, { input }: GraphHints): { width: number; height: number } {
  const fixed = typeof height === 'number' && typeof width === 'number' && height > 0 && width > 0;
  if (fixed && (input === undefined || (input.width === width && input.height === height)))
    return { width, height };
  if (!fixed && input !== undefined) return input;
  const message = fixed
    ? `the model is made for ${width}×${height} and takes no other size`
    : 'the model takes any size, so the size to use must be told';
  const fix = fixed
    ? `leave --input out, or write --input ${width}x${height}`
    : 'write for instance --input 640x640';
  throw new VigieError('invalid', `--input: ${message}`, {
    faults: [{ field: '--input', message, fix }],
    fix,
  });
}

/** D-FINE and RT-DETR ask for the size of the picture: it is always that of the input, the boxes are brought back later. */
function giveSizes({ graph }: OnnxModel, { input, width, height }: PictureInput): void {
  const given = new Set(graph.initializer.map(({ name }) => name));
  const others = graph.input.filter(({ name }) => name !== input && !given.has(name));
  for (const other of others) {
    const dims = dimsOf(other);
    const isSize =
      other.type?.tensorType?.elemType === elementType.int64 && dims.length === 2 && dims[1] === 2;
    if (!isSize) {
      throw new VigieError(
        'invalid',
        `The model also asks for ${other.name} [${dims.join(', ')}], which is not known here.`,
        {
          fix: 'Export it again with the picture as its only input',
        },
      );
    }
    graph.initializer.push(int64Tensor(other.name, [1, 2], [width, height]));
  }
  graph.input = graph.input.filter((value) => !others.includes(value));
}

async function recognise(onnx: Uint8Array, picture: PictureInput, hints: GraphHints): Promise<Recognised> {
  const outputs = await outputShapes(onnx, picture);
  const { width, height } = picture;
  const found = recogniseHead(outputs, { width, height, family: hints.family, classes: hints.classes });
  if (found !== undefined) return found;
  const shapes = outputs.map(({ name, dims }) => `${name} [${dims.join(', ')}]`).join(', ');
  const asked = hints.family === undefined ? 'any family known here' : `the family ${hints.family}`;
  const message = `for ${width}×${height} the outputs ${shapes} do not fit ${asked}`;
  const fix =
    'say --family (nanodet, nanodet-plus, yolox, yolo, detr) and --classes where more than one fits; otherwise export the model without extra outputs';
  throw new VigieError('invalid', `--family: ${message}`, {
    faults: [{ field: '--family', message, fix }],
    fix,
  });
}

/** Shapes as they come out: many files declare them wrongly or not at all. */
async function outputShapes(
  onnx: Uint8Array,
  { input, width, height }: PictureInput,
): Promise<OutputShape[]> {
  try {
    const session = await ort.InferenceSession.create(onnx, { intraOpNumThreads: 1, logSeverityLevel: 4 });
    const grey = new Float32Array(3 * width * height).fill(114);
    const outputs = await session.run({ [input]: new ort.Tensor('float32', grey, [1, 3, height, width]) });
    await session.release();
    return session.outputNames.map((name) => ({ name, dims: outputs[name]?.dims ?? [] }));
  } catch (cause) {
    const reason = messageOf(cause);
    throw new VigieError('invalid', `ONNX Runtime cannot run the model: ${reason}`, {
      cause,
      fix: 'Check that the file is whole and exported for inference (opset 11 to 21)',
    });
  }
}
