import type { Region } from './regions.ts';

/** The picture is cut into this many blocks to tell a change of the light from something that moves. */
const blocksAcross = 8;
const blocksDown = 6;
const sampleStep = 3;

/** Blocks darker than this many grey levels say nothing of the light: a mask, the night. */
const darkestBlock = 6;

/** Fewer telling blocks than this tell nothing together. */
const fewestBlocks = 8;

/** How alike two pictures of a region must be, beside light and contrast, to show the same ground. */
const alikeFrom = 0.85;

/** Least spread of the ground, grey levels, from which likeness can be told at all. */
const leastSpread = 4;

/** Tells changes of the light from changes of what is seen. */
export class LightMeter {
  readonly #width: number;
  readonly #height: number;
  readonly #ratios = new Float64Array(blocksAcross * blocksDown);

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
  }

  /** By how much all of the picture is brighter than the ground: the median over its blocks; 1 when it cannot be told. */
  gain(seen: Int16Array | Float32Array, ground: Float32Array, levelScale: number): number {
    let count = 0;
    for (let down = 0; down < blocksDown; down++) {
      for (let across = 0; across < blocksAcross; across++) {
        const ratio = this.#ratio(seen, ground, across, down, darkestBlock * levelScale);
        if (ratio > 0) this.#ratios[count++] = ratio;
      }
    }
    if (count < fewestBlocks) return 1;
    const told = this.#ratios.subarray(0, count).sort();
    return told[count >> 1]!;
  }

  #ratio(
    seen: Int16Array | Float32Array,
    ground: Float32Array,
    across: number,
    down: number,
    least: number,
  ): number {
    const left = ((across * this.#width) / blocksAcross) | 0;
    const right = (((across + 1) * this.#width) / blocksAcross) | 0;
    const top = ((down * this.#height) / blocksDown) | 0;
    const bottom = (((down + 1) * this.#height) / blocksDown) | 0;
    let seenSum = 0;
    let groundSum = 0;
    let count = 0;
    for (let y = top; y < bottom; y += sampleStep) {
      for (let x = left; x < right; x += sampleStep) {
        const at = y * this.#width + x;
        seenSum += seen[at]!;
        groundSum += ground[at]!;
        count++;
      }
    }
    return seenSum < least * count || groundSum < least * count ? 0 : seenSum / groundSum;
  }
}

/**
 * Whether a region shows the ground as it was, only lit otherwise: its details are the same. Undefined where the
 * ground has too few details to tell.
 */
export function isRelit(
  seen: Int16Array | Float32Array,
  ground: Float32Array,
  { from, to }: Region,
  pixels: Int32Array,
  levelScale: number,
): boolean | undefined {
  const count = to - from;
  let seenSum = 0;
  let groundSum = 0;
  let seenSquare = 0;
  let groundSquare = 0;
  let product = 0;
  for (let i = from; i < to; i++) {
    const a = seen[pixels[i]!]! / levelScale;
    const b = ground[pixels[i]!]! / levelScale;
    seenSum += a;
    groundSum += b;
    seenSquare += a * a;
    groundSquare += b * b;
    product += a * b;
  }
  const groundSpread = groundSquare / count - (groundSum / count) ** 2;
  const seenSpread = seenSquare / count - (seenSum / count) ** 2;
  if (groundSpread < leastSpread ** 2) return undefined;
  if (seenSpread < 1) return false;
  const together = product / count - (seenSum / count) * (groundSum / count);
  return together / Math.sqrt(groundSpread * seenSpread) > alikeFrom;
}
