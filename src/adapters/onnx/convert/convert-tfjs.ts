import { VigieError } from '#foundation/errors.ts';
import { value } from './onnx-build.ts';
import { elementType, type OnnxModel } from './onnx-model.ts';
import { readTfjsGraph, type TfNode } from './tfjs-graph.ts';
import { GraphBuilder, operations } from './tfjs-operations.ts';

/**
 * Turns a TF.js graph model into ONNX, operation by operation.
 * The first dimension of input and outputs is free, so that several pictures go through together.
 */
export function convertTfjsGraph(topology: string, weights: Uint8Array): OnnxModel {
  const graph = readTfjsGraph(topology, weights);
  const builder = new GraphBuilder(graph.constants);
  const inputs: TfNode[] = [];
  for (const tf of inOrder(graph.nodes)) {
    if (tf.op === 'Placeholder') inputs.push(tf);
    else if (tf.op !== 'Const') write(builder, tf);
  }
  // Their shapes are left to ONNX Runtime.
  const output = graph.outputs.map((name) => ({
    name,
    type: { tensorType: { elemType: elementType.float } },
  }));
  return {
    irVersion: 9,
    producerName: 'vigie',
    opsetImport: [{ domain: '', version: 18 }],
    graph: {
      name: 'detector',
      node: builder.nodes,
      initializer: builder.initializers,
      input: inputs.map((tf) => value(tf.name, elementType.float, ['batch', ...inputSizes(tf)])),
      output,
    },
  };
}

function write(builder: GraphBuilder, tf: TfNode): void {
  const operation = operations[tf.op];
  if (operation === undefined) {
    throw new VigieError(
      'invalid',
      `Operation ${tf.op} of the TF.js graph has no ONNX form here (${tf.name}).`,
      {
        fix: 'Export the model to ONNX with its own tools, then run: vigie models add FILE',
      },
    );
  }
  operation(builder, tf);
}

function inputSizes(tf: TfNode): number[] {
  return (tf.attr?.shape?.shape?.dim ?? []).slice(1).map(({ size }) => Number(size));
}

/** Nodes after those they read: TF.js files need not be sorted, ONNX files must be. */
function inOrder(nodes: readonly TfNode[]): TfNode[] {
  const byName = new Map(nodes.map((tf) => [tf.name, tf]));
  const sorted = new Set<TfNode>();
  const stack = [...nodes].reverse();
  const open = new Set<TfNode>();
  while (stack.length > 0) {
    const tf = stack.at(-1);
    if (tf === undefined) break;
    const missing = open.has(tf) ? [] : needs(tf, byName).filter((other) => !sorted.has(other));
    open.add(tf);
    if (missing.length > 0) stack.push(...missing);
    else sorted.add(stack.pop() as TfNode);
  }
  return [...sorted];
}

function needs(tf: TfNode, byName: ReadonlyMap<string, TfNode>): TfNode[] {
  return (tf.input ?? []).flatMap((name) => byName.get(name.replace(/^\^/, '').replace(/:\d+$/, '')) ?? []);
}
