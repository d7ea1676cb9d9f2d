import { floatTensor, int64Tensor, node } from '../convert/onnx-build.ts';
import { type OnnxGraph, type OnnxNode, plainNumber } from '../convert/onnx-model.ts';
import { floatsOf } from '../convert/tensor-values.ts';
import { pictureInput } from '../convert/wrap-input.ts';

/** Pixels that lie side by side in memory and are read as one of four times the channels. */
const together = 4;
const colours = 3;
/** Kernel, stride and pad of the convolution this is made for: the usual first one of a detector. */
const side = 3;
const stride = 2;
const perGroup = together / stride;

/**
 * Lets the first convolution read four pixels at once. Three channels fill no register of a processor: with twelve,
 * and two results side by side, the same sums take half the time though most of the new weights are zeros. The bytes
 * of the picture and of the result lie as before, so that nothing is moved.
 */
export function groupPixels(graph: OnnxGraph, tensor: string, width: number): void {
  const readers = graph.node.filter(({ input }) => input.includes(tensor));
  const [convolution] = readers;
  const turn = graph.node.find(({ input }) => input[0] === pictureInput);
  if (readers.length !== 1 || convolution === undefined || turn?.opType !== 'Transpose') return;
  if (width % together !== 0 || !isUsualFirst(convolution)) return;
  const kernel = graph.initializer.find(({ name }) => name === convolution.input[1]);
  const bias = graph.initializer.find(({ name }) => name === convolution.input[2]);
  if (kernel === undefined || bias === undefined) return;
  const filters = plainNumber(kernel.dims[0] ?? 1);
  const [to = ''] = convolution.output;
  const names = {
    grouped: `${pictureInput}/grouped`,
    kernel: `${to}/grouped_kernel`,
    bias: `${to}/grouped_bias`,
  };
  const groups = width / together;
  graph.initializer.push(
    int64Tensor(`${names.grouped}/shape`, [4], [0, 0, groups, together * colours]),
    int64Tensor(`${to}/shape`, [4], [0, 0, groups * perGroup, filters]),
    floatTensor(
      names.kernel,
      [perGroup * filters, together * colours, side, 2],
      groupedKernel(floatsOf(kernel), filters),
    ),
    floatTensor(names.bias, [perGroup * filters], [...floatsOf(bias), ...floatsOf(bias)]),
  );
  turn.input = [names.grouped];
  const grouped = node('Conv', [tensor, names.kernel, names.bias], [`${to}/grouped`], {
    kernel_shape: [side, 2],
    strides: [stride, 1],
    pads: [1, 1, 1, 0],
  });
  const after = [
    node('Transpose', [`${to}/grouped`], [`${to}/rows`], { perm: [0, 2, 3, 1] }),
    node('Reshape', [`${to}/rows`, `${to}/shape`], [`${to}/pixels`]),
    node('Transpose', [`${to}/pixels`], [to], { perm: [0, 3, 1, 2] }),
  ];
  const before = node('Reshape', [pictureInput, `${names.grouped}/shape`], [names.grouped]);
  graph.node = [
    before,
    ...graph.node.flatMap((other) => (other === convolution ? [grouped, ...after] : [other])),
  ];
}

function isUsualFirst({ attribute, input }: OnnxNode): boolean {
  const ints = (name: string) =>
    attribute
      .find((one) => one.name === name)
      ?.ints?.map(plainNumber)
      .join();
  const group = attribute.find(({ name }) => name === 'group')?.i ?? 1;
  const isPlain = plainNumber(group) === 1 && [undefined, '', '1,1'].includes(ints('dilations'));
  return (
    isPlain &&
    input.length === 3 &&
    ints('kernel_shape') === '3,3' &&
    ints('strides') === '2,2' &&
    ints('pads') === '1,1,1,1'
  );
}

/** Each filter twice, for the two results of a group; the kernel reaches over the group and the one before it. */
function groupedKernel(weights: Float32Array, filters: number): Float32Array {
  const channels = together * colours;
  const grouped = new Float32Array(perGroup * filters * channels * side * 2);
  for (const [index, weight] of weights.entries()) {
    const [column, row] = [index % side, Math.floor(index / side) % side];
    const [colour, filter] = [
      Math.floor(index / side ** 2) % colours,
      Math.floor(index / (side ** 2 * colours)),
    ];
    for (let result = 0; result < perGroup; result++) {
      const pixel = result * stride - 1 + column;
      const group = Math.floor(pixel / together);
      const channel = (pixel - group * together) * colours + colour;
      const place = (result * filters + filter) * channels + channel;
      grouped[(place * side + row) * 2 + group + 1] = weight;
    }
  }
  return grouped;
}
