/** Steps between the pixels that are compared. */
const step = 2;

/** Slopes of the picture, levels times the scale, below which there is nothing to compare. */
const leastSlope = 24;

/**
 * How alike the edges of two smoothed pictures are, whatever their light: 1 for the same view, about 0 for another;
 * undefined when the known one has hardly any edges.
 */
export function edgeLikeness(
  seen: Int16Array | Float32Array,
  known: Float32Array,
  width: number,
  height: number,
): number | undefined {
  let product = 0;
  let seenSquare = 0;
  let knownSquare = 0;
  let edges = 0;
  const edge = 4;
  for (let y = edge; y < height - edge; y += step) {
    for (let x = edge; x < width - edge; x += step) {
      const at = y * width + x;
      const across = known[at + 1]! - known[at - 1]!;
      const down = known[at + width]! - known[at - width]!;
      const seenAcross = seen[at + 1]! - seen[at - 1]!;
      const seenDown = seen[at + width]! - seen[at - width]!;
      const size = across * across + down * down;
      if (size > leastSlope * leastSlope) edges++;
      product += across * seenAcross + down * seenDown;
      seenSquare += seenAcross * seenAcross + seenDown * seenDown;
      knownSquare += size;
    }
  }
  const looked = ((width - 2 * edge) / step) * ((height - 2 * edge) / step);
  if (edges < 0.01 * looked) return undefined;
  return seenSquare === 0 ? 0 : product / Math.sqrt(seenSquare * knownSquare);
}
