import type { OnnxValue } from 'onnxruntime-node';
import type { OnnxModel } from '../convert/onnx-model.ts';
import { type PictureSize, watchTensors } from '../convert/watch-tensors.ts';
import { Histogram } from './histogram.ts';
import { type ByteSpread, spreadOver } from './spread.ts';
import type { WholeNumberPlan } from './whole-number-plan.ts';

/** Values of large tensors beyond this many are sampled. */
const mostCounted = 100_000;

/** Values above those of this share are rare enough: two of them meeting the two largest weights are rarer still. */
const usualShare = 0.99;

/** Pictures to learn the ranges from: RGB bytes, rows as wide as the network's input. */
export interface Calibration extends PictureSize {
  readonly pictures: readonly Uint8Array[];
  readonly onPicture?: (done: number, of: number) => void;
}

/** What the pictures told of the network. */
export interface Observations {
  /** spread of each group of tensors */
  readonly spreads: Map<string, ByteSpread>;
  /** mean of each channel of what convolutions read */
  readonly means: ReadonlyMap<string, Float64Array>;
}

/** Runs the pictures through the float graph and watches the tensors of the plan. */
export async function observe(
  model: OnnxModel,
  plan: WholeNumberPlan,
  calibration: Calibration,
): Promise<Observations> {
  const histograms = new Map([...plan.observed.keys()].map((group) => [group, new Histogram()]));
  const means = new Map(convolvedTensors(plan).map((name) => [name, new ChannelMeans()]));
  const watched = [...plan.observed.values(), [...means.keys()]].flat();
  const network = await watchTensors(model, watched, calibration);
  try {
    for (const [index, picture] of calibration.pictures.entries()) {
      const values = await network.look(picture);
      for (const [group, names] of plan.observed) {
        for (const name of names) count(histograms.get(group), floatsIn(values[name]));
      }
      for (const [name, mean] of means) mean.add(floatsIn(values[name]));
      calibration.onPicture?.(index + 1, calibration.pictures.length);
    }
  } finally {
    await network.close();
  }
  return {
    spreads: spreadsOf(histograms, plan),
    means: new Map([...means].map(([name, mean]) => [name, mean.values])),
  };
}

function convolvedTensors({ nodes }: WholeNumberPlan): string[] {
  return [...nodes].filter(({ opType }) => opType === 'Conv').map(({ input }) => input[0] ?? '');
}

function spreadsOf(
  histograms: ReadonlyMap<string, Histogram>,
  plan: WholeNumberPlan,
): Map<string, ByteSpread> {
  return new Map(
    [...histograms].map(([group, histogram]) => {
      const spread = spreadOver(plan.leaving.has(group) ? histogram.range : histogram.finestRange);
      const loudest = Math.round(histogram.valueAbove(usualShare) / spread.scale) + spread.zeroPoint;
      return [group, { ...spread, loudest: Math.min(255, Math.max(1, loudest)) }];
    }),
  );
}

interface Floats {
  readonly values: Float32Array;
  readonly dims: readonly number[];
}

function floatsIn(tensor: OnnxValue | undefined): Floats | undefined {
  if (tensor === undefined || !('data' in tensor) || !(tensor.data instanceof Float32Array)) return undefined;
  return { values: tensor.data, dims: tensor.dims };
}

function count(histogram: Histogram | undefined, floats: Floats | undefined): void {
  if (floats === undefined) return;
  // An odd stride does not fall on the same channel or column each time.
  histogram?.add(floats.values, Math.floor(floats.values.length / mostCounted) | 1);
}

/** Means of the channels of tensors [1, channels, …], all pictures weighing the same. */
class ChannelMeans {
  #sums = new Float64Array(0);
  #pictures = 0;

  add(floats: Floats | undefined): void {
    if (floats === undefined) return;
    const { values, dims } = floats;
    const channels = dims[1] ?? 1;
    const area = values.length / channels;
    if (this.#sums.length === 0) this.#sums = new Float64Array(channels);
    for (let channel = 0; channel < channels; channel++) {
      let sum = 0;
      for (let at = channel * area; at < (channel + 1) * area; at++) sum += values[at] ?? 0;
      this.#sums[channel] = (this.#sums[channel] ?? 0) + sum / area;
    }
    this.#pictures++;
  }

  get values(): Float64Array {
    return this.#sums.map((sum) => sum / Math.max(1, this.#pictures));
  }
}
