import type { Range } from './spread.ts';

const bins = 2048;
const middle = bins / 2;

/** Counts values in bins around 0; the bins grow with what comes, so that one look at the values is enough. */
export class Histogram {
  low = Number.POSITIVE_INFINITY;
  high = Number.NEGATIVE_INFINITY;
  /** a value came that is no number */
  #hasNone = false;
  readonly #counts = new Float64Array(bins);
  /** width of one bin; 0 until a value other than 0 came */
  #width = 0;

  /** Adds values; one in `stride` is counted, the extremes of all are kept. */
  add(values: Float32Array, stride = 1): void {
    let { low, high } = this;
    let sum = 0;
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
      sum += value;
    }
    this.low = low;
    this.high = high;
    if (Number.isNaN(sum)) this.#hasNone = true;
    this.#cover(Math.max(Math.abs(this.low), Math.abs(this.high)));
    if (this.#width === 0) return;
    const counts = this.#counts;
    const perBin = 1 / this.#width;
    for (let index = 0; index < values.length; index += stride) {
      const bin = Math.min(bins - 1, Math.floor((values[index] ?? 0) * perBin) + middle);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }

  /** The whole range seen. */
  get range(): Range {
    return this.#hasNone ? { low: Number.NaN, high: Number.NaN } : { low: this.low, high: this.high };
  }

  /** The range whose 256 steps lose least: what is cut off at its ends against how fine the steps are. */
  get finestRange(): Range {
    const whole = this.range;
    if (this.#width === 0 || !Number.isFinite(whole.high - whole.low)) return whole;
    const sums = this.#sums();
    let best = whole;
    let least = loss(sums, this.#width, whole);
    for (const low of shrinking(whole.low)) {
      for (const high of shrinking(whole.high)) {
        const lost = loss(sums, this.#width, { low, high });
        if (lost < least) [least, best] = [lost, { low, high }];
      }
    }
    return best;
  }

  /** The value that only one in `1 / (1 − share)` of those seen exceeds, to the width of a bin. */
  valueAbove(share: number): number {
    const total = this.#counts.reduce((sum, held) => sum + held, 0);
    let beyond = total * (1 - share);
    for (let bin = bins - 1; bin >= 0 && total > 0; bin--) {
      beyond -= this.#counts[bin] ?? 0;
      if (beyond < 0) return Math.min(this.high, (bin - middle + 1) * this.#width);
    }
    return this.high;
  }

  /** Doubles the bins until the size fits, two falling into one each time. */
  #cover(size: number): void {
    if (!Number.isFinite(size) || size === 0) return;
    if (this.#width === 0) this.#width = size / middle;
    while (size > this.#width * middle) {
      const folded = new Float64Array(bins);
      for (let bin = 0; bin < bins; bin++) {
        const into = Math.floor((bin - middle) / 2) + middle;
        folded[into] = (folded[into] ?? 0) + (this.#counts[bin] ?? 0);
      }
      this.#counts.set(folded);
      this.#width *= 2;
    }
  }

  /** Running sums of count, value and square, for the loss beyond any bin. */
  #sums(): Sums {
    const [count, first, second] = [0, 1, 2].map(() => new Float64Array(bins + 1));
    const sums = { count, first, second } as Sums;
    for (let bin = 0; bin < bins; bin++) {
      const centre = (bin - middle + 0.5) * this.#width;
      const held = this.#counts[bin] ?? 0;
      sums.count[bin + 1] = (sums.count[bin] ?? 0) + held;
      sums.first[bin + 1] = (sums.first[bin] ?? 0) + held * centre;
      sums.second[bin + 1] = (sums.second[bin] ?? 0) + held * centre * centre;
    }
    return sums;
  }
}

interface Sums {
  readonly count: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Ends of a range from the whole of it down to a tenth. */
function* shrinking(end: number): Generator<number> {
  for (let share = 1; share >= 0.1; share -= 0.02) yield end * share;
}

/** The strongest values are what tells an object: losing a bit of them costs more than coarser steps for all. */
const cutWeight = 16;

/** Sum of squared errors: even ones within the range, the distance to its ends beyond, which weighs more. */
function loss(sums: Sums, width: number, { low, high }: Range): number {
  const clampBin = (bin: number): number => Math.min(bins, Math.max(0, bin));
  const from = clampBin(Math.floor(low / width) + middle);
  const to = clampBin(Math.ceil(high / width) + middle);
  const step = (Math.max(high, 0) - Math.min(low, 0)) / 255;
  const inside = (sums.count[to] ?? 0) - (sums.count[from] ?? 0);
  const cut = beyond(sums, 0, from, low) + beyond(sums, to, bins, high);
  return inside * ((step * step) / 12) + cutWeight * cut;
}

function beyond({ count, first, second }: Sums, from: number, to: number, end: number): number {
  const part = (sum: Float64Array): number => (sum[to] ?? 0) - (sum[from] ?? 0);
  return Math.max(0, part(second) - 2 * end * part(first) + end * end * part(count));
}
