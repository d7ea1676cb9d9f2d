import type { Head } from '#analytics/detection/head.ts';
import type { FittedPicture, ModelManifest } from '#features/models/ports.ts';

/** Rows of the model's input: from `top`, so many. */
export interface RowWindow {
  readonly top: number;
  readonly rows: number;
}

/** Rows of a picture come in multiples of the coarsest cells of the network. */
export function rowStep(head: Head): number {
  return 'strides' in head ? Math.max(...head.strides) : 32;
}

/** The fewest rows, a multiple of `step`, that hold the whole picture: the grey bands around it are left out. */
export function rowWindow(
  { height, letterbox }: Pick<FittedPicture, 'height' | 'letterbox'>,
  inputHeight: number,
  step: number,
): RowWindow {
  const top = Math.max(0, Math.floor(letterbox.padY));
  const bottom = Math.min(inputHeight, Math.ceil(letterbox.padY + height * letterbox.scale));
  const used = Math.max(1, bottom - top);
  const rows = Math.min(inputHeight, Math.ceil(used / step) * step);
  const spare = Math.floor((rows - used) / 2);
  return { top: Math.min(Math.max(0, top - spare), inputHeight - rows), rows };
}

/** The rows a network looks at: those of the picture where it takes fewer, else all. */
export function windowFor(
  picture: Pick<FittedPicture, 'height' | 'letterbox'>,
  { input, head }: Pick<ModelManifest, 'input' | 'head'>,
): RowWindow {
  if (input.rows !== 'free') return { top: 0, rows: input.height };
  return rowWindow(picture, input.height, rowStep(head));
}

/** The bytes of some rows; no copy is made. */
export function rowsOf(bytes: Uint8Array, { top, rows }: RowWindow, width: number): Uint8Array {
  return bytes.subarray(top * width * 3, (top + rows) * width * 3);
}
