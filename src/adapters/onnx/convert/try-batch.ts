import * as ort from 'onnxruntime-node';
import { pictureInput } from './wrap-input.ts';

/** Largest difference that rounding explains, for scores and for boxes in pixels alike. */
const tolerance = 1e-2;

/** True when two pictures that go through together come out as each alone does. */
export async function acceptsBatches(
  batched: Uint8Array,
  single: Uint8Array,
  size: { readonly width: number; readonly height: number },
): Promise<boolean> {
  const bytes = size.width * size.height * 3;
  const pictures = Uint8Array.from(
    { length: 2 * bytes },
    (_, index) => (index * 31 + ((index / bytes) | 0) * 57) % 251,
  );
  try {
    const together = await run(batched, pictures, 2, size);
    const second = await run(single, pictures.slice(bytes), 1, size);
    return Object.entries(second).every(([name, alone]) => sameTail(together[name]?.data, alone.data));
  } catch {
    return false;
  }
}

async function run(
  onnx: Uint8Array,
  pictures: Uint8Array,
  count: number,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<ort.InferenceSession.OnnxValueMapType & Record<string, ort.Tensor>> {
  const session = await ort.InferenceSession.create(onnx, { intraOpNumThreads: 1, logSeverityLevel: 4 });
  try {
    const feeds = { [pictureInput]: new ort.Tensor('uint8', pictures, [count, height, width, 3]) };
    return (await session.run(feeds)) as Record<string, ort.Tensor>;
  } finally {
    await session.release();
  }
}

/** The second picture's share of the batch against that picture alone. */
function sameTail(together: ort.Tensor['data'] | undefined, alone: ort.Tensor['data']): boolean {
  if (together === undefined || together.length !== 2 * alone.length) return false;
  for (let index = 0; index < alone.length; index++) {
    const difference = Math.abs(Number(together[alone.length + index]) - Number(alone[index]));
    if (!(difference <= tolerance * Math.max(1, Math.abs(Number(alone[index]))))) return false;
  }
  return true;
}
