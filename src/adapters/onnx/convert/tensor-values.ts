import { elementType, type OnnxTensor, plainNumber } from '../convert/onnx-model.ts';

/** The values of a constant of 32-bit floats. */
export function floatsOf({ rawData, floatData = [] }: OnnxTensor): Float32Array {
  if (rawData === undefined || rawData.length === 0) return Float32Array.from(floatData);
  return new Float32Array(new Uint8Array(rawData).buffer);
}

/** The values of a constant of 64-bit whole numbers; empty for another kind. */
export function integersOf({ dataType, rawData, int64Data = [] }: OnnxTensor): number[] {
  if (dataType !== elementType.int64) return [];
  if (rawData === undefined || rawData.length === 0) return int64Data.map(plainNumber);
  return Array.from(new BigInt64Array(new Uint8Array(rawData).buffer), Number);
}
