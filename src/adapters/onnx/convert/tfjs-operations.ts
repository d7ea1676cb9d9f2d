import { VigieError } from '#foundation/errors.ts';
import { type AttributeValue, floatTensor, int64Tensor, node } from './onnx-build.ts';
import type { OnnxNode, OnnxTensor } from './onnx-model.ts';
import type { TfConstant, TfNode } from './tfjs-graph.ts';

/** The ONNX graph as it grows, and the values known before any picture comes. */
export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  readonly constants: Map<string, TfConstant>;
  readonly #written = new Set<string>();

  constructor(constants: ReadonlyMap<string, TfConstant>) {
    this.constants = new Map(constants);
  }

  emit(
    opType: string,
    input: readonly string[],
    output: string | readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): void {
    this.nodes.push(node(opType, input, typeof output === 'string' ? [output] : output, attributes));
  }

  /** Name of a value as an ONNX input: a constant is written once, when first read. */
  value(name: string): string {
    const constant = this.constants.get(name);
    if (constant !== undefined && !this.#written.has(name)) {
      this.#written.add(name);
      const tensor = constant.kind === 'float' ? floatTensor : int64Tensor;
      this.initializers.push(tensor(name, constant.dims, constant.values));
    }
    return name;
  }

  int64(name: string, values: readonly number[]): string {
    this.initializers.push(int64Tensor(name, [values.length], values));
    return name;
  }

  float(name: string, dims: readonly number[], values: Float32Array): string {
    this.initializers.push(floatTensor(name, dims, values));
    return name;
  }
}

/** Writes one TF operation as ONNX. */
export type Operation = (builder: GraphBuilder, node: TfNode) => void;

const toChannelsFirst = [0, 3, 1, 2];
const toChannelsLast = [0, 2, 3, 1];

function input(tf: TfNode, index: number): string {
  const name = tf.input?.[index];
  if (name === undefined) throw unsupported(tf, `misses input ${index}`);
  return name.replace(/^\^/, '').replace(/:0$/, '');
}

function unsupported(tf: TfNode, why: string): VigieError {
  return new VigieError('invalid', `Operation ${tf.op} (${tf.name}) ${why}.`, {
    fix: 'Export the model to ONNX with its own tools, then run: vigie models add FILE',
  });
}

function constant(builder: GraphBuilder, tf: TfNode, index: number): TfConstant {
  const found = builder.constants.get(input(tf, index));
  if (found === undefined) throw unsupported(tf, `needs a constant as input ${index}`);
  return found;
}

function integers(tf: TfNode, attribute: string): number[] {
  return (tf.attr?.[attribute]?.list?.i ?? []).map(Number);
}

function word(tf: TfNode, attribute: string): string {
  return Buffer.from(tf.attr?.[attribute]?.s ?? '', 'base64').toString('latin1');
}

/** Explicit zeros rather than `VALID`: the optimiser then draws a pad before the operation into it. */
function padding(tf: TfNode): Record<string, AttributeValue> {
  const kind = word(tf, 'padding');
  if (word(tf, 'data_format') === 'NCHW')
    throw unsupported(tf, 'has channels first, which TF.js never writes');
  if (kind !== 'SAME' && kind !== 'VALID') throw unsupported(tf, `has padding ${kind}`);
  return kind === 'SAME' ? { auto_pad: 'SAME_UPPER' } : { pads: [0, 0, 0, 0] };
}

/** Runs an operation that ONNX defines with channels first between two transpositions; the optimiser removes most. */
function channelsFirst(builder: GraphBuilder, tf: TfNode, write: (from: string, to: string) => void): void {
  builder.emit('Transpose', [builder.value(input(tf, 0))], `${tf.name}/in`, { perm: toChannelsFirst });
  write(`${tf.name}/in`, `${tf.name}/out`);
  builder.emit('Transpose', [`${tf.name}/out`], tf.name, { perm: toChannelsLast });
}

/** TF keeps kernels as [height, width, in, out]; ONNX as [out, in, height, width]. */
function kernelOutFirst({ dims, values }: TfConstant): { dims: number[]; values: Float32Array } {
  const [height = 0, width = 0, inputs = 0, outputs = 0] = dims;
  const area = height * width;
  const turned = new Float32Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const out = index % outputs;
    const rest = (index - out) / outputs;
    const into = rest % inputs;
    const position = (rest - into) / inputs;
    turned[(out * inputs + into) * area + position] = values[index] ?? 0;
  }
  return { dims: [outputs, inputs, height, width], values: turned };
}

function conv2d(builder: GraphBuilder, tf: TfNode): void {
  const kernel = kernelOutFirst(constant(builder, tf, 1));
  const weights = builder.float(`${tf.name}/kernel`, kernel.dims, kernel.values);
  const strides = integers(tf, 'strides').slice(1, 3);
  const dilations = integers(tf, 'dilations').slice(1, 3);
  channelsFirst(builder, tf, (from, to) =>
    builder.emit('Conv', [from, weights], to, {
      kernel_shape: kernel.dims.slice(2),
      strides,
      dilations: dilations.length === 2 ? dilations : [1, 1],
      ...padding(tf),
    }),
  );
}

