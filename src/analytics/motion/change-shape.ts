import { isRelit } from './light.ts';
import type { Region } from './regions.ts';
import { type SettledGround, ticksPerSecond, youngTicks } from './settled-ground.ts';
import { levelScale } from './smoother.ts';

/** Share of the greatest difference from which a pixel belongs to the thing itself, not to its blurred rim. */
const coreShare = 0.35;

/** Share of the greatest slope from which a pixel belongs to the contour. */
const contourShare = 0.5;

/** Slope of a contour, as share of the difference a pixel, below which it is the soft edge of a light. */
const softEdge = 0.14;

/** How much stronger the contour must be in one of the two pictures to tell in which the thing is. */
const clearShare = 0.54;

/** A contour along the picture's own rim tells nothing: so many pixels are left out. */
const rim = 1;

/** Pixels of one thing settle together; a moving shadow lets them settle one after the other over longer than this. */
const longestSpreadTicks = 15 * ticksPerSecond;

/** Pixels from which details tell that only the light changed. */
const tellingSize = 12;

/** Thinnest thing, as pixels of its area for each pixel of its longer side. */
const thinnest = 1.6;

/** Share of a thing that may have changed but faintly: more of it is the trace of someone who was there. */
const mostFaint = 0.5;

/** Share of the contour that must be in sight to tell. */
const seenShare = 0.4;

/**
 * What a region of changed ground is: `nothing` is light, a shadow, or the place of someone who stood there; `hidden`
 * cannot be told as long as something stands before it, or it still grows.
 */
export type ChangeKind = 'appeared' | 'removed' | 'nothing' | 'unclear' | 'hidden';

/** Tells a thing put down from one taken away, from a ghost and from light, by the pixels of the changed region. */
export class ChangeShape {
  readonly #ground: SettledGround;
  readonly #width: number;
  readonly #height: number;
  #slope = 0;

  constructor(ground: SettledGround, width: number, height: number) {
    this.#ground = ground;
    this.#width = width;
    this.#height = height;
  }

