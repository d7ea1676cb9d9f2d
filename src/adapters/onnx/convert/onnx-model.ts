import protobuf from 'protobufjs';

// The public ONNX specification, onnx.proto3 (IR version 10): every message a detector file can hold,
// so that a graph read, changed and written again loses nothing.
const int32 = 'int32';
const int64 = 'int64';
const text = 'string';

type Field = readonly [name: string, id: number, type: string, repeated?: 'repeated'];

const message = (...fields: readonly Field[]): protobuf.IType => ({
  fields: Object.fromEntries(
    fields.map(([name, id, type, rule]) => [name, rule === undefined ? { id, type } : { id, type, rule }]),
  ),
});

/** A choice of one: only the field that was set may be written. */
const choice = (...fields: readonly Field[]): protobuf.IType => ({
  ...message(...fields),
  oneofs: { value: { oneof: fields.map(([name]) => name).filter((name) => name !== 'denotation') } },
});

const messages: Record<string, protobuf.IType> = {
  StringStringEntryProto: message(['key', 1, text], ['value', 2, text]),
  OperatorSetIdProto: message(['domain', 1, text], ['version', 2, int64]),
  ModelProto: message(
    ['irVersion', 1, int64],
    ['producerName', 2, text],
    ['producerVersion', 3, text],
    ['domain', 4, text],
    ['modelVersion', 5, int64],
    ['docString', 6, text],
    ['graph', 7, 'GraphProto'],
    ['opsetImport', 8, 'OperatorSetIdProto', 'repeated'],
    ['metadataProps', 14, 'StringStringEntryProto', 'repeated'],
    ['trainingInfo', 20, 'bytes', 'repeated'],
    ['functions', 25, 'FunctionProto', 'repeated'],
  ),
  FunctionProto: message(
    ['name', 1, text],
    ['input', 4, text, 'repeated'],
    ['output', 5, text, 'repeated'],
    ['attribute', 6, text, 'repeated'],
    ['node', 7, 'NodeProto', 'repeated'],
    ['docString', 8, text],
    ['opsetImport', 9, 'OperatorSetIdProto', 'repeated'],
    ['domain', 10, text],
    ['attributeProto', 11, 'AttributeProto', 'repeated'],
    ['valueInfo', 12, 'ValueInfoProto', 'repeated'],
    ['overload', 13, text],
    ['metadataProps', 14, 'StringStringEntryProto', 'repeated'],
  ),
  GraphProto: message(
    ['node', 1, 'NodeProto', 'repeated'],
    ['name', 2, text],
    ['initializer', 5, 'TensorProto', 'repeated'],
    ['docString', 10, text],
    ['input', 11, 'ValueInfoProto', 'repeated'],
    ['output', 12, 'ValueInfoProto', 'repeated'],
    ['valueInfo', 13, 'ValueInfoProto', 'repeated'],
    ['quantizationAnnotation', 14, 'TensorAnnotation', 'repeated'],
    ['sparseInitializer', 15, 'SparseTensorProto', 'repeated'],
    ['metadataProps', 16, 'StringStringEntryProto', 'repeated'],
  ),
  TensorAnnotation: message(
    ['tensorName', 1, text],
    ['quantParameterTensorNames', 2, 'StringStringEntryProto', 'repeated'],
  ),
  NodeProto: message(
    ['input', 1, text, 'repeated'],
    ['output', 2, text, 'repeated'],
    ['name', 3, text],
    ['opType', 4, text],
    ['attribute', 5, 'AttributeProto', 'repeated'],
    ['docString', 6, text],
    ['domain', 7, text],
    ['overload', 8, text],
    ['metadataProps', 9, 'StringStringEntryProto', 'repeated'],
  ),
  AttributeProto: message(
    ['name', 1, text],
    ['f', 2, 'float'],
    ['i', 3, int64],
    ['s', 4, 'bytes'],
    ['t', 5, 'TensorProto'],
    ['g', 6, 'GraphProto'],
    ['floats', 7, 'float', 'repeated'],
    ['ints', 8, int64, 'repeated'],
    ['strings', 9, 'bytes', 'repeated'],
    ['tensors', 10, 'TensorProto', 'repeated'],
    ['graphs', 11, 'GraphProto', 'repeated'],
    ['docString', 13, text],
    ['tp', 14, 'TypeProto'],
    ['typeProtos', 15, 'TypeProto', 'repeated'],
    ['type', 20, int32],
    ['refAttrName', 21, text],
    ['sparseTensor', 22, 'SparseTensorProto'],
    ['sparseTensors', 23, 'SparseTensorProto', 'repeated'],
  ),
  TensorProto: message(
    ['dims', 1, int64, 'repeated'],
    ['dataType', 2, int32],
    ['segment', 3, 'bytes'],
    ['floatData', 4, 'float', 'repeated'],
    ['int32Data', 5, int32, 'repeated'],
    ['stringData', 6, 'bytes', 'repeated'],
    ['int64Data', 7, int64, 'repeated'],
    ['name', 8, text],
    ['rawData', 9, 'bytes'],
    ['doubleData', 10, 'double', 'repeated'],
    ['uint64Data', 11, 'uint64', 'repeated'],
    ['docString', 12, text],
    ['externalData', 13, 'StringStringEntryProto', 'repeated'],
    ['dataLocation', 14, int32],
    ['metadataProps', 16, 'StringStringEntryProto', 'repeated'],
  ),
  SparseTensorProto: message(
    ['values', 1, 'TensorProto'],
    ['indices', 2, 'TensorProto'],
    ['dims', 3, int64, 'repeated'],
  ),
  ValueInfoProto: message(
    ['name', 1, text],
    ['type', 2, 'TypeProto'],
    ['docString', 3, text],
    ['metadataProps', 4, 'StringStringEntryProto', 'repeated'],
  ),
  TypeProto: choice(
    ['tensorType', 1, 'TensorTypeProto'],
    ['sequenceType', 4, 'ElementTypeProto'],
    ['mapType', 5, 'bytes'],
    ['denotation', 6, text],
    ['sparseTensorType', 8, 'TensorTypeProto'],
    ['optionalType', 9, 'ElementTypeProto'],
  ),
  TensorTypeProto: message(['elemType', 1, int32], ['shape', 2, 'TensorShapeProto']),
  ElementTypeProto: message(['elemType', 1, 'TypeProto']),
  TensorShapeProto: message(['dim', 1, 'DimensionProto', 'repeated']),
  DimensionProto: choice(['dimValue', 1, int64], ['dimParam', 2, text], ['denotation', 3, text]),
};

