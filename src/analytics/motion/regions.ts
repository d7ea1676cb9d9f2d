/** Pixels that hang together: `pixels[from]` … `pixels[to - 1]` of the finder, and their box, right and bottom excluded. */
export interface Region {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Since when each pixel is as it is, and by how much those of one region may differ from their neighbours. */
export interface Ages {
  readonly since: Uint32Array;
  readonly spread: number;
}

const unseen = 1;
const seen = 2;

/** Gathers the marked pixels of a picture into regions: pixels no further than `reach` from each other hang together. */
export class RegionFinder {
  readonly #width: number;
  readonly #height: number;
  readonly #reach: number;
  readonly #ages: Ages | undefined;
  /** pixels of the regions last found, region after region */
  readonly pixels: Int32Array;

  constructor(width: number, height: number, reach: number, ages?: Ages) {
    this.#width = width;
    this.#height = height;
    this.#reach = reach;
    this.#ages = ages;
    this.pixels = new Int32Array(width * height);
  }

  /** The regions of the first `count` pixels of `marked`; `mask` holds 1 there and 0 elsewhere, and 2 there afterwards. */
  find(mask: Uint8Array, marked: Int32Array, count: number): Region[] {
    const regions: Region[] = [];
    let from = 0;
    for (let i = 0; i < count; i++) {
      const start = marked[i]!;
      if (mask[start] !== unseen) continue;
      const region = this.#flood(mask, start, from);
      regions.push(region);
      from = region.to;
    }
    return regions;
  }

  #flood(mask: Uint8Array, start: number, from: number): Region {
    const width = this.#width;
    const pixels = this.pixels;
    let to = from;
    pixels[to++] = start;
    mask[start] = seen;
    let left = width;
    let top = this.#height;
    let right = 0;
    let bottom = 0;
    for (let next = from; next < to; next++) {
      const before = to;
      const at = pixels[next]!;
      const y = (at / width) | 0;
      const x = at - y * width;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      to = this.#spread(mask, x, y, to);
      if (this.#ages) to = this.#sameAge(mask, at, before, to, this.#ages);
    }
    return { from, to, left, top, right, bottom };
  }

  /** Hands back the pixels from `from` to `to` that are not of the age of the one at `at`; where the list ends by now. */
  #sameAge(mask: Uint8Array, at: number, from: number, to: number, { since, spread }: Ages): number {
    let end = from;
    for (let i = from; i < to; i++) {
      const near = this.pixels[i]!;
      if (Math.abs(since[near]! - since[at]!) <= spread) this.pixels[end++] = near;
      else mask[near] = unseen;
    }
    return end;
  }

  /** Appends the marked pixels about one of them; where the list ends by now. */
  #spread(mask: Uint8Array, x: number, y: number, end: number): number {
    const width = this.#width;
    const reach = this.#reach;
    const left = Math.max(0, x - reach);
    const right = Math.min(width - 1, x + reach);
    const bottom = Math.min(this.#height - 1, y + reach);
    let to = end;
    for (let j = Math.max(0, y - reach); j <= bottom; j++) {
      for (let i = j * width + left; i <= j * width + right; i++) {
        if (mask[i] !== unseen) continue;
        mask[i] = seen;
        this.pixels[to++] = i;
      }
    }
    return to;
  }
}
