import { VigieError } from '#foundation/errors.ts';

/** A constant of a TF.js graph. */
export interface TfConstant {
  readonly dims: readonly number[];
  readonly kind: 'float' | 'int';
  readonly values: Float32Array | Int32Array;
}

type TfAttribute = {
  readonly i?: string | number;
  readonly f?: number;
  readonly b?: boolean;
  readonly s?: string;
  readonly list?: { readonly i?: readonly (string | number)[] };
  readonly shape?: { readonly dim?: readonly { readonly size: string | number }[] };
};

/** One operation of a TF.js graph, as its file spells it. */
export interface TfNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, TfAttribute>>;
}

interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string; readonly scale?: number; readonly min?: number };
}

/** A TF.js graph with its weights. */
export interface TfGraph {
  readonly nodes: readonly TfNode[];
  readonly constants: ReadonlyMap<string, TfConstant>;
  readonly outputs: readonly string[];
}

interface TfFile {
  readonly modelTopology?: { readonly node?: readonly TfNode[] };
  readonly weightsManifest?: readonly { readonly weights: readonly WeightEntry[] }[];
  readonly signature?: { readonly outputs?: Readonly<Record<string, { readonly name: string }>> };
}

const fault = (message: string): VigieError =>
  new VigieError('invalid', message, { fix: 'Give the two files of one TF.js graph model, whole.' });

/** Reads the two files of a TF.js graph model: the topology and the weights that belong to it. */
export function readTfjsGraph(topology: string, weights: Uint8Array): TfGraph {
  const file = parse(topology);
  const nodes = file.modelTopology?.node;
  const entries = file.weightsManifest?.flatMap((group) => group.weights);
  if (nodes === undefined || entries === undefined) throw fault('The file is not a TF.js graph model.');
  const constants = readWeights(entries, weights);
  const outputs = Object.values(file.signature?.outputs ?? {}).map(({ name }) => name.replace(/:0$/, ''));
  return { nodes, constants, outputs: outputs.sort() };
}

function parse(topology: string): TfFile {
  try {
    return JSON.parse(topology) as TfFile;
  } catch {
    throw fault('The topology of the TF.js model is not JSON.');
  }
}

function readWeights(entries: readonly WeightEntry[], weights: Uint8Array): Map<string, TfConstant> {
  const constants = new Map<string, TfConstant>();
  let offset = 0;
  for (const entry of entries) {
    const count = entry.shape.reduce((product, size) => product * size, 1);
    const bytes = count * bytesOf(entry.quantization?.dtype ?? entry.dtype);
    if (offset + bytes > weights.byteLength) throw fault('The weights of the TF.js model are cut short.');
    constants.set(entry.name, constantOf(entry, new Uint8Array(weights.subarray(offset, offset + bytes))));
    offset += bytes;
  }
  if (offset !== weights.byteLength) throw fault('The weights do not belong to this TF.js topology.');
  return constants;
}

function bytesOf(type: string): number {
  const sizes: Record<string, number> = { float32: 4, int32: 4, float16: 2, uint16: 2, uint8: 1, bool: 1 };
  const size = sizes[type];
  if (size === undefined) throw fault(`Weights of type ${type} are not supported.`);
  return size;
}

function constantOf(entry: WeightEntry, bytes: Uint8Array): TfConstant {
  const stored = storedValues(entry.quantization?.dtype ?? entry.dtype, bytes);
  const { scale, min = 0 } = entry.quantization ?? {};
  const real = scale === undefined ? stored : Float32Array.from(stored, (value) => value * scale + min);
  return entry.dtype === 'float32'
    ? { dims: entry.shape, kind: 'float', values: Float32Array.from(real) }
    : { dims: entry.shape, kind: 'int', values: Int32Array.from(real) };
}

function storedValues(type: string, bytes: Uint8Array): ArrayLike<number> & Iterable<number> {
  const { buffer } = bytes;
  if (type === 'float32') return new Float32Array(buffer);
  if (type === 'int32') return new Int32Array(buffer);
  if (type === 'uint8' || type === 'bool') return bytes;
  const halves = new Uint16Array(buffer);
  return type === 'uint16' ? halves : Float32Array.from(halves, halfToNumber);
}

/** IEEE 754 half precision. */
function halfToNumber(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
