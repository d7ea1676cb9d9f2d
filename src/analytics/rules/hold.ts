interface HoldState {
  readonly sinceMs: number | null;
  readonly lastMs: number;
  readonly isOn: boolean;
}

const off: HoldState = { sinceMs: null, lastMs: 0, isOn: false };

/** A state that is told once it has lasted, and that ends only once it has been over for a while. */
export class Hold {
  readonly #holdMs: number;
  readonly #toleranceMs: number;
  readonly #beginningMs: number;
  #state = off;

  /**
   * `toleranceMs`: a break shorter than this does not end it, a detector misses an object now and then; `beginningMs`:
   * the same as long as it does not hold yet.
   */
  constructor(holdMs: number, toleranceMs: number, beginningMs = toleranceMs) {
    this.#holdMs = holdMs;
    this.#toleranceMs = toleranceMs;
    this.#beginningMs = beginningMs;
  }

  /**
   * Whether it holds now. It begins while `isAbove`; once it holds it goes on until `isOver` has been true for the
   * tolerance, so that a number which hovers at its threshold is told once.
   */
  update(isAbove: boolean, isOver: boolean, timeMs: number): boolean {
    const { sinceMs, lastMs, isOn } = this.#state;
    const goesOn = isOn ? !isOver : isAbove;
    if (goesOn) {
      const begunMs = sinceMs ?? timeMs;
      this.#state = { sinceMs: begunMs, lastMs: timeMs, isOn: isOn || timeMs - begunMs >= this.#holdMs };
    } else if (timeMs - lastMs > (isOn ? this.#toleranceMs : this.#beginningMs)) {
      this.#state = off;
    }
    return this.#state.isOn;
  }

  reset(): void {
    this.#state = off;
  }

  save(): unknown {
    return this.#state;
  }

  restore(saved: unknown): void {
    if (isHoldState(saved)) this.#state = saved;
  }
}

function isHoldState(saved: unknown): saved is HoldState {
  if (typeof saved !== 'object' || saved === null || !('sinceMs' in saved) || !('isOn' in saved))
    return false;
  return 'lastMs' in saved && typeof saved.lastMs === 'number' && typeof saved.isOn === 'boolean';
}
