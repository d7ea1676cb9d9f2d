import { env } from 'onnxruntime-node';

/** Version of ONNX Runtime, for instance `1.30.0`. */
export const runtimeVersion: string = env.versions.node ?? env.versions.common;