  kind(region: Region, pixels: Int32Array): ChangeKind {
    const { settled, before } = this.#ground;
    const size = region.to - region.from;
    const longest = Math.max(region.right - region.left, region.bottom - region.top);
    if (size < thinnest * longest) return 'nothing';
    if (size >= tellingSize && isRelit(settled, before, region, pixels, levelScale) === true)
      return 'nothing';
    const share = this.#contourShare(region, pixels);
    if (share === undefined) return 'hidden';
    if (this.#slope < softEdge * this.#greatest(region, pixels)) return 'nothing';
    if (share > clearShare) {
      const isFaint = this.#faintShare(region, pixels) > mostFaint;
      return isFaint || this.#spreadTicks(region, pixels) > longestSpreadTicks ? 'nothing' : 'appeared';
    }
    if (share > 1 - clearShare) return 'unclear';
    return this.#middle(this.#ground.beforeTicks, region, pixels) < youngTicks ? 'nothing' : 'removed';
  }

  /**
   * Tick since when the region has been as it is. Of a thing that appeared, that of its first quarter: the rest may
   * have been hidden longer. Of the place of one that is gone, that of its last: what took it may have come earlier.
   */
  since({ from, to }: Region, pixels: Int32Array, change: ChangeKind): number {
    const ticks = this.#sorted(this.#ground.since, from, to, pixels);
    const quarter = (to - from) >> 2;
    return ticks[change === 'appeared' ? quarter : to - from - 1 - quarter]!;
  }

  /** The box of the thing without its blurred rim, in pixels of the small picture. */
  core(
    { from, to }: Region,
    pixels: Int32Array,
  ): { left: number; top: number; right: number; bottom: number } {
    const least = coreShare * this.#greatest({ from, to }, pixels);
    const core = { left: this.#width, top: this.#height, right: 0, bottom: 0 };
    for (let i = from; i < to; i++) {
      const at = pixels[i]!;
      if (this.#difference(at) < least) continue;
      const y = (at / this.#width) | 0;
      const x = at - y * this.#width;
      core.left = Math.min(core.left, x);
      core.right = Math.max(core.right, x + 1);
      core.top = Math.min(core.top, y);
      core.bottom = Math.max(core.bottom, y + 1);
    }
    return core;
  }

  /** Share of the contour's strength that lies in the present ground rather than in the one before; undefined when hidden. */
  #contourShare({ from, to }: Region, pixels: Int32Array): number | undefined {
    const { settled, before, changed } = this.#ground;
    let steepest = 0;
    for (let i = from; i < to; i++) steepest = Math.max(steepest, this.#steepness(pixels[i]!));
    let now = 0;
    let then = 0;
    let square = 0;
    let sum = 0;
    let all = 0;
    let seen = 0;
    for (let i = from; i < to; i++) {
      const at = pixels[i]!;
      const steep = this.#steepness(at);
      if (steep < contourShare * steepest || steep === 0) continue;
      all++;
      if (!this.#isInSight(at)) continue;
      seen++;
      const across = this.#across(at);
      const down = this.#down(at);
      now +=
        (slope(settled, settled, changed, at, 1) * across +
          slope(settled, settled, changed, at, this.#width) * down) **
        2;
      then +=
        (slope(before, settled, changed, at, 1) * across +
          slope(before, settled, changed, at, this.#width) * down) **
        2;
      square += steep * steep;
      sum += steep;
    }
    if (seen < seenShare * all) return undefined;
    this.#slope = sum === 0 ? 0 : square / sum;
    return now + then === 0 ? 0.5 : now / (now + then);
  }

  #isInSight(at: number): boolean {
    const ground = this.#ground;
    const beside = ground.isCertain(at - 1) && ground.isCertain(at + 1);
    return beside && ground.isCertain(at - this.#width) && ground.isCertain(at + this.#width);
  }

  #difference(at: number): number {
    const { settled, before, changed } = this.#ground;
    return changed[at] === 1 ? Math.abs(settled[at]! - before[at]!) : 0;
  }

  #signed(at: number): number {
    const { settled, before, changed } = this.#ground;
    return changed[at] === 1 ? settled[at]! - before[at]! : 0;
  }

  #across(at: number): number {
    return this.#isRim(at) ? 0 : (this.#signed(at + 1) - this.#signed(at - 1)) / 2;
  }

  #down(at: number): number {
    return this.#isRim(at) ? 0 : (this.#signed(at + this.#width) - this.#signed(at - this.#width)) / 2;
  }

  #steepness(at: number): number {
    return Math.hypot(this.#across(at), this.#down(at));
  }

  #isRim(at: number): boolean {
    const y = (at / this.#width) | 0;
    const x = at - y * this.#width;
    return x < rim || y < rim || x >= this.#width - rim || y >= this.#height - rim;
  }

  #greatest({ from, to }: { from: number; to: number }, pixels: Int32Array): number {
    let greatest = 0;
    for (let i = from; i < to; i++) greatest = Math.max(greatest, this.#difference(pixels[i]!));
    return greatest;
  }

  #spreadTicks({ from, to }: Region, pixels: Int32Array): number {
    const ticks = this.#sorted(this.#ground.since, from, to, pixels);
    return ticks[Math.floor(ticks.length * 0.85)]! - ticks[Math.floor(ticks.length * 0.15)]!;
  }

  #faintShare({ from, to }: Region, pixels: Int32Array): number {
    let faint = 0;
    for (let i = from; i < to; i++) faint += this.#ground.faint[pixels[i]!]!;
    return faint / (to - from);
  }

  #middle(values: Uint32Array, { from, to }: Region, pixels: Int32Array): number {
    const sorted = this.#sorted(values, from, to, pixels);
    return sorted[sorted.length >> 1]!;
  }

  #sorted(values: Uint32Array, from: number, to: number, pixels: Int32Array): Uint32Array {
    return Uint32Array.from(pixels.subarray(from, to), (at) => values[at]!).sort();
  }
}

/** Half the difference between the neighbours `step` before and after a pixel; where nothing changed both pictures are one. */
function slope(
  picture: Float32Array,
  present: Float32Array,
  changed: Uint8Array,
  at: number,
  step: number,
): number {
  const after = changed[at + step] === 1 ? picture[at + step]! : present[at + step]!;
  const prior = changed[at - step] === 1 ? picture[at - step]! : present[at - step]!;
  return (after - prior) / 2;
}
