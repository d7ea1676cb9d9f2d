import { type Ages, type Region, RegionFinder } from './regions.ts';

/** Marked neighbours, of eight, that a mark needs: specks drop out, thin things stay. */
const neededNeighbours = 3;

/** Pixels that a small thing may move from one picture to the next to count as the same. */
const stepPixels = 2;

const oldest = 255;

/** Frees marks of specks, gathers them into regions, and remembers for how many pictures something was marked about there. */
export class MarkFilter {
  readonly #width: number;
  readonly #height: number;
  readonly #mask: Uint8Array;
  readonly #kept: Int32Array;
  readonly #finder: RegionFinder;
  #age: Uint8Array;
  #ageBefore: Uint8Array;
  /** where `#ageBefore`, then `#age`, are not 0 */
  #aged: Int32Array;
  #agedBefore: Int32Array;
  #agedCount = 0;

  /** Marks no further than `reach` pixels from each other hang together. */
  constructor(width: number, height: number, reach: number, ages?: Ages) {
    const size = width * height;
    this.#width = width;
    this.#height = height;
    this.#mask = new Uint8Array(size);
    this.#kept = new Int32Array(size);
    this.#finder = new RegionFinder(width, height, reach, ages);
    this.#age = new Uint8Array(size);
    this.#ageBefore = new Uint8Array(size);
    this.#aged = new Int32Array(size);
    this.#agedBefore = new Int32Array(size);
  }

  /** Pixels of the regions last found. */
  get pixels(): Int32Array {
    return this.#finder.pixels;
  }

  /** The regions of the first `count` marks, none of which lies in the outermost row. */
  find(marked: Int32Array, count: number): Region[] {
    const kept = this.#withoutSpecks(marked, count);
    this.#grow(kept);
    const regions = this.#finder.find(this.#mask, this.#kept, kept);
    for (let i = 0; i < kept; i++) this.#mask[this.#kept[i]!] = 0;
    return regions;
  }

  /** Pictures on end in which something was marked where the region is, or has come from there step by step. */
  ageOf({ from, to }: Region): number {
    let age = 0;
    for (let i = from; i < to; i++) age = Math.max(age, this.#age[this.pixels[i]!]!);
    return age;
  }

  #withoutSpecks(marked: Int32Array, count: number): number {
    const mask = this.#mask;
    const width = this.#width;
    for (let i = 0; i < count; i++) mask[marked[i]!] = 1;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const at = marked[i]!;
      const up = at - width;
      const down = at + width;
      const over = mask[up - 1]! + mask[up]! + mask[up + 1]!;
      const under = mask[down - 1]! + mask[down]! + mask[down + 1]!;
      if (over + under + mask[at - 1]! + mask[at + 1]! >= neededNeighbours) this.#kept[kept++] = at;
    }
    for (let i = 0; i < count; i++) mask[marked[i]!] = 0;
    for (let i = 0; i < kept; i++) mask[this.#kept[i]!] = 1;
    return kept;
  }

  #grow(kept: number): void {
    [this.#age, this.#ageBefore] = [this.#ageBefore, this.#age];
    [this.#aged, this.#agedBefore] = [this.#agedBefore, this.#aged];
    for (let i = 0; i < kept; i++) {
      const at = this.#kept[i]!;
      this.#age[at] = Math.min(oldest, this.#oldestNear(at) + 1);
      this.#aged[i] = at;
    }
    for (let i = 0; i < this.#agedCount; i++) this.#ageBefore[this.#agedBefore[i]!] = 0;
    this.#agedCount = kept;
  }

  #oldestNear(at: number): number {
    const before = this.#ageBefore;
    const y = (at / this.#width) | 0;
    const x = at - y * this.#width;
    const left = Math.max(0, x - stepPixels);
    const right = Math.min(this.#width - 1, x + stepPixels);
    const bottom = Math.min(this.#height - 1, y + stepPixels);
    let age = 0;
    for (let j = Math.max(0, y - stepPixels); j <= bottom; j++) {
      for (let i = j * this.#width + left; i <= j * this.#width + right; i++) {
        if (before[i]! > age) age = before[i]!;
      }
    }
    return age;
  }
}
