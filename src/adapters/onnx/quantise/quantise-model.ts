import { readFile } from 'node:fs/promises';
import type { Quantise } from '#features/models/ports.ts';
import { rowsOf, windowFor } from '../row-window.ts';
import { agreementOf } from './agreement.ts';
import { quantise } from './quantise.ts';

/** One picture in so many is kept apart, to compare both forms on what neither learnt from. */
const keptApart = 5;

/** Quantises an installed model on pictures, and compares both forms on a part of them. */
export const quantiseModel: Quantise = async ({ file, manifest }, pictures, onPicture) => {
  const float = await readFile(file);
  const { width, height } = manifest.input;
  const isApart = (index: number): boolean =>
    pictures.length >= 2 * keptApart && index % keptApart === keptApart - 1;
  const learning = pictures.filter((_, index) => !isApart(index));
  const onnx = await quantise(float, {
    pictures: learning.map((picture) => rowsOf(picture.input, windowFor(picture, manifest), width)),
    width,
    height,
    ...(onPicture ? { onPicture } : {}),
  });
  const apart = pictures.filter((_, index) => isApart(index));
  return { onnx, agreement: (await agreementOf([float, onnx], manifest, apart)) ?? null };
};
