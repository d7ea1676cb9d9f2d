import { int64Tensor } from './onnx-build.ts';
import { elementType, type OnnxGraph, type OnnxNode, type OnnxTensor, plainNumber } from './onnx-model.ts';

/**
 * Lets any number of pictures through a graph that was exported for one: the first size of inputs and outputs
 * becomes free, and a reshape to a first size of one keeps what comes. The caller must try the result:
 * a graph may fix its batch in other ways.
 */
export function freeBatch(graph: OnnxGraph): void {
  for (const value of [...graph.input, ...graph.output]) {
    const [batch] = value.type?.tensorType?.shape?.dim ?? [];
    if (batch === undefined) continue;
    delete batch.dimValue;
    batch.dimParam = 'batch';
  }
  graph.valueInfo = [];
  for (const reshape of graph.node.filter(({ opType }) => opType === 'Reshape')) keepBatch(graph, reshape);
}

function keepBatch(graph: OnnxGraph, reshape: OnnxNode): void {
  const sizes = constantSizes(graph, reshape.input[1]);
  if (sizes === undefined || sizes.length < 2 || sizes[0] !== 1) return;
  const name = `${reshape.output[0] ?? ''}/free_shape`;
  graph.initializer.push(int64Tensor(name, [sizes.length], [0, ...sizes.slice(1)]));
  reshape.input[1] = name;
}

function constantSizes(graph: OnnxGraph, name: string | undefined): number[] | undefined {
  const written = graph.initializer.find((tensor) => tensor.name === name);
  const maker = graph.node.find(({ opType, output }) => opType === 'Constant' && output[0] === name);
  const tensor = written ?? maker?.attribute.find((attribute) => attribute.name === 'value')?.t;
  return tensor?.dataType === elementType.int64 ? int64Values(tensor) : undefined;
}

function int64Values({ rawData, int64Data = [] }: OnnxTensor): number[] {
  if (rawData === undefined || rawData.length === 0) return int64Data.map(plainNumber);
  return Array.from(new BigInt64Array(new Uint8Array(rawData).buffer), Number);
}
