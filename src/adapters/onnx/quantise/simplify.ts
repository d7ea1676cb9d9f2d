import { floatTensor, node } from '../convert/onnx-build.ts';
import { elementType, type OnnxGraph, type OnnxNode, plainNumber } from '../convert/onnx-model.ts';
import { floatsOf, integersOf } from '../convert/tensor-values.ts';

/**
 * Writes a graph so that more of it can run on bytes, with the same results: a pad of −∞ before a max-pool goes into
 * it, and a convolution whose channels are split becomes one for each part, each with a range of its own.
 */
export function simplifyForBytes(graph: OnnxGraph): void {
  for (const pool of graph.node.filter(({ opType }) => opType === 'MaxPool')) absorbPad(graph, pool);
  for (const split of graph.node.filter(({ opType }) => opType === 'Split')) divideConvolution(graph, split);
}

/** The operation that makes a tensor which nothing else reads. */
function onlyMaker(graph: OnnxGraph, name: string | undefined, opType: string): OnnxNode | undefined {
  const maker = graph.node.find((other) => other.opType === opType && other.output[0] === name);
  const readers = graph.node.filter(({ input }) => name !== undefined && input.includes(name));
  const isOutput = graph.output.some((output) => output.name === name);
  return readers.length === 1 && !isOutput ? maker : undefined;
}

function constant(graph: OnnxGraph, name: string | undefined) {
  return name ? graph.initializer.find((tensor) => tensor.name === name) : undefined;
}

function integers(from: OnnxNode, name: string): number[] | undefined {
  return from.attribute.find((attribute) => attribute.name === name)?.ints?.map(plainNumber);
}

function absorbPad(graph: OnnxGraph, pool: OnnxNode): void {
  const pad = onlyMaker(graph, pool.input[0], 'Pad');
  const pads = constant(graph, pad?.input[1]);
  const filling = constant(graph, pad?.input[2]);
  if (pad === undefined || pads === undefined || filling?.dataType !== elementType.float) return;
  // A fourth input names the axes padded.
  if (floatsOf(filling)[0] !== Number.NEGATIVE_INFINITY || pad.input.length > 3) return;
  const [n = 0, c = 0, top = 0, left = 0, endN = 0, endC = 0, bottom = 0, right = 0] = integersOf(pads);
  const kernel = integers(pool, 'kernel_shape') ?? [];
  const own = integers(pool, 'pads') ?? [0, 0, 0, 0];
  const around = [top, left, bottom, right].map((size, side) => size + (own[side] ?? 0));
  const fits = around.every((size, side) => size >= 0 && size < (kernel[side % 2] ?? 0));
  const automatic = pool.attribute.find(({ name }) => name === 'auto_pad')?.s;
  const isExplicit = automatic === undefined || Buffer.from(automatic).toString() === 'NOTSET';
  if ([n, c, endN, endC].some((size) => size !== 0) || integersOf(pads).length !== 8 || !fits || !isExplicit)
    return;
  const rewritten = node('MaxPool', [], [], { pads: around }).attribute;
  pool.attribute = [...pool.attribute.filter(({ name }) => name !== 'pads'), ...rewritten];
  pool.input[0] = pad.input[0] ?? '';
  graph.node = graph.node.filter((other) => other !== pad);
}

function divideConvolution(graph: OnnxGraph, split: OnnxNode): void {
  const convolution = onlyMaker(graph, split.input[0], 'Conv');
  const kernel = constant(graph, convolution?.input[1]);
  const bias = constant(graph, convolution?.input[2]);
  const sizes = constant(graph, split.input[1]);
  const axis = split.attribute.find(({ name }) => name === 'axis')?.i;
  if (convolution === undefined || sizes === undefined || plainNumber(axis ?? 0) !== 1) return;
  if (kernel?.dataType !== elementType.float || bias?.dataType !== elementType.float) return;
  const group = convolution.attribute.find(({ name }) => name === 'group')?.i;
  if (plainNumber(group ?? 1) !== 1) return;
  const [weights, biases, parts] = [floatsOf(kernel), floatsOf(bias), integersOf(sizes)];
  const [filters = 1, ...shape] = kernel.dims.map(plainNumber);
  const size = weights.length / filters;
  let from = 0;
  const divided = parts.map((count, index) => {
    const name = split.output[index] ?? '';
    const names = [`${name}/kernel`, `${name}/bias`] as const;
    const until = from + count;
    graph.initializer.push(
      floatTensor(names[0], [count, ...shape], weights.subarray(from * size, until * size)),
      floatTensor(names[1], [count], biases.subarray(from, until)),
    );
    from = until;
    return { ...convolution, name, input: [convolution.input[0] ?? '', ...names], output: [name] };
  });
  graph.node = graph.node.flatMap((other) => {
    if (other === convolution) return divided;
    return other === split ? [] : [other];
  });
}
