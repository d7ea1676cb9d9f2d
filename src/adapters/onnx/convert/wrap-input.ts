import type { ValueRange } from '#features/models/ports.ts';
import { floatTensor, int64Tensor, node, value } from './onnx-build.ts';
import { elementType, type OnnxGraph, type OnnxNode, type OnnxTensor, plainNumber } from './onnx-model.ts';
import { floatsOf } from './tensor-values.ts';

/** Name of the picture input of every wrapped graph: bytes [N, height, width, 3], RGB. */
export const pictureInput = 'picture_rgb';

interface Wrapping {
  /** the float input [N, 3, height, width] to replace */
  readonly input: string;
  readonly width: number;
  /** `rows` leaves it free */
  readonly height: number | 'rows';
  readonly range: ValueRange;
  readonly batch: number | 'batch';
}

/**
 * Makes a graph take bytes [N, height, width, 3] in RGB: conversion, normalisation and channel order become
 * part of it. Where one convolution alone reads the picture, its weights take over scale and channel order.
 */
export function wrapInput(graph: OnnxGraph, wrapping: Wrapping): void {
  const { input, width, height, range, batch } = wrapping;
  const kernel = firstKernel(graph, input);
  const steps = kernel === undefined ? channelSteps(range) : foldInto(kernel, range);
  const nodes: OnnxNode[] = [
    node('Transpose', [pictureInput], ['picture_planes'], { perm: [0, 3, 1, 2] }),
    node('Cast', ['picture_planes'], ['picture_float'], { to: elementType.float }),
  ];
  let last = 'picture_float';
  for (const [opType, constant] of steps) {
    const name = `picture_${opType.toLowerCase()}`;
    graph.initializer.push(constant);
    nodes.push(node(opType, [last, constant.name], [name], opType === 'Gather' ? { axis: 1 } : {}));
    last = name;
  }
  for (const reader of graph.node) reader.input = reader.input.map((name) => (name === input ? last : name));
  graph.node.unshift(...nodes);
  const others = graph.input.filter(({ name }) => name !== input);
  graph.input = [value(pictureInput, elementType.uint8, [batch, height, width, 3]), ...others];
}

type Step = readonly [opType: 'Sub' | 'Mul' | 'Gather', constant: OnnxTensor];

/** Constant operations that change nothing are left out. */
function channelSteps({ mean, deviation, order }: ValueRange): Step[] {
  const steps: Step[] = [];
  if (mean.some((m) => m !== 0)) steps.push(['Sub', perChannel('picture_mean', mean)]);
  if (deviation.some((d) => d !== 1)) {
    const scale = deviation.map((d) => 1 / d);
    steps.push(['Mul', perChannel('picture_scale', scale)]);
  }
  if (order === 'bgr') steps.push(['Gather', int64Tensor('picture_order', [3], [2, 1, 0])]);
  return steps;
}

function perChannel(name: string, values: readonly number[]): OnnxTensor {
  return floatTensor(name, [1, 3, 1, 1], values);
}

/** The kernel of the convolution that alone reads the input (a pad between them is let through). */
function firstKernel(graph: OnnxGraph, input: string): OnnxTensor | undefined {
  const readers = graph.node.filter((reader) => reader.input.includes(input));
  const [reader] = readers;
  if (readers.length !== 1 || reader === undefined) return undefined;
  const through = passesZeros(reader, graph) ? reader.output[0] : undefined;
  if (through !== undefined) return firstKernel(graph, through);
  if (reader.opType !== 'Conv' || reader.input[0] !== input) return undefined;
  const kernel = graph.initializer.find(({ name }) => name === reader.input[1]);
  const shared = graph.node.filter((other) => other.input.includes(kernel?.name ?? '')).length > 1;
  const plain = kernel?.dataType === elementType.float && plainNumber(kernel.dims[1] ?? 0) === 3;
  return plain && !shared ? kernel : undefined;
}

/** Zeros stay zeros under scale and channel order, so a zero pad and transpositions that cancel do not matter. */
function passesZeros({ opType, input }: OnnxNode, graph: OnnxGraph): boolean {
  return opType === 'Pad' && (input.length < 3 || input[2] === '') && graph.output.length > 0;
}

/** The mean stays outside the kernel: the zero pad comes after it. */
function foldInto(kernel: OnnxTensor, range: ValueRange): Step[] {
  const { mean, deviation, order } = range;
  const weights = floatsOf(kernel);
  const [, channels = 3, rows = 1, columns = 1] = kernel.dims.map(plainNumber);
  const area = rows * columns;
  const folded = weights.map((_, index) => {
    const position = index % area;
    const channel = ((index - position) / area) % channels;
    const filter = index - position - channel * area;
    const from = order === 'bgr' ? channels - 1 - channel : channel;
    return (weights[filter + from * area + position] ?? 0) / (deviation[channel] ?? 1);
  });
  kernel.rawData = new Uint8Array(folded.buffer);
  delete kernel.floatData;
  return channelSteps({ mean, deviation: [1, 1, 1], order: 'rgb' });
}