const modelType = protobuf.Root.fromJSON({ nested: messages }).lookupType('ModelProto');

/** ONNX element types used here (TensorProto.DataType). */
export const elementType = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7, float16: 10 } as const;

/** ONNX attribute types used here (AttributeProto.AttributeType). */
export const attributeType = { float: 1, int: 2, string: 3, tensor: 4, floats: 6, ints: 7 } as const;

/** A 64-bit number as protobuf reads it. */
type Int64 = number | { toNumber(): number };

interface OnnxDimension {
  dimValue?: Int64;
  dimParam?: string;
}

export interface OnnxValue {
  name: string;
  type?: { tensorType?: { elemType: number; shape?: { dim: OnnxDimension[] } } };
}

export interface OnnxTensor {
  name: string;
  dims: Int64[];
  dataType: number;
  rawData?: Uint8Array;
  floatData?: number[];
  int64Data?: Int64[];
  dataLocation?: number;
}

export interface OnnxAttribute {
  name: string;
  type: number;
  f?: number;
  i?: Int64;
  s?: Uint8Array;
  t?: OnnxTensor;
  floats?: number[];
  ints?: Int64[];
}

export interface OnnxNode {
  opType: string;
  name?: string;
  domain?: string;
  input: string[];
  output: string[];
  attribute: OnnxAttribute[];
}

export interface OnnxGraph {
  name: string;
  node: OnnxNode[];
  initializer: OnnxTensor[];
  input: OnnxValue[];
  output: OnnxValue[];
  valueInfo?: OnnxValue[];
}

export interface OnnxModel {
  irVersion: Int64;
  producerName?: string;
  graph: OnnxGraph;
  opsetImport: { domain?: string; version: Int64 }[];
}

/** A protobuf 64-bit number as a plain one; sizes of tensors stay far below 2^53. */
export function plainNumber(value: Int64): number {
  return typeof value === 'number' ? value : value.toNumber();
}

/** Reads an ONNX file; undefined when the bytes are no ONNX model, or are cut short. */
export function decodeModel(bytes: Uint8Array): OnnxModel | undefined {
  try {
    const model = modelType.decode(bytes) as unknown as OnnxModel;
    const named = model.graph?.node?.length > 0 && model.graph.output?.length > 0;
    return named && model.opsetImport?.length > 0 ? model : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes of an ONNX file. */
export function encodeModel(model: OnnxModel): Uint8Array {
  return modelType.encode(model as unknown as protobuf.Message).finish();
}
