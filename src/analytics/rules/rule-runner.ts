import type { Scene } from '#analytics/zones/scene.ts';
import type { RuleEvaluator, Sighting, Yield } from './rule.ts';

/** Shortest time a fact must have been out of sight before it is told again. */
const shortestSilenceMs = 5_000;
/** A longer time without a picture is not bridged: what lasts starts anew. */
const longestGapMs = 60_000;

/**
 * Turns what a rule sees in each picture into facts told once: the same object under the same rule is told again
 * only after it was out of the rule's sight for the cool-down.
 */
export class RuleRunner {
  readonly #evaluator: RuleEvaluator;
  readonly #silenceMs: number;
  readonly #sightedMs = new Map<string, number>();
  #lastMs: number | undefined;
  #isActive = false;

  constructor(evaluator: RuleEvaluator, cooldownSeconds: number) {
    this.#evaluator = evaluator;
    this.#silenceMs = Math.max(shortestSilenceMs, cooldownSeconds * 1000);
  }

  /** New facts of this picture; outside the rule's period nothing is told, nor remembered as told. */
  update(scene: Scene, isActive: boolean): readonly Sighting[] {
    this.#follow(scene.timeMs);
    this.#isActive = isActive;
    return this.#tell(this.#evaluator.update(scene, isActive), scene.timeMs);
  }

  /** No picture comes: new facts of a rule that tells of that. */
  silent(nowMs: number, lastPictureMs: number | undefined, isActive: boolean): readonly Sighting[] {
    this.#isActive = isActive;
    return this.#tell(this.#evaluator.silent?.(nowMs, lastPictureMs) ?? [], nowMs);
  }

  /** What was measured since the last call, in the rule's period. */
  take(): Yield {
    const taken = this.#evaluator.take?.() ?? {};
    return this.#isActive ? taken : {};
  }

  #tell(sightings: readonly Sighting[], timeMs: number): readonly Sighting[] {
    this.#forget(timeMs);
    if (!this.#isActive) return [];
    return sightings.filter(({ key, hidden }) => {
      const isNew = !this.#sightedMs.has(key);
      if (isNew && hidden) return false;
      this.#sightedMs.set(key, timeMs);
      return isNew;
    });
  }

  /** A clock that goes back, or a long gap, ends what lasts; what was told counts as told just now. */
  #follow(timeMs: number): void {
    const last = this.#lastMs ?? timeMs;
    this.#lastMs = timeMs;
    if (timeMs < last) for (const key of this.#sightedMs.keys()) this.#sightedMs.set(key, timeMs);
    if (timeMs < last || timeMs - last > longestGapMs) this.#evaluator.reset();
  }

  #forget(timeMs: number): void {
    for (const [key, sightedMs] of this.#sightedMs) {
      if (timeMs - sightedMs > this.#silenceMs) this.#sightedMs.delete(key);
    }
  }

  /** What must outlive a restart of the analysis: what was told, and what the rule itself remembers. */
  save(): unknown {
    return { told: [...this.#sightedMs], lastMs: this.#lastMs, rule: this.#evaluator.save?.() };
  }

  /** Goes on from what `save` gave; anything else is left alone. */
  restore(saved: unknown): void {
    if (typeof saved !== 'object' || saved === null) return;
    if ('told' in saved && Array.isArray(saved.told)) {
      for (const [key, timeMs] of saved.told.filter(isTold)) this.#sightedMs.set(key, timeMs);
    }
    if ('lastMs' in saved && typeof saved.lastMs === 'number') this.#lastMs = saved.lastMs;
    if ('rule' in saved && saved.rule !== undefined) this.#evaluator.restore?.(saved.rule);
  }

  /** The picture jumped: what lasts (an occupancy) starts anew, what was told stays told. */
  reset(): void {
    this.#evaluator.reset();
  }
}

function isTold(entry: unknown): entry is [string, number] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number';
}
