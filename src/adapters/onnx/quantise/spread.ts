import { VigieError } from '#foundation/errors.ts';

/** Smallest and largest value of a tensor over the calibration pictures. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** value = (byte − zeroPoint) × scale */
export interface ByteSpread {
  readonly scale: number;
  /** byte that stands for 0, 0…255 */
  readonly zeroPoint: number;
  /** largest byte that comes more than now and then; 255 where it is not told */
  readonly loudest?: number;
}

/** Filters as signed bytes: weight = byte × scale of its filter. */
export interface QuantisedKernel {
  readonly values: Int8Array;
  readonly scales: Float32Array;
}

/** Bytes 0…255 spread over the range, widened so that 0 is met exactly: pads and empty places are zeros. */
export function spreadOver({ low, high }: Range): ByteSpread {
  if (!Number.isFinite(low) || !Number.isFinite(high) || low > high) {
    throw new VigieError('invalid', `The range ${low}…${high} of a tensor cannot be spread over bytes.`);
  }
  const bottom = Math.min(low, 0);
  const top = Math.max(high, 0);
  const scale = Math.fround((top - bottom) / 255);
  if (scale < smallestScale) return { scale: 1, zeroPoint: 0 };
  return { scale, zeroPoint: Math.min(255, Math.max(0, Math.round(-bottom / scale))) };
}

/** Below it the reciprocal of a 32-bit float overflows. */
const smallestScale = 2 ** -120;

/** Largest signed byte used. */
const byteLimit = 127;

/**
 * x86 processors without VNNI multiply by VPMADDUBSW, which adds two neighbouring products in 16 bits and cuts
 * what is above: loudest byte × (a + b) must stay below it for any two weights of one filter. Which two are
 * neighbours depends on the kernel chosen, so it is kept for the two largest of a sign.
 */
const pairLimit = 32_767;

/** Sums of products are 32 bits wide: a bias takes a quarter of that at most. */
const biasLimit = 2 ** 29;

/**
 * Filters [out, …] as signed bytes with one scale for each filter, the same on every processor.
 * A scale is raised where the filter's bias, counted in steps of the input's scale × its own, would not fit.
 */
export function quantiseKernel(
  weights: Float32Array,
  filters: number,
  bias: Float32Array | undefined,
  input: ByteSpread,
): QuantisedKernel {
  const size = weights.length / filters;
  const values = new Int8Array(weights.length);
  const scales = new Float32Array(filters);
  for (let filter = 0; filter < filters; filter++) {
    const from = filter * size;
    const part = weights.subarray(from, from + size);
    const least = Math.abs(bias?.[filter] ?? 0) / (input.scale * biasLimit);
    const scale = Math.fround(Math.max(kernelScale(part, input.loudest ?? 255), least)) || 1;
    scales[filter] = scale;
    for (let index = 0; index < size; index++) {
      const steps = Math.round((part[index] ?? 0) / scale);
      values[from + index] = Math.min(byteLimit, Math.max(-byteLimit, steps));
    }
  }
  return { values, scales };
}

/** Scale of one filter: as fine as its largest weight and its largest pair of weights allow. */
function kernelScale(weights: Float32Array, loudest: number): number {
  let [first, second, lowest, nextLowest] = [0, 0, 0, 0];
  for (const weight of weights) {
    if (!Number.isFinite(weight)) throw new VigieError('invalid', `A filter holds the weight ${weight}.`);
    if (weight > first) [first, second] = [weight, first];
    else if (weight > second) second = weight;
    if (weight < lowest) [lowest, nextLowest] = [weight, lowest];
    else if (weight < nextLowest) nextLowest = weight;
  }
  const largest = Math.max(first, -lowest);
  // Rounding lifts each of the two by half a step at most: one step is kept free.
  const pair = Math.max(first + second, -lowest - nextLowest);
  return Math.max(largest / byteLimit, pair / (Math.floor(pairLimit / Math.max(1, loudest)) - 1));
}

/**
 * What each filter's result loses on average because its weights are rounded, given the mean of each input channel:
 * added to the bias, it leaves noise only, no drift.
 */
export function lostInRounding(
  weights: Float32Array,
  { values, scales }: QuantisedKernel,
  means: Float64Array,
  perFilter: number,
): Float32Array {
  const filters = scales.length;
  const size = weights.length / filters;
  const area = size / perFilter;
  // Filters of a grouped convolution read a part of the channels each.
  const groups = Math.max(1, Math.round(means.length / perFilter));
  return Float32Array.from(scales, (scale, filter) => {
    const first = Math.floor((filter * groups) / filters) * perFilter;
    let lost = 0;
    for (let index = 0; index < size; index++) {
      const at = filter * size + index;
      const mean = means[first + Math.floor(index / area)] ?? 0;
      lost += ((weights[at] ?? 0) - (values[at] ?? 0) * scale) * mean;
    }
    return lost;
  });
}

/** A bias in the steps that the products of one filter are counted in. */
export function quantiseBias(bias: Float32Array, inputScale: number, scales: Float32Array): Int32Array {
  return Int32Array.from(bias, (value, filter) => Math.round(value / (inputScale * (scales[filter] ?? 1))));
}
