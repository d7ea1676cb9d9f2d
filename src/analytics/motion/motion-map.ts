import { isRelit, LightMeter } from './light.ts';
import { MarkFilter } from './mark-filter.ts';
import type { Region } from './regions.ts';
import { levelScale, type PixelArea } from './smoother.ts';

/** Seconds in which the ground takes on what is seen, and right after the light changed. */
const learnSeconds = 5;
const relearnSeconds = 0.25;

/** How long the ground is learnt fast after the light changed, seconds. */
const relearnForSeconds = 1.5;

/** Seconds in which the noise of a pixel is learnt, and while something passes over it. */
const noiseSeconds = 10;
const passingNoiseSeconds = 40;

/** A pixel moves when it differs by this many grey levels and by so many times its usual difference. */
const leastDifference = 4.5;
const noiseFactor = 6;

/** The ground is learnt in one row of so many, another in each picture: it changes slowly. */
const rowTurns = 4;

/** Usual difference of a pixel at first, and the greatest one that is learnt, grey levels. */
const firstNoise = 1;
const mostNoise = 4;

/** Share of the differences between neighbours that a camera which stands still, or shakes, brings about. */
const steadyTolerance = 0.1;
const shakyTolerance = 0.4;

/** Pixels so near to each other are one thing, though one between them does not differ. */
const reach = 2;

/** Regions smaller than `smallRegion` pixels must be seen in `neededAge` pictures on end; under `leastRegion`, never. */
const leastRegion = 4;
const smallRegion = 24;
const neededAge = 3;

/** Rain and snow: for each so many specks that last no longer than a picture, things must last a picture longer… */
const specksForAge = 4;
const mostNeededAge = 10;
/** …and regions are small up to so many pixels more for each of these specks. Specks are averaged over these seconds. */
const pixelsForSpeck = 3;
const speckSeconds = 2;

/** Pixels from which the details of a region tell whether only its light changed. */
const tellingRegion = 30;

/** A change of all the light by this share from one picture to the next is told as such. */
const suddenGain = 0.06;
const smallestGain = 0.01;

/** Share of the picture that nothing but light, or another view, takes at once; a smaller one, if its details stay. */
const wholeShare = 0.55;
const largeShare = 0.1;

const mostRegions = 64;

/** Finds what moves before a ground that it learns. Pictures are smoothed: `levelScale` values a grey level. */
export class MotionMap {
  /** the ground as it lately was */
  readonly ground: Float32Array;
  readonly #width: number;
  /** how much each pixel usually differs */
  readonly noise: Float32Array;
  readonly #marked: Int32Array;
  readonly #filter: MarkFilter;
  readonly #light: LightMeter;
  #relearnSeconds = 0;
  #markedShare = 0;
  #specks = 0;
  #turn = 0;
  #isEmpty = true;
  /** how much brighter this picture is than the ground was; the ground follows */
  gain = 1;
  /** the light changed within the last moments: nothing is said to move */
  lightChanged = false;
  /** share of the picture that differs from the ground */
  differingShare = 0;
  moving: readonly Region[] = [];

  constructor(width: number, height: number) {
    const size = width * height;
    this.ground = new Float32Array(size);
    this.#width = width;
    this.noise = new Float32Array(size).fill(firstNoise * levelScale);
    this.#marked = new Int32Array(size);
    this.#filter = new MarkFilter(width, height, reach);
    this.#light = new LightMeter(width, height);
  }

  /** Pixels of the regions of `moving`. */
  get pixels(): Int32Array {
    return this.#filter.pixels;
  }

  /** Takes in a picture `seconds` after the last; `unsteady` is 0 for a camera that stands still, 1 for one that shakes. */
  update(seen: Int16Array, area: PixelArea, seconds: number, unsteady: number): void {
    if (this.#isEmpty) this.relearn(seen);
    this.#followLight(seen);
    const count = this.#mark(seen, area, seconds);
    const steady = this.#steady(seen, count, unsteady);
    const regions = this.#filter.find(this.#marked, steady);
    this.#countSpecks(regions, seconds);
    const things = regions.filter((region) => this.#isThing(seen, region));
    this.#judgeLight(steady / seen.length, sizeOf(regions), sizeOf(things), seconds);
    this.moving = this.lightChanged ? [] : things.slice(0, mostRegions);
  }

  /** Takes the picture for the ground at once. */
  relearn(seen: Int16Array): void {
    this.ground.set(seen);
    this.noise.fill(firstNoise * levelScale);
    this.#isEmpty = false;
    this.#relearnSeconds = 0;
  }

  #followLight(seen: Int16Array): void {
    const gain = this.#light.gain(seen, this.ground, levelScale);
    this.gain = Math.abs(gain - 1) < smallestGain ? 1 : gain;
    if (this.gain === 1) return;
    const { ground } = this;
    for (let i = 0; i < ground.length; i++) ground[i]! *= this.gain;
  }

  /** Learns the ground, one row of `rowTurns` in each picture, and marks where the picture differs from it. */
  #mark(seen: Int16Array, area: PixelArea, seconds: number): number {
    const isFast = this.#relearnSeconds > 0;
    const turns = isFast ? 1 : rowTurns;
    this.#turn = (this.#turn + 1) % turns;
    const learn = 1 - Math.exp((-seconds * turns) / (isFast ? relearnSeconds : learnSeconds));
    const learnNoise = 1 - Math.exp((-seconds * turns) / noiseSeconds);
    const learnPassing = 1 - Math.exp((-seconds * turns) / passingNoiseSeconds);
    let count = 0;
    for (let y = area.top; y < area.bottom; y++) {
      const from = y * this.#width + area.left;
      const to = y * this.#width + area.right;
      const marked = this.#markRow(seen, from, to, count);
      if (y % turns === this.#turn) {
        this.#learnRow(seen, from, to, learn, learnNoise);
        this.#learnPassing(seen, count, marked, learnPassing - learnNoise);
      }
      count = marked;
    }
    return count;
  }

