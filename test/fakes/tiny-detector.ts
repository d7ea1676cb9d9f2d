import { floatTensor, int64Tensor, node, value } from '#adapters/onnx/convert/onnx-build.ts';
import { elementType, encodeModel, type OnnxModel } from '#adapters/onnx/convert/onnx-model.ts';

/** Side of the tiny detector's picture. */
export const tinySide = 32;

interface TinyOptions {
  readonly dims?: readonly (number | string)[];
  readonly elemType?: number;
  /** part of the graph holds one picture only */
  readonly fixed?: boolean;
}

/**
 * A detector that can be reckoned by hand: one box of 16 × 16 in the middle of the picture, whose class is the
 * strongest colour (`red`, `green`, `blue`) and whose score is that colour's mean, 0…1.
 * It is made for one picture of floats [1, 3, 32, 32], as exported models are.
 */
export function tinyDetector({
  dims,
  elemType = elementType.float,
  fixed = false,
}: TinyOptions = {}): OnnxModel {
  const spread = [0, 1, 2].flatMap((channel) => [
    0,
    0,
    0,
    0,
    ...[0, 1, 2].map((to) => Number(to === channel)),
  ]);
  const others = fixed
    ? node('Concat', ['one', 'nothing'], ['output'], { axis: 1 })
    : node('Pad', ['one', 'pads'], ['output']);
  return {
    irVersion: 8,
    opsetImport: [{ domain: '', version: 17 }],
    graph: {
      name: 'tiny',
      node: [
        node('ReduceMean', ['image'], ['means'], { axes: [2, 3], keepdims: 0 }),
        node('Reshape', ['means', 'shape'], ['row']),
        node('MatMul', ['row', 'spread'], ['classes']),
        node('Add', ['classes', 'box'], ['one']),
        others,
      ],
      initializer: [
        int64Tensor('shape', [3], [1, 1, 3]),
        floatTensor('spread', [3, 7], spread),
        floatTensor('box', [1, 1, 7], [16, 16, 16, 16, 0, 0, 0]),
        fixed
          ? floatTensor('nothing', [1, 20, 7], new Float32Array(140))
          : int64Tensor('pads', [6], [0, 0, 0, 0, 20, 0]),
      ],
      input: [value('image', elemType, dims ?? [1, 3, tinySide, tinySide])],
      output: [value('output', elementType.float, [1, 21, 7])],
    },
  };
}

/** The file of the tiny detector. */
export function tinyFile(options: TinyOptions = {}): Uint8Array {
  return encodeModel(tinyDetector(options));
}

/** A picture of one colour. */
export function paint(red: number, green: number, blue: number): Uint8Array {
  return Uint8Array.from(
    { length: 3 * tinySide * tinySide },
    (_, index) => [red, green, blue][index % 3] ?? 0,
  );
}
