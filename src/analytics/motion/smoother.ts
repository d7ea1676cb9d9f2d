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
  readonly #pairs: Int32Array;
  /** where the last picture holds values that were really seen */
  readonly area: PixelArea;

  constructor(width: number, height: number) {
    this.#rows = new Int16Array(width * height);
    this.#pairs = new Int32Array(this.#rows.buffer);
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

  #across(luma: Luma, whole: number, eighths: number): void {
    const { width, height, data } = luma;
    const rows = this.#rows;
    const before = 4 - eighths;
    const after = 4 + eighths;
    const from = Math.max(1, 1 - whole);
    const to = Math.min(width - 1, width - 1 - whole);
    for (let y = 0; y < height; y++) {
      const row = y * width;
      const end = row + to;
      let left = data[row + from + whole - 1]!;
      let middle = data[row + from + whole]!;
      for (let i = row + from; i < end; i++) {
        const right = data[i + whole + 1]!;
        rows[i] = before * left + 8 * middle + after * right;
        left = middle;
        middle = right;
      }
      rows.fill(16 * data[row + from + whole]!, row, row + from);
      rows.fill(16 * data[row + to + whole - 1]!, end, row + width);
    }
  }

  /** Two pixels at once: a smoothed row fits 12 bits, its sum with weights of 16 in all fits 16, so none spills over. */
  #down({ width, height }: Luma, whole: number, eighths: number, target: Int16Array): void {
    const pairs = this.#pairs;
    const to = new Int32Array(target.buffer, target.byteOffset, target.length >> 1);
    const before = 4 - eighths;
    const after = 4 + eighths;
    const half = width >> 1;
    for (let y = 0; y < height; y++) {
      const above = clamp(y + whole - 1, height) * half - y * half;
      const here = clamp(y + whole, height) * half - y * half;
      const below = clamp(y + whole + 1, height) * half - y * half;
      const end = (y + 1) * half;
      for (let i = y * half; i < end; i++) {
        const sum =
          (Math.imul(before, pairs[i + above]!) +
            (pairs[i + here]! << 3) +
            Math.imul(after, pairs[i + below]!)) |
          0;
        to[i] = (sum >>> 4) & 0x0fff0fff;
      }
    }
  }
}

function clamp(y: number, height: number): number {
  return Math.min(height - 1, Math.max(0, y));
}
