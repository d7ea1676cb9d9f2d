import { floatTensor, node } from '../convert/onnx-build.ts';
import {
  elementType,
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
  plainNumber,
} from '../convert/onnx-model.ts';
import { floatsOf } from '../convert/tensor-values.ts';
import type { ByteSpread } from './spread.ts';

/** The tensor that stands for the bytes of the picture, and how. */
export interface PictureBytes {
  readonly tensor: string;
  readonly spread: ByteSpread;
}

/**
 * Where convolutions alone read the picture, at most its mean taken off: lets them read its bytes, which then pass
 * through no float at all. One zero stands for the means of the three channels, and each bias makes up for the
 * difference; only the pads at the border are a few grey levels off.
 */
export function readPictureBytes(graph: OnnxGraph): PictureBytes | undefined {
  const cast = graph.node.find(({ opType }) => opType === 'Cast');
  const head = cast === undefined ? undefined : pictureHead(graph, cast);
  if (cast === undefined || head === undefined) return undefined;
  const zeroPoint = Math.round(head.means.reduce((sum, value) => sum + value, 0) / head.means.length);
  const shift = head.means.map((value) => value - zeroPoint);
  for (const convolution of head.convolutions) shiftBias(graph, convolution, shift);
  const spread = { scale: 1, zeroPoint };
  graph.node = graph.node.flatMap((other) => {
    if (other === cast) return [fromBytes(graph, cast.input[0] ?? '', head.tensor, spread)];
    return other === head.subtraction ? [] : [other];
  });
  return { tensor: head.tensor, spread };
}

interface PictureHead {
  /** what the convolutions read */
  readonly tensor: string;
  readonly subtraction: OnnxNode | undefined;
  readonly means: readonly number[];
  readonly convolutions: readonly OnnxNode[];
}

/** The operations between the cast of the picture and the convolutions that read it. */
function pictureHead(graph: OnnxGraph, cast: OnnxNode): PictureHead | undefined {
  const readers = readersOf(graph, cast.output[0] ?? '');
  const [next] = readers;
  const subtraction = readers.length === 1 && next?.opType === 'Sub' ? next : undefined;
  const mean = constantOf(graph, subtraction?.input[1]);
  const tensor = (subtraction ?? cast).output[0] ?? '';
  const convolutions = readersOf(graph, tensor);
  const areFixed = convolutions.every(({ opType, input }) => {
    const kernel = constantOf(graph, input[1]);
    return opType === 'Conv' && plainNumber(kernel?.dims[1] ?? 0) === pictureChannels;
  });
  const means = subtraction === undefined ? [0, 0, 0] : Array.from(mean ? floatsOf(mean) : []);
  if (convolutions.length === 0 || !areFixed || means.length !== pictureChannels) return undefined;
  return { tensor, subtraction, means, convolutions };
}

const pictureChannels = 3;

function fromBytes(
  graph: OnnxGraph,
  bytes: string,
  floats: string,
  { scale, zeroPoint }: ByteSpread,
): OnnxNode {
  const names = [`${floats}/scale`, `${floats}/zero_point`] as const;
  graph.initializer.push(floatTensor(names[0], [], [scale]), {
    name: names[1],
    dims: [],
    dataType: elementType.uint8,
    rawData: Uint8Array.of(zeroPoint),
  });
  return node('DequantizeLinear', [bytes, ...names], [floats]);
}

function readersOf(graph: OnnxGraph, name: string): OnnxNode[] {
  return graph.node.filter(({ input }) => input.includes(name));
}

function constantOf(graph: OnnxGraph, name: string | undefined): OnnxTensor | undefined {
  return graph.initializer.find((tensor) => tensor.name === name);
}

/** w · (pixel − mean) + b = w · (pixel − zero) + (b − w · (mean − zero)) */
function shiftBias(graph: OnnxGraph, convolution: OnnxNode, shift: readonly number[]): void {
  const kernel = constantOf(graph, convolution.input[1]);
  if (kernel === undefined) return;
  const weights = floatsOf(kernel);
  const filters = plainNumber(kernel.dims[0] ?? 1);
  const area = weights.length / filters / pictureChannels;
  const old = constantOf(graph, convolution.input[2]);
  const bias = old === undefined ? new Float32Array(filters) : floatsOf(old).slice();
  for (const [index, weight] of weights.entries()) {
    const filter = Math.floor(index / (pictureChannels * area));
    const channel = Math.floor(index / area) % pictureChannels;
    bias[filter] = (bias[filter] ?? 0) - weight * (shift[channel] ?? 0);
  }
  const name = `${convolution.output[0] ?? ''}/shifted_bias`;
  graph.initializer.push(floatTensor(name, [filters], bias));
  convolution.input = [convolution.input[0] ?? '', convolution.input[1] ?? '', name];
}
