import { type Box, boxSize } from '#analytics/geometry/boxes.ts';

/** How sure the filter is of what it sees and how briskly things move, in sizes of the object (√area). */
export interface MotionNoise {
  /** Error of an observed middle or side, sizes. */
  readonly observation: number;
  /** Change of speed to expect, sizes a second, after one second. */
  readonly acceleration: number;
  /** The same for width and height. */
  readonly growth: number;
  /** Speed an object may have when first seen, sizes a second. */
  readonly firstSpeed: number;
}

// The four axes never mix in a constant-velocity filter: four filters of two states equal one of eight.
const middleX = 0;
const middleY = 1;
const width = 2;
const height = 3;
const axes = 4;
/** position, velocity, and the three numbers of their symmetric covariance */
const fields = 5;

/** Constant-velocity Kalman filter of a box, in seconds: any interval between pictures will do. */
export class MotionFilter {
  readonly #noise: MotionNoise;
  readonly #state = new Float64Array(axes * fields);

  constructor(noise: MotionNoise, box: Box) {
    this.#noise = noise;
    const size = boxSize(box);
    for (let axis = 0; axis < axes; axis++) {
      const at = axis * fields;
      const speed = size * (axis < width ? noise.firstSpeed : noise.growth);
      this.#state[at] = along(box, axis);
      this.#state[at + 2] = (noise.observation * size) ** 2;
      this.#state[at + 4] = speed * speed;
    }
  }

  /** Moves the expectation on by `seconds`. */
  predict(seconds: number): void {
    if (seconds <= 0) return;
    const state = this.#state;
    const size = this.#size();
    for (let axis = 0; axis < axes; axis++) {
      const at = axis * fields;
      const briskness = axis < width ? this.#noise.acceleration : this.#noise.growth;
      // White-noise acceleration: the variance of speed grows with time, that of position with its cube.
      const power = (briskness * size) ** 2;
      state[at]! += state[at + 1]! * seconds;
      state[at + 2]! +=
        seconds * (2 * state[at + 3]! + seconds * state[at + 4]!) + (power * seconds ** 3) / 3;
      state[at + 3]! += seconds * state[at + 4]! + (power * seconds ** 2) / 2;
      state[at + 4]! += power * seconds;
    }
    state[width * fields] = Math.max(1, state[width * fields]!);
    state[height * fields] = Math.max(1, state[height * fields]!);
  }

  /** Takes an observed box in; `doubt` above 1 trusts it less. */
  correct(box: Box, doubt = 1): void {
    const state = this.#state;
    const error = (this.#noise.observation * boxSize(box) * doubt) ** 2;
    for (let axis = 0; axis < axes; axis++) {
      const at = axis * fields;
      const surprise = along(box, axis) - state[at]!;
      const gain = state[at + 2]! / (state[at + 2]! + error);
      const speedGain = state[at + 3]! / (state[at + 2]! + error);
      state[at]! += gain * surprise;
      state[at + 1]! += speedGain * surprise;
      state[at + 4]! -= speedGain * state[at + 3]!;
      state[at + 3]! *= 1 - gain;
      state[at + 2]! *= 1 - gain;
    }
  }

  /** Puts it at rest in a place: it stands there, and may start from there. */
  rest(box: Box): void {
    const size = boxSize(box);
    for (let axis = 0; axis < axes; axis++) {
      const at = axis * fields;
      this.#state[at] = along(box, axis);
      this.#state[at + 1] = 0;
      this.#state[at + 2] = (this.#noise.observation * size) ** 2;
      this.#state[at + 3] = 0;
      this.#state[at + 4] = (size * Math.min(this.#noise.acceleration, this.#noise.growth)) ** 2;
    }
  }

  /** Takes its speed from what was saved, pixels a second. */
  setSpeed(x: number, y: number): void {
    const variance = (this.#noise.acceleration * this.#size()) ** 2;
    [x, y].forEach((speed, axis) => {
      this.#state[axis * fields + 1] = speed;
      this.#state[axis * fields + 4] = variance;
    });
  }

  /** Puts it elsewhere, its speed unchanged. */
  move(x: number, y: number): void {
    this.#state[middleX * fields]! += x;
    this.#state[middleY * fields]! += y;
  }

  /** Keeps only a share of every speed. */
  slow(share: number): void {
    for (let axis = 0; axis < axes; axis++) this.#state[axis * fields + 1]! *= share;
  }

  /** Forgets growth: an object that is not seen keeps its size. */
  holdSize(): void {
    this.#state[width * fields + 1] = 0;
    this.#state[height * fields + 1] = 0;
  }

  /**
   * Takes the speed of one free side for that of the whole: of an object that enters the picture, the other side lies
   * at the border. `across` and `down` are 1 where the right or lower side is free, -1 for left or upper, 0 for both.
   */
  followFreeSide(across: number, down: number): void {
    this.#state[middleX * fields + 1]! += (across * this.#state[width * fields + 1]!) / 2;
    this.#state[middleY * fields + 1]! += (down * this.#state[height * fields + 1]!) / 2;
  }

  /** Where the box is by now. */
  box(): Box {
    const state = this.#state;
    const halfWidth = state[width * fields]! / 2;
    const halfHeight = state[height * fields]! / 2;
    const x = state[middleX * fields]!;
    const y = state[middleY * fields]!;
    return { left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight };
  }

  /** Standard deviation of the middle, as a share of the size of the box. */
  uncertainty(): number {
    const variance = Math.max(this.#state[middleX * fields + 2]!, this.#state[middleY * fields + 2]!);
    return Math.sqrt(variance) / this.#size();
  }

  /** Speed of the middle, pixels a second. */
  get velocityX(): number {
    return this.#state[middleX * fields + 1]!;
  }

  get velocityY(): number {
    return this.#state[middleY * fields + 1]!;
  }

  /** A copy of all it knows, for `restore`. */
  save(into: Float64Array): void {
    into.set(this.#state);
  }

  restore(from: Float64Array): void {
    this.#state.set(from);
  }

  #size(): number {
    return Math.sqrt(Math.max(1, this.#state[width * fields]! * this.#state[height * fields]!));
  }
}

/** Numbers that `save` writes. */
export const motionStateLength = axes * fields;

function along(box: Box, axis: number): number {
  if (axis === middleX) return (box.left + box.right) / 2;
  if (axis === middleY) return (box.top + box.bottom) / 2;
  return axis === width ? box.right - box.left : box.bottom - box.top;
}
