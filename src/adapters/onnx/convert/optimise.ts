import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';

/**
 * The graph as ONNX Runtime simplifies it for any machine: transpositions cancelled, pads and sums drawn into
 * convolutions. Saves the work at each start, and is the form that quantisation starts from.
 */
export async function optimise(onnx: Uint8Array): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-model-'));
  try {
    const file = join(folder, 'simplified.onnx');
    const session = await ort.InferenceSession.create(onnx, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: 'basic',
      optimizedModelFilePath: file,
      intraOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    await session.release();
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
