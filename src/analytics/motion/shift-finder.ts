import type { Luma } from './luma.ts';

/** How far the picture lies from the remembered one, in its own pixels, to the right and down. */
export interface Shift {
  readonly x: number;
  readonly y: number;
}

/** The camera stands still. */
export const noShift: Shift = { x: 0, y: 0 };

/** Furthest shift that is looked for, pixels. */
const reach = 6;

/** A shift smaller than this is left alone: smoothing hides it. */
const smallestShift = 0.15;

/** Share of the difference between both pictures that a shift must take away to be believed. */
const neededGain = 0.15;

/** A pixel that differs by more grey levels counts no further: what moves must not decide. */
const differenceCap = 24;

/** Steps between the pixels at which a shift is tried. */
const sampleStep = 3;

/** Finds by how much a camera shook, from the sums of rows and columns, and proves it on a sample of pixels. */
export class ShiftFinder {
  readonly #width: number;
  readonly #height: number;
  readonly #columns: Float32Array;
  readonly #rows: Float32Array;
  readonly #knownColumns: Float32Array;
  readonly #knownRows: Float32Array;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#columns = new Float32Array(width);
    this.#rows = new Float32Array(height);
    this.#knownColumns = new Float32Array(width);
    this.#knownRows = new Float32Array(height);
  }

  /** Remembers the ground, grey levels times `scale`, to which pictures are compared from now on. */
  remember(ground: Float32Array, scale: number): void {
    sums(ground, 1 / scale, this.#knownColumns, this.#knownRows);
    slopes(this.#knownColumns);
    slopes(this.#knownRows);
  }

  /** The shift of this picture against `ground`, which is that of `remember`, or not much newer. */
  find(luma: Luma, ground: Float32Array, scale: number): Shift {
    sums(luma.data, 1, this.#columns, this.#rows);
    slopes(this.#columns);
    slopes(this.#rows);
    const found = {
      x: offset(this.#columns, this.#knownColumns),
      y: offset(this.#rows, this.#knownRows),
    };
    if (Math.abs(found.x) < smallestShift && Math.abs(found.y) < smallestShift) return noShift;
    const still = this.#difference(luma, ground, scale, noShift);
    return this.#difference(luma, ground, scale, found) < still * (1 - neededGain) ? found : noShift;
  }

  /** Sum over a sample of pixels of how much the shifted picture differs from the ground, each capped. */
  #difference({ data }: Luma, ground: Float32Array, scale: number, shift: Shift): number {
    const width = this.#width;
    const wholeX = Math.floor(shift.x);
    const wholeY = Math.floor(shift.y);
    const partX = shift.x - wholeX;
    const partY = shift.y - wholeY;
    const edge = reach + 2;
    let sum = 0;
    for (let y = edge; y < this.#height - edge; y += sampleStep) {
      for (let x = edge; x < width - edge; x += sampleStep) {
        const at = (y + wholeY) * width + x + wholeX;
        const upper = data[at]! + (data[at + 1]! - data[at]!) * partX;
        const lower = data[at + width]! + (data[at + width + 1]! - data[at + width]!) * partX;
        const difference = Math.abs(upper + (lower - upper) * partY - ground[y * width + x]! / scale);
        sum += Math.min(difference, differenceCap);
      }
    }
    return sum;
  }
}

function sums(
  data: Uint8Array | Float32Array,
  factor: number,
  columns: Float32Array,
  rows: Float32Array,
): void {
  const width = columns.length;
  const height = rows.length;
  columns.fill(0);
  for (let y = 0; y < height; y++) {
    const from = y * width;
    let row = 0;
    for (let x = 0; x < width; x++) {
      const value = data[from + x]!;
      row += value;
      columns[x]! += value;
    }
    rows[y] = (row * factor) / width;
  }
  for (let x = 0; x < width; x++) columns[x]! *= factor / height;
}

/** Replaces a profile by its slopes, so that a change of the light all over leaves it as it is. */
function slopes(profile: Float32Array): void {
  const last = profile.length - 1;
  for (let i = 0; i < last; i++) profile[i] = profile[i + 1]! - profile[i]!;
  profile[last] = 0;
}

/** By how many places `seen` lies further than `known`: whole places by the least difference, parts by its slope. */
function offset(seen: Float32Array, known: Float32Array): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  const last = known.length - reach - 2;
  for (let shift = -reach; shift <= reach; shift++) {
    let sum = Math.abs(shift) * 1e-6;
    for (let i = reach + 1; i < last; i++) sum += Math.abs(seen[i + shift]! - known[i]!);
    if (sum < least) {
      least = sum;
      best = shift;
    }
  }
  if (Math.abs(best) === reach) return 0;
  let product = 0;
  let square = 0;
  for (let i = reach + 1; i < last; i++) {
    const slope = (known[i + 1]! - known[i - 1]!) / 2;
    product += (known[i]! - seen[i + best]!) * slope;
    square += slope * slope;
  }
  const part = square < 1e-3 ? 0 : product / square;
  return best + Math.max(-0.5, Math.min(0.5, part));
}
