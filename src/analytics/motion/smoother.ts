import type { Luma } from './luma.ts';

/** Values of a smoothed picture are grey levels times this. */
export const levelScale = 16;

/** A rectangle of pixels, right and bottom excluded. */
export interface PixelArea {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Smooths a grey picture by a kernel of 3 × 3 and moves it by a part of a pixel in the same step, so that a camera
 * that shakes is held still for the cost of the smoothing alone.
 */
export class Smoother {
  readonly #rows: Int16Array;
  readonly #columns: Int32Array;
  /** where the last picture holds values that were really seen */
  readonly area: PixelArea;

  constructor(width: number, height: number) {
    this.#rows = new Int16Array(width * height);
    this.#columns = new Int32Array(width + 2);
    this.area = { left: 0, top: 0, right: width, bottom: height };
  }

  /** Writes to `target` the picture as seen `shiftX`, `shiftY` pixels further right and down. */
  smooth(luma: Luma, shiftX: number, shiftY: number, target: Int16Array): void {
    const wholeX = Math.round(shiftX);
    const wholeY = Math.round(shiftY);
    this.#across(luma, wholeX, Math.round((shiftX - wholeX) * 8));
    this.#down(luma, wholeY, Math.round((shiftY - wholeY) * 8), target);
    this.area.left = Math.max(0, -wholeX);
    this.area.right = luma.width - Math.max(0, wholeX);
    this.area.top = Math.max(0, -wholeY);
    this.area.bottom = luma.height - Math.max(0, wholeY);
  }

  #across({ width, height, data }: Luma, whole: number, eighths: number): void {
    const columns = this.#columns;
    const rows = this.#rows;
    for (let x = -1; x <= width; x++) columns[x + 1] = Math.min(width - 1, Math.max(0, x + whole));
    const before = 4 - eighths;
    const after = 4 + eighths;
    for (let y = 0; y < height; y++) {
      const row = y * width;
      let left = data[row + columns[0]!]!;
      let middle = data[row + columns[1]!]!;
      for (let x = 0; x < width; x++) {
        const right = data[row + columns[x + 2]!]!;
        rows[row + x] = before * left + 8 * middle + after * right;
        left = middle;
        middle = right;
      }
    }
  }

  #down({ width, height }: Luma, whole: number, eighths: number, target: Int16Array): void {
    const rows = this.#rows;
    const before = 4 - eighths;
    const after = 4 + eighths;
    const rowAt = (y: number) => Math.min(height - 1, Math.max(0, y)) * width;
    for (let y = 0; y < height; y++) {
      const above = rowAt(y + whole - 1);
      const here = rowAt(y + whole);
      const below = rowAt(y + whole + 1);
      const to = y * width;
      for (let x = 0; x < width; x++) {
        target[to + x] = (before * rows[above + x]! + 8 * rows[here + x]! + after * rows[below + x]!) >> 4;
      }
    }
  }
}
