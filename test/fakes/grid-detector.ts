import { floatTensor, int64Tensor, node, value } from '#adapters/onnx/convert/onnx-build.ts';
import {
  elementType,
  encodeModel,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '#adapters/onnx/convert/onnx-model.ts';

/** Side of the grid detector's picture. */
export const gridSide = 128;

const fields = 7;

/** A convolution over whole cells: how red each is tells objectness and the first class. */
function cells(stride: number): { nodes: OnnxNode[]; constants: OnnxTensor[] } {
  const area = stride * stride;
  const kernel = new Float32Array(fields * 3 * area);
  // YOLOX takes blue first.
  for (const field of [4, 5]) kernel.fill(1 / (255 * area), (field * 3 + 2) * area, (field * 3 + 3) * area);
  const [name, weights, bias] = [`cells${stride}`, `kernel${stride}`, `bias${stride}`];
  return {
    nodes: [
      node('Conv', ['image', weights, bias], [name], {
        kernel_shape: [stride, stride],
        strides: [stride, stride],
      }),
    ],
    constants: [
      floatTensor(weights, [fields, 3, stride, stride], kernel),
      floatTensor(bias, [fields], [0.5, 0.5, 0, 0, 0, 0, 0]),
    ],
  };
}

interface GridOptions {
  /** the graph holds on to the number of its cells */
  readonly fixed?: boolean;
}

/**
 * A YOLOX that can be reckoned by hand: each cell that is red is an object of its own size. The cells of 16 pixels are
 * those of 32, resized to a fixed size, as exported graphs do.
 */
export function gridDetector({ fixed = false }: GridOptions = {}): OnnxModel {
  const parts = [cells(8), cells(32)];
  const flat = [8, 16, 32].map((stride) =>
    node('Reshape', [`cells${stride}`, fixed ? `shape${stride}` : 'shape'], [`flat${stride}`]),
  );
  const shapes = fixed
    ? [8, 16, 32].map((stride) => int64Tensor(`shape${stride}`, [3], [1, fields, (gridSide / stride) ** 2]))
    : [int64Tensor('shape', [3], [0, fields, -1])];
  return {
    irVersion: 8,
    opsetImport: [{ domain: '', version: 18 }],
    graph: {
      name: 'grid',
      node: [
        ...parts.flatMap(({ nodes }) => nodes),
        node('Resize', ['cells32', '', '', 'sizes'], ['cells16'], { axes: [2, 3], mode: 'nearest' }),
        ...flat,
        node('Concat', ['flat8', 'flat16', 'flat32'], ['joined'], { axis: 2 }),
        node('Transpose', ['joined'], ['output'], { perm: [0, 2, 1] }),
      ],
      initializer: [
        ...parts.flatMap(({ constants }) => constants),
        ...shapes,
        int64Tensor('sizes', [2], [gridSide / 16, gridSide / 16]),
      ],
      input: [value('image', elementType.float, [1, 3, gridSide, gridSide])],
      output: [value('output', elementType.float, [1, 336, fields])],
    },
  };
}

/** The file of the grid detector. */
export function gridFile(options: GridOptions = {}): Uint8Array {
  return encodeModel(gridDetector(options));
}
