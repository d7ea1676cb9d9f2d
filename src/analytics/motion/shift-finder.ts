import { levelScale } from './smoother.ts';

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

/** Share of the difference to the ground by which a shift must be better than its opposite to be believed. */
const neededGain = 0.2;

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

  /** Remembers the ground to which pictures are compared from now on. */
  remember(ground: Float32Array): void {
    means(ground, this.#knownColumns, this.#knownRows);
    slopes(this.#knownColumns);
    slopes(this.#knownRows);
  }

  /** The shift of a picture against `ground`, that of `remember` or a little newer; both are smoothed. */
  find(seen: Int16Array, ground: Float32Array): Shift {
    means(seen, this.#columns, this.#rows);
    slopes(this.#columns);
    slopes(this.#rows);
    const x = offset(this.#columns, this.#knownColumns);
    const y = offset(this.#rows, this.#knownRows);
    if (Math.abs(x) < smallestShift && Math.abs(y) < smallestShift) return noShift;
    const shifted = this.#difference(seen, ground, x, y);
    // A part of a pixel smooths the picture, which alone makes it more alike: the opposite shift does as well.
    const opposite = this.#difference(seen, ground, -x, -y);
    if (shifted > opposite * (1 - neededGain)) return noShift;
    return shifted < this.#difference(seen, ground, 0, 0) ? { x, y } : noShift;
  }

  /** Sum over a sample of pixels of how much the shifted picture differs from the ground, each capped. */
  #difference(seen: Int16Array, ground: Float32Array, shiftX: number, shiftY: number): number {
    const width = this.#width;
    const wholeX = Math.floor(shiftX);
    const wholeY = Math.floor(shiftY);
    const partX = shiftX - wholeX;
    const partY = shiftY - wholeY;
    const edge = reach + 2;
    let sum = 0;
    for (let y = edge; y < this.#height - edge; y += sampleStep) {
      for (let x = edge; x < width - edge; x += sampleStep) {
        const at = (y + wholeY) * width + x + wholeX;
        const upper = seen[at]! + (seen[at + 1]! - seen[at]!) * partX;
        const lower = seen[at + width]! + (seen[at + width + 1]! - seen[at + width]!) * partX;
        const difference = Math.abs(upper + (lower - upper) * partY - ground[y * width + x]!);
        sum += Math.min(difference, differenceCap * levelScale);
      }
    }
    return sum;
  }
}

/** Mean of each column, of every second row of it, and of each row. */
function means(data: Int16Array | Float32Array, columns: Float32Array, rows: Float32Array): void {
  const width = columns.length;
  const height = rows.length;
  columns.fill(0);
  for (let y = 0; y < height; y += 2) {
    const from = y * width;
    let row = 0;
    for (let x = 0; x < width; x++) {
      const value = data[from + x]!;
      row += value;
      columns[x] = columns[x]! + value;
    }
    rows[y] = row / width;
  }
  for (let y = 1; y < height; y += 2) {
    const end = (y + 1) * width;
    let row = 0;
    for (let at = y * width; at < end; at++) row += data[at]!;
    rows[y] = row / width;
  }
  for (let x = 0; x < width; x++) columns[x] = (columns[x]! * 2) / height;
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
  for (let turn = 0; turn <= 2 * reach; turn++) {
    const shift = turn & 1 ? (turn + 1) >> 1 : -(turn >> 1);
    let sum = 0;
    for (let i = reach + 1; i < last && sum < least; i++) sum += Math.abs(seen[i + shift]! - known[i]!);
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
  const part = square < 1e-3 * levelScale ** 2 ? 0 : product / square;
  return best + Math.max(-0.5, Math.min(0.5, part));
}
