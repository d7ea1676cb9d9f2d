/** Pixels of ten thousand that may differ, and by how many grey levels, for two pictures to count as one. */
const differingShare = 0.001;
const differingLevels = 2;

/** A camera whose noise is known counts as frozen after so many seconds; one of clean pictures, only after these. */
const noisySeconds = 3;
const cleanSeconds = 20;
const longestCalmSeconds = 60;

/** An encoder draws a picture that stands still anew now and then: once in so many pictures, changed by so little. */
const picturesForRefresh = 5;
const refreshLevels = 12;

/** Share of equal pictures up to which a camera has noise, and pictures after which that is known. */
const noisyShare = 0.05;
const knownPictures = 50;

/** Tells a picture that stands still from a scene in which nothing moves: a camera has noise. */
export class FreezeWatch {
  readonly #last: Uint8Array;
  #hasLast = false;
  #equal = 0;
  #pictures = 0;
  #calmPictures = 0;
  #refreshes = 0;
  #calmSince: number | undefined;
  #longestCalm = 0;

  constructor(size: number) {
    this.#last = new Uint8Array(size);
  }

  /** Takes in a picture at `clock`, seconds. */
  update(data: Uint8Array, clock: number): void {
    const isCalm = this.#hasLast && (this.#isSame(data) || this.#isRefreshed(data));
    this.#last.set(data);
    this.#hasLast = true;
    if (isCalm) {
      this.#calmSince ??= clock;
      this.#calmPictures++;
      return;
    }
    if (this.#calmSince !== undefined && this.since(clock) === undefined) {
      this.#longestCalm = Math.max(this.#longestCalm, clock - this.#calmSince);
    }
    if (this.since(clock) === undefined || this.#isClean()) this.#equal += this.#calmPictures;
    this.#pictures += this.#calmPictures + 1;
    this.#calmPictures = 0;
    this.#refreshes = 0;
    this.#calmSince = undefined;
  }

  /** Since when the picture has stood still, once that is sure. */
  since(clock: number): number | undefined {
    if (this.#calmSince === undefined) return undefined;
    const calm = Math.min(longestCalmSeconds, this.#longestCalm);
    const needed = this.#isClean() ? Math.max(cleanSeconds, 2 * calm) : noisySeconds;
    return clock - this.#calmSince >= needed ? this.#calmSince : undefined;
  }

  #isClean(): boolean {
    return this.#pictures < knownPictures || this.#equal > noisyShare * this.#pictures;
  }

  #isRefreshed(data: Uint8Array): boolean {
    if ((this.#refreshes + 1) * picturesForRefresh > this.#calmPictures + 1) return false;
    for (let i = 0; i < data.length; i++) {
      if (Math.abs(data[i]! - this.#last[i]!) > refreshLevels) return false;
    }
    this.#refreshes++;
    return true;
  }

  #isSame(data: Uint8Array): boolean {
    const most = data.length * differingShare;
    let differing = 0;
    for (let i = 0; i < data.length; i++) {
      const difference = data[i]! - this.#last[i]!;
      if (difference === 0) continue;
      if (++differing > most || difference > differingLevels || difference < -differingLevels) return false;
    }
    return true;
  }
}