function maxPool(builder: GraphBuilder, tf: TfNode): void {
  channelsFirst(builder, tf, (from, to) =>
    builder.emit('MaxPool', [from], to, {
      kernel_shape: integers(tf, 'ksize').slice(1, 3),
      strides: integers(tf, 'strides').slice(1, 3),
      ...padding(tf),
    }),
  );
}

function resizeBilinear(builder: GraphBuilder, tf: TfNode): void {
  const sizes = builder.int64(`${tf.name}/sizes`, Array.from(constant(builder, tf, 1).values));
  const halfPixel = tf.attr?.half_pixel_centers?.b === true;
  const aligned = tf.attr?.align_corners?.b === true;
  const centres = halfPixel ? 'half_pixel' : 'asymmetric';
  channelsFirst(builder, tf, (from, to) =>
    builder.emit('Resize', [from, '', '', sizes], to, {
      axes: [2, 3],
      mode: 'linear',
      coordinate_transformation_mode: aligned ? 'align_corners' : centres,
    }),
  );
}

function pad(builder: GraphBuilder, tf: TfNode): void {
  const { values } = constant(builder, tf, 1);
  const before = Array.from(values).filter((_, index) => index % 2 === 0);
  const after = Array.from(values).filter((_, index) => index % 2 === 1);
  const pads = builder.int64(`${tf.name}/pads`, [...before, ...after]);
  const filling = tf.op === 'PadV2' ? [builder.value(input(tf, 2))] : [];
  builder.emit('Pad', [builder.value(input(tf, 0)), pads, ...filling], tf.name, { mode: 'constant' });
}

function transpose(builder: GraphBuilder, tf: TfNode): void {
  const perm = Array.from(constant(builder, tf, 1).values);
  builder.emit('Transpose', [builder.value(input(tf, 0))], tf.name, { perm });
}

function concat(builder: GraphBuilder, tf: TfNode): void {
  const last = (tf.input?.length ?? 0) - 1;
  const parts = Array.from({ length: last }, (_, index) => builder.value(input(tf, index)));
  builder.emit('Concat', parts, tf.name, { axis: scalar(constant(builder, tf, last)) });
}

function split(builder: GraphBuilder, tf: TfNode): void {
  const sizes = Array.from(constant(builder, tf, 1).values);
  const axis = scalar(constant(builder, tf, 2));
  const names = sizes.map((_, index) => (index === 0 ? tf.name : `${tf.name}:${index}`));
  builder.emit('Split', [builder.value(input(tf, 0)), builder.int64(`${tf.name}/sizes`, sizes)], names, {
    axis,
  });
}

/** The batch is what comes in: a fixed first size of one would forbid batches. */
function reshape(builder: GraphBuilder, tf: TfNode): void {
  const sizes = Array.from(constant(builder, tf, 1).values);
  if (sizes[0] === 1) sizes[0] = 0;
  const shape = builder.int64(`${tf.name}/shape`, sizes);
  builder.emit('Reshape', [builder.value(input(tf, 0)), shape], tf.name);
}

/** The exporter left shape sums in the graph: with no position filled, the result is all its default value. */
function sparseToDense(builder: GraphBuilder, tf: TfNode): void {
  if (constant(builder, tf, 0).values.length > 0) throw unsupported(tf, 'fills positions');
  const dims = Array.from(constant(builder, tf, 1).values);
  const count = dims.reduce((product, size) => product * size, 1);
  const filling = scalar(constant(builder, tf, 3));
  builder.constants.set(tf.name, { dims, kind: 'int', values: new Int32Array(count).fill(filling) });
}

function add(builder: GraphBuilder, tf: TfNode): void {
  const left = builder.constants.get(input(tf, 0));
  const right = builder.constants.get(input(tf, 1));
  if (left === undefined || right === undefined || left.kind === 'float') {
    binary('Add')(builder, tf);
    return;
  }
  const values = Int32Array.from(left.values, (value, index) => value + (right.values[index] ?? 0));
  builder.constants.set(tf.name, { dims: left.dims, kind: 'int', values });
}

function scalar({ values }: TfConstant): number {
  return values[0] ?? 0;
}

function binary(opType: string): Operation {
  return (builder, tf) =>
    builder.emit(opType, [builder.value(input(tf, 0)), builder.value(input(tf, 1))], tf.name);
}

function unary(opType: string): Operation {
  return (builder, tf) => builder.emit(opType, [builder.value(input(tf, 0))], tf.name);
}

const leakyRelu: Operation = (builder, tf) =>
  builder.emit('LeakyRelu', [builder.value(input(tf, 0))], tf.name, {
    alpha: { float: tf.attr?.alpha?.f ?? 0.2 },
  });

/** How each TF operation is written in ONNX. */
export const operations: Readonly<Record<string, Operation>> = {
  Add: add,
  AddV2: add,
  ConcatV2: concat,
  Conv2D: conv2d,
  Identity: unary('Identity'),
  LeakyRelu: leakyRelu,
  MaxPool: maxPool,
  Mul: binary('Mul'),
  Pad: pad,
  PadV2: pad,
  Relu: unary('Relu'),
  Reshape: reshape,
  ResizeBilinear: resizeBilinear,
  Sigmoid: unary('Sigmoid'),
  SparseToDense: sparseToDense,
  SplitV: split,
  Sub: binary('Sub'),
  Transpose: transpose,
};