  #markRow(seen: Int16Array, from: number, to: number, before: number): number {
    const { ground } = this;
    const noise = this.noise;
    const marked = this.#marked;
    const least = leastDifference * levelScale;
    let count = before;
    for (let i = from; i < to; i++) {
      const limit = least + noiseFactor * noise[i]!;
      const difference = seen[i]! - ground[i]!;
      if (difference > limit || difference < -limit) marked[count++] = i;
    }
    return count;
  }

  #learnRow(seen: Int16Array, from: number, to: number, learn: number, learnNoise: number): void {
    const { ground } = this;
    const noise = this.noise;
    for (let i = from; i < to; i++) {
      const difference = seen[i]! - ground[i]!;
      ground[i] = ground[i]! + difference * learn;
      noise[i] =
        noise[i]! + (Math.min(mostNoise * levelScale, Math.abs(difference)) - noise[i]!) * learnNoise;
    }
  }

  /** What passes over a pixel is noise only where it passes again and again: leaves, water. */
  #learnPassing(seen: Int16Array, from: number, to: number, lessen: number): void {
    const noise = this.noise;
    for (let i = from; i < to; i++) {
      const at = this.#marked[i]!;
      const size = Math.min(mostNoise * levelScale, Math.abs(seen[at]! - this.ground[at]!));
      noise[at] = noise[at]! + (size - noise[at]!) * lessen;
    }
  }

  /** Keeps the marks that the trembling of an edge does not explain; how many are left. */
  #steady(seen: Int16Array, count: number, unsteady: number): number {
    const { ground } = this;
    const marked = this.#marked;
    const width = this.#width;
    const last = seen.length - width - 1;
    const tolerance = steadyTolerance + unsteady * (shakyTolerance - steadyTolerance);
    const least = leastDifference * levelScale;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const at = marked[i]!;
      if (at <= width || at >= last) continue;
      const across = Math.abs(ground[at + 1]! - ground[at - 1]!);
      const down = Math.abs(ground[at + width]! - ground[at - width]!);
      const size = Math.abs(seen[at]! - ground[at]!);
      if (size > least + tolerance * (across + down)) marked[kept++] = at;
    }
    return kept;
  }

  #countSpecks(regions: readonly Region[], seconds: number): void {
    let specks = 0;
    for (const region of regions) if (this.#filter.ageOf(region) === 1) specks++;
    this.#specks += (specks - this.#specks) * Math.min(1, seconds / speckSeconds);
  }

  #isThing(seen: Int16Array, region: Region): boolean {
    const size = region.to - region.from;
    if (size < leastRegion) return false;
    const needed = Math.min(mostNeededAge, neededAge + this.#specks / specksForAge);
    const small = smallRegion + pixelsForSpeck * this.#specks;
    if (size < small && this.#filter.ageOf(region) < Math.floor(needed)) return false;
    if (size < tellingRegion || !isRelit(seen, this.ground, region, this.pixels, levelScale)) return true;
    for (let i = region.from; i < region.to; i++) {
      const at = this.pixels[i]!;
      this.ground[at]! += (seen[at]! - this.ground[at]!) / 2;
    }
    return false;
  }

  #judgeLight(share: number, allSize: number, thingSize: number, seconds: number): void {
    const isSudden = share > 2 * this.#markedShare;
    const isLit = share > largeShare && isSudden && thingSize < 0.4 * allSize;
    if (share > wholeShare || isLit || Math.abs(this.gain - 1) > suddenGain) {
      this.#relearnSeconds = relearnForSeconds;
    } else {
      this.#relearnSeconds = Math.max(0, this.#relearnSeconds - seconds);
    }
    this.#markedShare = share;
    this.differingShare = share;
    this.lightChanged = this.#relearnSeconds > 0;
  }
}

function sizeOf(regions: readonly Region[]): number {
  return regions.reduce((sum, { from, to }) => sum + to - from, 0);
}
