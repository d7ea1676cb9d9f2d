import type { RestartReason } from './restart-policy.ts';

/** A life that ends sooner may have been ended by a stream: decoders crash on the first pictures. */
const shortLifeMs = 30_000;
/** Short lives in a row from which one stream is suspected. */
const patienceLives = 3;
const firstHoldMs = 10 * 60_000;
const longestHoldMs = 6 * 3_600_000;
/** Ends that no stream can cause are not put down to one. */
const byStream: ReadonlySet<RestartReason> = new Set(['crashed', 'hung', 'memory', 'fault']);

interface Hold {
  readonly untilMs: number;
  readonly holdMs: number;
}

/**
 * Finds the camera whose stream ends the analysis process again and again: half of those suspected rest at a time, until
 * one is left. That one is held back for a while, longer each time, and the others go on. Times never jump.
 */
export class CameraQuarantine {
  #deaths = 0;
  #suspects: readonly number[] = [];
  /** suspects that rest in this life */
  #resting: ReadonlySet<number> = new Set();
  /** cameras that rested when it died all the same: not suspected of that, and not cleared either */
  #aside: ReadonlySet<number> = new Set();
  readonly #held = new Map<number, Hold>();
  /** cameras let go again, and how long they had been held: the next to be suspected */
  readonly #released = new Map<number, number>();

  /** True when the camera is held back for its stream. */
  isHeld(cameraId: number): boolean {
    return this.#held.has(cameraId);
  }

  /** True when the camera may run now. */
  mayRun(cameraId: number): boolean {
    return !this.#held.has(cameraId) && !this.#resting.has(cameraId) && !this.#aside.has(cameraId);
  }

  /** A process ended that ran these cameras. */
  died(reason: RestartReason, lifeMs: number, cameraIds: readonly number[], nowMs: number): void {
    if (!byStream.has(reason) || cameraIds.length === 0) return;
    if (lifeMs > shortLifeMs) {
      this.#deaths = 1;
      return;
    }
    this.#deaths += 1;
    const [released] = cameraIds.filter((id) => this.#released.has(id));
    if (released !== undefined) this.#hold(released, nowMs);
    else if (this.#suspects.length > 0) {
      this.#aside = new Set([...this.#aside, ...this.#resting]);
      this.#narrow((id) => !this.#resting.has(id), nowMs);
    } else if (this.#deaths >= patienceLives) {
      this.#suspects = cameraIds;
      this.#narrow(() => true, nowMs);
    }
  }

  /** The process lives on at this age; true when other cameras may run from now on. */
  lives(ageMs: number, nowMs: number): boolean {
    const over = [...this.#held].filter(([, { untilMs }]) => nowMs >= untilMs);
    for (const [id, { holdMs }] of over) {
      this.#held.delete(id);
      this.#released.set(id, holdMs);
    }
    if (ageMs <= shortLifeMs) return over.length > 0;
    if (over.length === 0) this.#released.clear();
    if (this.#suspects.length === 0) return over.length > 0;
    // It did not die: the one looked for is among those that rest.
    this.#narrow((id) => this.#resting.has(id), nowMs);
    return true;
  }

  /** Forgets cameras that are gone or have another stream. */
  forget(isSame: (cameraId: number) => boolean): void {
    for (const id of this.#held.keys()) if (!isSame(id)) this.#held.delete(id);
    this.#suspects = this.#suspects.filter(isSame);
    if (this.#suspects.length === 0) this.#acquit();
  }

  #narrow(isLeft: (cameraId: number) => boolean, nowMs: number): void {
    const left = this.#suspects.filter(isLeft);
    const [only] = left;
    if (left.length === 1 && only !== undefined) {
      this.#hold(only, nowMs);
      return;
    }
    this.#suspects = left;
    this.#resting = new Set(left.slice(Math.ceil(left.length / 2)));
  }

  #hold(cameraId: number, nowMs: number): void {
    const before = this.#released.get(cameraId);
    const holdMs = before === undefined ? firstHoldMs : Math.min(longestHoldMs, before * 2);
    this.#held.set(cameraId, { untilMs: nowMs + holdMs, holdMs });
    this.#released.delete(cameraId);
    this.#acquit();
  }

  /** Whoever is suspected no longer runs again. */
  #acquit(): void {
    this.#suspects = [];
    this.#resting = new Set();
    this.#aside = new Set();
    this.#deaths = 0;
  }
}
