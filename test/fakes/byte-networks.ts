import { floatTensor, int64Tensor, node, value } from '#adapters/onnx/convert/onnx-build.ts';
import {
  elementType,
  encodeModel,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '#adapters/onnx/convert/onnx-model.ts';

/** Side of the pictures that the networks here take. */
export const smallSide = 8;

/** Weights that are not all alike, the same at each run. */
export function waves(count: number, size = 0.5, phase = 1): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => size * Math.sin(index * 1.7 + phase));
}

interface Layers {
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxTensor[];
  readonly outputs?: readonly string[];
  readonly opset?: number;
}

/** A network that takes a picture as Vigie hands it over: bytes → planes → floats → `planes`, then the given layers. */
export function pictureNetwork({ nodes, constants, outputs = ['out'], opset = 17 }: Layers): OnnxModel {
  return {
    irVersion: 8,
    opsetImport: [{ domain: '', version: opset }],
    graph: {
      name: 'small',
      node: [
        node('Transpose', ['picture_rgb'], ['bytes'], { perm: [0, 3, 1, 2] }),
        node('Cast', ['bytes'], ['planes'], { to: elementType.float }),
        ...nodes,
      ],
      initializer: [...constants],
      input: [value('picture_rgb', elementType.uint8, [1, smallSide, smallSide, 3])],
      output: outputs.map((name) => ({ name, type: { tensorType: { elemType: elementType.float } } })),
    },
  };
}

/** A convolution of 3 × 3 with its constants. */
export function convolution(
  from: string,
  to: string,
  filters: number,
  channels: number,
): { readonly nodes: OnnxNode[]; readonly constants: OnnxTensor[] } {
  return {
    nodes: [node('Conv', [from, `${to}/w`, `${to}/b`], [to], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] })],
    constants: [
      floatTensor(`${to}/w`, [filters, channels, 3, 3], waves(filters * channels * 9, 0.3, filters)),
      floatTensor(`${to}/b`, [filters], waves(filters, 2)),
    ],
  };
}

/** Two convolutions with a leak, a pool and a sum of a channel between and behind them. */
export function smallNetwork(opset = 17): OnnxModel {
  const first = convolution('planes', 'first', 4, 3);
  const second = convolution('pooled', 'second', 5, 4);
  return pictureNetwork({
    opset,
    nodes: [
      ...first.nodes,
      node('LeakyRelu', ['first'], ['leaked'], { alpha: { float: 0.1 } }),
      node('MaxPool', ['leaked'], ['pooled'], { kernel_shape: [2, 2], strides: [2, 2] }),
      ...second.nodes,
      node('Exp', ['second'], ['grown']),
      node('Sigmoid', ['grown'], ['out']),
    ],
    constants: [...first.constants, ...second.constants, int64Tensor('unused', [1], [1])],
  });
}

/** Pictures of noise, the same at each run. */
export function smallPictures(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, picture) =>
    Uint8Array.from(
      { length: 3 * smallSide * smallSide },
      (_, index) => (index * 37 + picture * 91 + ((index * index) % 53)) % 256,
    ),
  );
}

/** The file of a network. */
export const fileOf = (model: OnnxModel): Uint8Array => encodeModel(model);
