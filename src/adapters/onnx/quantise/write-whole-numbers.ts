import { node } from '../convert/onnx-build.ts';
import {
  elementType,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  plainNumber,
} from '../convert/onnx-model.ts';
import { floatsOf } from '../convert/tensor-values.ts';
import type { Observations } from './observe.ts';
import { type ByteSpread, lostInRounding, quantiseBias, quantiseKernel } from './spread.ts';
import type { WholeNumberPlan } from './whole-number-plan.ts';

/** Opset whose own quantisation takes one scale a channel; older graphs use the same of `com.microsoft`. */
const firstOpset = 13;
const microsoft = 'com.microsoft';

/**
 * Rewrites a graph in the form QDQ: each tensor of the plan goes through bytes, filters become signed bytes with a
 * scale each, biases 32-bit whole numbers with the scale of the products they are added to.
 */
export function writeWholeNumbers(
  model: OnnxModel,
  plan: WholeNumberPlan,
  observed: Observations,
): OnnxModel {
  const standard = model.opsetImport.find(({ domain }) => !domain);
  const isOld = plainNumber(standard?.version ?? 0) < firstOpset;
  const opsetImport = [...model.opsetImport];
  if (isOld && !opsetImport.some(({ domain }) => domain === microsoft)) {
    opsetImport.push({ domain: microsoft, version: 1 });
  }
  const graph = new Writer(model.graph, plan, observed, isOld ? microsoft : '').write();
  return { ...model, opsetImport, graph };
}

class Writer {
  readonly #source: OnnxGraph;
  readonly #plan: WholeNumberPlan;
  readonly #observed: Observations;
  readonly #domain: string;
  readonly #outputs: ReadonlySet<string>;
  /** tensors that the graph itself reads from bytes */
  readonly #arrived: ReadonlySet<string>;
  readonly #graph: OnnxGraph;

  constructor(source: OnnxGraph, plan: WholeNumberPlan, observed: Observations, domain: string) {
    this.#source = source;
    this.#plan = plan;
    this.#observed = observed;
    this.#domain = domain;
    this.#outputs = new Set(source.output.map(({ name }) => name));
    const arriving = source.node.filter(({ opType }) => opType === 'DequantizeLinear');
    this.#arrived = new Set(arriving.flatMap(({ output }) => output));
    this.#graph = { ...source, node: [], initializer: [...source.initializer], valueInfo: [] };
  }

  write(): OnnxGraph {
    for (const { name } of this.#source.input) this.#throughBytes(name);
    for (const original of this.#source.node) {
      this.#graph.node.push(this.#rewritten(original));
      for (const name of original.output) this.#throughBytes(name);
    }
    const used = new Set(this.#graph.node.flatMap(({ input }) => input));
    this.#graph.initializer = this.#graph.initializer.filter(({ name }) => used.has(name));
    return this.#graph;
  }

  #spreadOf(name: string): ByteSpread | undefined {
    return this.#observed.spreads.get(this.#plan.groupOf.get(name) ?? '');
  }

  /** The name under which a tensor is read: behind its bytes where it has any. An output keeps its name there. */
  #reading(name: string): string {
    if (this.#spreadOf(name) === undefined || this.#outputs.has(name) || this.#arrived.has(name)) return name;
    return `${name}/from_bytes`;
  }

  #writing(name: string): string {
    return this.#spreadOf(name) !== undefined && this.#outputs.has(name) ? `${name}/float` : name;
  }

  #rewritten(original: OnnxNode): OnnxNode {
    const input = original.input.map((name) => this.#reading(name));
    const output = original.output.map((name) => this.#writing(name));
    const isPicture = original.opType === 'DequantizeLinear';
    const copy = { ...original, input, output, ...(isPicture ? { domain: this.#domain } : {}) };
    if (original.opType === 'Conv' && this.#plan.nodes.has(original)) this.#quantiseFilters(original, copy);
    return copy;
  }

  #throughBytes(name: string): void {
    const spread = this.#spreadOf(name);
    if (spread === undefined || this.#arrived.has(name)) return;
    const [scale, zero] = [`${name}/scale`, `${name}/zero_point`];
    this.#floats(scale, [], [spread.scale]);
    this.#raw(zero, [], elementType.uint8, Uint8Array.of(spread.zeroPoint));
    this.#emit('QuantizeLinear', [this.#writing(name), scale, zero], `${name}/bytes`);
    this.#emit('DequantizeLinear', [`${name}/bytes`, scale, zero], this.#reading(name));
  }

  /** Filters are written for each convolution: the scale of a shared one would depend on who reads it. */
  #quantiseFilters(original: OnnxNode, copy: OnnxNode): void {
    const [from = '', kernelName, biasName] = original.input;
    const kernel = this.#source.initializer.find(({ name }) => name === kernelName);
    const bias = this.#source.initializer.find(({ name }) => biasName && name === biasName);
    const spread = this.#spreadOf(from);
    if (kernel === undefined || spread === undefined) return;
    const inputScale = spread.scale;
    const dims = kernel.dims.map(plainNumber);
    const [filters = 1] = dims;
    const biases = bias && floatsOf(bias);
    const weights = floatsOf(kernel);
    const quantised = quantiseKernel(weights, filters, biases, spread);
    const { values, scales } = quantised;
    const name = original.output[0] ?? '';
    copy.input[1] = this.#constant(`${name}/filters`, dims, elementType.int8, values, scales);
    const lost = lostInRounding(
      weights,
      quantised,
      this.#observed.means.get(from) ?? new Float64Array(),
      dims[1] ?? 1,
    );
    const sums = quantiseBias(
      lost.map((value, filter) => value + (biases?.[filter] ?? 0)),
      inputScale,
      scales,
    );
    const sumScales = scales.map((scale) => scale * inputScale);
    copy.input[2] = this.#constant(`${name}/offsets`, [filters], elementType.int32, sums, sumScales);
  }

  /** A constant of whole numbers with one scale for each of its first dimension. */
  #constant(
    name: string,
    dims: readonly number[],
    type: number,
    values: Int8Array | Int32Array,
    scales: Float32Array,
  ): string {
    const zeros = type === elementType.int8 ? new Int8Array(scales.length) : new Int32Array(scales.length);
    this.#raw(name, dims, type, values);
    this.#floats(`${name}/scales`, [scales.length], scales);
    this.#raw(`${name}/zero_points`, [scales.length], type, zeros);
    const inputs = [name, `${name}/scales`, `${name}/zero_points`];
    return this.#emit('DequantizeLinear', inputs, `${name}/from_bytes`, { axis: 0 });
  }

  #emit(opType: string, input: string[], output: string, attributes: Record<string, number> = {}): string {
    const name = `${input[0] ?? ''}/${opType}`;
    this.#graph.node.push({ ...node(opType, input, [output], attributes), name, domain: this.#domain });
    return output;
  }

  #floats(name: string, dims: readonly number[], values: ArrayLike<number>): void {
    this.#raw(name, dims, elementType.float, Float32Array.from(values));
  }

  #raw(name: string, dims: readonly number[], dataType: number, values: NodeJS.TypedArray): void {
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#graph.initializer.push({ name, dims: [...dims], dataType, rawData });
  }
}
