import {
  attributeType,
  elementType,
  type OnnxAttribute,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from './onnx-model.ts';

/** Value of an attribute: whole numbers are written as such, so a fraction is given as `{ float }`. */
export type AttributeValue = number | string | readonly number[] | { readonly float: number };

const utf8 = new TextEncoder();

function attribute(name: string, value: AttributeValue): OnnxAttribute {
  if (typeof value === 'number') return { name, type: attributeType.int, i: value };
  if (typeof value === 'string') return { name, type: attributeType.string, s: utf8.encode(value) };
  if ('float' in value) return { name, type: attributeType.float, f: value.float };
  return { name, type: attributeType.ints, ints: [...value] };
}

/** One operation; its name is that of its first result. */
export function node(
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attributes: Readonly<Record<string, AttributeValue>> = {},
): OnnxNode {
  return {
    opType,
    name: output[0] ?? opType,
    input: [...input],
    output: [...output],
    attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
  };
}

/** A constant of 32-bit floats. */
export function floatTensor(name: string, dims: readonly number[], values: ArrayLike<number>): OnnxTensor {
  return tensor(name, dims, elementType.float, Float32Array.from(values));
}

/** A constant of 64-bit whole numbers. */
export function int64Tensor(name: string, dims: readonly number[], values: ArrayLike<number>): OnnxTensor {
  return tensor(name, dims, elementType.int64, BigInt64Array.from(Array.from(values, BigInt)));
}

function tensor(
  name: string,
  dims: readonly number[],
  dataType: number,
  values: Float32Array | BigInt64Array,
): OnnxTensor {
  const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name, dims: [...dims], dataType, rawData };
}

/** Declares an input or output; a named dimension is free. */
export function value(name: string, elemType: number, dims: readonly (number | string)[]): OnnxValue {
  const dim = dims.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}
