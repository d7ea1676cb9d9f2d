import type { GraphTools } from '#features/models/ports.ts';
import { prepareOnnx } from './prepare-onnx.ts';
import { prepareTfjs } from './prepare-tfjs.ts';

/** Makes graphs ready by ONNX Runtime and our own conversion. */
export const graphTools: GraphTools = { fromTfjs: prepareTfjs, fromOnnx: prepareOnnx };
