/** How the source picture sits in the rectangle the model sees: model = source × scale + pad. */
export interface Letterbox {
  readonly scale: number;
  readonly padX: number;
  readonly padY: number;
}

/** Where a picture goes in the model's input, whole pixels, its shape kept, centred. */
export interface Fit extends Letterbox {
  readonly width: number;
  readonly height: number;
}

/** Largest centred place for a picture in the input of a model. */
export function fitLetterbox(width: number, height: number, inputWidth: number, inputHeight: number): Fit {
  const scale = Math.min(inputWidth / width, inputHeight / height);
  const fitted = { width: Math.round(width * scale), height: Math.round(height * scale) };
  return {
    ...fitted,
    scale,
    padX: Math.floor((inputWidth - fitted.width) / 2),
    padY: Math.floor((inputHeight - fitted.height) / 2),
  };
}
