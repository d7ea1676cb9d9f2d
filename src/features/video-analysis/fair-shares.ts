import type { CameraPlan } from './analysis-plan.ts';

/** What a camera asks of the machine. */
export interface Wish {
  /** pictures a second it is to be analysed at */
  readonly framesPerSecond: number;
  readonly priority: CameraPlan['priority'];
}

/** How much of the machine each camera keeps when not all can have what they ask. */
const weights: Readonly<Record<Wish['priority'], number>> = { low: 0.5, normal: 1, high: 2 };
/** No camera is analysed less often than this, pictures a second, unless it asks for less. */
const leastFramesPerSecond = 0.5;
/** A picture analysed later than this after it came in is late. */
const lateMs = 400;
/** Pictures analysed as soon as this show that there is time for more. */
const soonMs = 200;
/** Shares of lost and of late pictures from which the machine is overloaded. */
const mostLost = 0.02;
const mostLate = 0.25;
/** Bounds of one step down. */
const steps = { smallest: 0.9, largest: 0.5 };
/** A first step up, as a share of the whole; each that holds doubles the next. */
const firstRaise = 0.05;
const largestRaise = 0.2;
/** Settled so many times without overload before the first step up; doubled by each step up that failed. */
const patience = { least: 3, most: 30 };
/** An overload so soon after a step up shows that it went too far. */
const failedWithin = 5;
const lookStep = 0.25;

/** One camera's share: asked at each of its pictures, told what became of them. */
export class CameraShare {
  readonly #owner: FairShares;
  wish: Wish;
  #credit = 1;
  #lookCredit = 0;
  #analysed = 0;
  #lost = 0;
  #late = 0;
  #soon = 0;

  constructor(owner: FairShares, wish: Wish) {
    this.#owner = owner;
    this.wish = wish;
  }

  /** Pictures a second that the camera may have now. */
  get framesPerSecond(): number {
    const { framesPerSecond, priority } = this.wish;
    const least = Math.min(framesPerSecond, leastFramesPerSecond);
    const part = Math.min(1, this.#owner.level * weights[priority]);
    return Math.max(least, framesPerSecond * part);
  }

  /** Asked for each picture at the wanted rate: false when it is to be given up, evenly over time. */
  takes(): boolean {
    this.#credit = Math.min(2, this.#credit + this.framesPerSecond / this.wish.framesPerSecond);
    if (this.#credit < 1) return false;
    this.#credit -= 1;
    return true;
  }

  /** Asked for each picture: true when there is time to look at it again, enlarged. */
  looksAgain(): boolean {
    this.#lookCredit = Math.min(1, this.#lookCredit + this.#owner.lookLevel);
    if (this.#lookCredit < 1) return false;
    this.#lookCredit -= 1;
    return true;
  }

  /** A picture was analysed, so long after it came in. */
  analysed(delayMs: number): void {
    this.#analysed += 1;
    if (delayMs > lateMs) this.#late += 1;
    if (delayMs < soonMs) this.#soon += 1;
  }

  /** A picture was lost because those before it were still under way. */
  lost(): void {
    this.#lost += 1;
  }

  /** What became of the pictures since the last call. */
  take(): Outcome {
    const outcome = { analysed: this.#analysed, lost: this.#lost, late: this.#late, soon: this.#soon };
    this.#analysed = 0;
    this.#lost = 0;
    this.#late = 0;
    this.#soon = 0;
    return outcome;
  }
}

interface Outcome {
  readonly analysed: number;
  readonly lost: number;
  readonly late: number;
  readonly soon: number;
}

/**
 * Shares the machine among cameras. Under overload the second looks go first, then every camera's rate is lowered by
 * the same part, weighed by its priority; with room again, all are raised step by step. Settled about every two seconds.
 */
export class FairShares {
  readonly #shares = new Map<number, CameraShare>();
  #level = Number.POSITIVE_INFINITY;
  #lookLevel = 0;
  #raise = firstRaise;
  #patience = patience.least;
  #calm = 0;
  #sinceRaise = Number.POSITIVE_INFINITY;

  /** Part of its wish that a camera of normal priority gets; more than 1 while those of low priority are spared too. */
  get level(): number {
    return this.#level;
  }

  /** Part of the pictures that may be looked at again. */
  get lookLevel(): number {
    return this.#lookLevel;
  }

  /** Gives a camera its share; one that was there before starts anew. */
  join(cameraId: number, wish: Wish): CameraShare {
    const share = new CameraShare(this, wish);
    this.#shares.set(cameraId, share);
    return share;
  }

  leave(cameraId: number): void {
    this.#shares.delete(cameraId);
  }

  /** Weighs what became of the pictures since the last call, and lowers or raises the rates. */
  settle(): void {
    const whole = this.#whole();
    this.#level = Math.min(this.#level, whole);
    const outcomes = [...this.#shares.values()].map((share) => share.take());
    const sum = (of: keyof Outcome) => outcomes.reduce((total, outcome) => total + outcome[of], 0);
    const analysed = sum('analysed');
    const lost = sum('lost');
    if (analysed + lost === 0) return;
    const kept = analysed / (analysed + lost);
    this.#sinceRaise += 1;
    if (1 - kept > mostLost || sum('late') > mostLate * analysed) this.#lower(kept);
    else this.#rest(whole, sum('soon') > (1 - mostLate) * analysed);
  }

  /** The level at which even cameras of the lowest priority have all they ask. */
  #whole(): number {
    const all = [...this.#shares.values()].map(({ wish }) => weights[wish.priority]);
    return all.length === 0 ? 1 : 1 / Math.min(...all);
  }

  #lower(kept: number): void {
    const isHeavy = kept < steps.smallest;
    if (this.#sinceRaise <= failedWithin) this.#patience = Math.min(patience.most, this.#patience * 2);
    this.#sinceRaise = Number.POSITIVE_INFINITY;
    this.#raise = firstRaise;
    this.#calm = 0;
    if (this.#lookLevel > 0) {
      this.#lookLevel = isHeavy || this.#lookLevel <= lookStep ? 0 : this.#lookLevel / 2;
      if (!isHeavy) return;
    }
    this.#level *= Math.max(steps.largest, Math.min(steps.smallest, kept));
    this.#level = Math.max(this.#level, this.#floor());
  }

  /** Below this level nobody would get less. */
  #floor(): number {
    const floors = [...this.#shares.values()].map(
      ({ wish }) => leastFramesPerSecond / wish.framesPerSecond / weights[wish.priority],
    );
    return Math.min(1, ...floors);
  }

  #rest(whole: number, isSoon: boolean): void {
    this.#calm += 1;
    if (this.#sinceRaise > 4 * failedWithin && this.#calm > 4 * failedWithin) this.#patience = patience.least;
    if (this.#calm < this.#patience) return;
    if (this.#level < whole) {
      this.#level = Math.min(whole, this.#level + this.#raise * whole);
      this.#raise = Math.min(largestRaise, this.#raise * 2);
      this.#sinceRaise = 0;
    } else if (isSoon && this.#lookLevel < 1) {
      this.#lookLevel = Math.min(1, this.#lookLevel + lookStep);
      this.#sinceRaise = 0;
    }
  }
}
