import { readFile } from 'node:fs/promises';
import type { Quantise } from '#features/models/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import { rowsOf, windowFor } from '../row-window.ts';
import { agreementOf } from './agreement.ts';
import { quantise } from './quantise.ts';

/** One picture in so many is kept apart, to compare both forms on what neither learnt from. */
const keptApart = 5;

/** What ONNX Runtime says of a graph is no fault of Vigie: floats stay in use. */
function refused(name: string, cause: unknown): VigieError {
  if (cause instanceof VigieError) return cause;
  const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
  return new VigieError('invalid', `The network ${name} cannot run on whole numbers: ${reason}`, {
    cause,
    fix: 'Use it in floats: models.precision: fp32',
  });
}

/** Quantises an installed model on pictures, and compares both forms on a part of them. */
export const quantiseModel: Quantise = async (float, pictures, onPicture) => {
  const { manifest } = float;
  const { width, height } = manifest.input;
  const isApart = (index: number): boolean =>
    pictures.length >= 2 * keptApart && index % keptApart === keptApart - 1;
  const learning = pictures.filter((_, index) => !isApart(index));
  const calibration = {
    pictures: learning.map((picture) => rowsOf(picture.input, windowFor(picture, manifest), width)),
    width,
    height,
    ...(onPicture ? { onPicture } : {}),
  };
  const apart = pictures.filter((_, index) => isApart(index));
  try {
    const bytes = await readFile(float.file);
    const onnx = await quantise(bytes, calibration);
    return { onnx, agreement: (await agreementOf([bytes, onnx], manifest, apart)) ?? null };
  } catch (cause) {
    throw refused(manifest.name, cause);
  }
};
