/** Values gathered with their spread: `bins` lie between growing `edges`, the first below them all, the last above. */
export interface Distribution {
  /** number of values, or milliseconds they lasted */
  readonly weight: number;
  /** sum of value × weight */
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly bins: readonly number[];
}

/** A median known only by the bin it lies in: `low` and `high` are the borders of the bin. */
export interface EstimatedMedian {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Two distributions over the same edges as one; of bins that differ in number the second's are kept. */
export function addDistributions(a: Distribution, b: Distribution): Distribution {
  return {
    weight: a.weight + b.weight,
    sum: a.sum + b.sum,
    minimum: Math.min(a.minimum, b.minimum),
    maximum: Math.max(a.maximum, b.maximum),
    bins:
      a.bins.length === b.bins.length
        ? b.bins.map((weight, index) => weight + (a.bins[index] ?? 0))
        : [...b.bins],
  };
}

/** The mean, or null when nothing was measured. */
export function meanOf({ sum, weight }: Distribution): number | null {
  return weight > 0 ? sum / weight : null;
}

/**
 * The median, taken evenly inside its bin, or null when nothing was measured or the bins are not those of the edges.
 * The outer bins end at the smallest and the largest value.
 */
export function medianOf(
  { bins, minimum, maximum }: Distribution,
  edges: readonly number[],
): EstimatedMedian | null {
  const total = bins.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0 || bins.length !== edges.length + 1) return null;
  let below = 0;
  for (const [index, weight] of bins.entries()) {
    if (weight > 0 && below + weight >= total / 2) {
      const low = Math.max(minimum, edges[index - 1] ?? minimum);
      const high = Math.max(low, Math.min(maximum, edges[index] ?? maximum));
      return { value: low + ((total / 2 - below) / weight) * (high - low), low, high };
    }
    below += weight;
  }
  return null;
}
