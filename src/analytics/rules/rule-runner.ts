import type { Scene } from '#analytics/zones/scene.ts';
import type { RuleEvaluator, Sighting } from './rule.ts';

/** Shortest time a fact must have been out of sight before it is told again. */
const shortestSilenceMs = 5_000;

/**
 * Turns what a rule sees in each picture into facts told once: the same object under the same rule is told again
 * only after it was out of the rule's sight for the cool-down.
 */
export class RuleRunner {
  readonly #evaluator: RuleEvaluator;
  readonly #silenceMs: number;
  readonly #sightedMs = new Map<string, number>();

  constructor(evaluator: RuleEvaluator, cooldownSeconds: number) {
    this.#evaluator = evaluator;
    this.#silenceMs = Math.max(shortestSilenceMs, cooldownSeconds * 1000);
  }

  /** New facts of this picture; outside the rule's period nothing is told, nor remembered as told. */
  update(scene: Scene, isActive: boolean): readonly Sighting[] {
    const sightings = this.#evaluator.update(scene);
    this.#forget(scene.timeMs);
    if (!isActive) return [];
    return sightings.filter(({ key }) => {
      const isNew = !this.#sightedMs.has(key);
      this.#sightedMs.set(key, scene.timeMs);
      return isNew;
    });
  }

  #forget(timeMs: number): void {
    for (const [key, sightedMs] of this.#sightedMs) {
      if (timeMs - sightedMs > this.#silenceMs) this.#sightedMs.delete(key);
    }
  }

  /** The picture jumped: what lasts (an occupancy) starts anew, what was told stays told. */
  reset(): void {
    this.#evaluator.reset();
  }
}
