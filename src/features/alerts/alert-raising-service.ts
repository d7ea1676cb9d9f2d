import { findRuleDefinition } from '#analytics/rules/catalogue.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { AlertStore, RaisingRule } from './alert-store.ts';

/** What a rule saw, to be made an alert. */
export interface Sighting {
  readonly ruleId: number;
  readonly timeMs: number;
  readonly class: string | null;
  readonly confidence: number | null;
  readonly zoneId?: number;
  readonly lineId?: number;
  readonly direction?: 'forward' | 'backward';
  /** the number that the rule measured */
  readonly value?: number;
  readonly point: readonly [number, number] | null;
}

/** The way in for what stores reports. */
export interface AlertRaiser {
  /**
   * Stores an alert in the caller's transaction; none for a rule that is gone, switched off, of another camera,
   * cooling down or asleep.
   */
  raise(
    tx: Tx,
    cameraId: number,
    sighting: Sighting,
  ): Promise<{ readonly id: number; readonly sequence: number } | undefined>;
}

/** Makes what raises alerts. */
export function createAlertRaiser(parts: { readonly store: AlertStore; readonly clock: Clock }): AlertRaiser {
  const { store, clock } = parts;
  return {
    async raise(tx, cameraId, sighting) {
      await store.takeTurn(tx);
      const rule = await store.findRule(tx, sighting.ruleId);
      if (rule?.enabled !== true || rule.cameraId !== cameraId) return undefined;
      if (await store.countAsleep(tx, rule, sighting.timeMs)) return undefined;
      if (await store.hasRecent(tx, rule.id, sighting.timeMs, rule.cooldownSeconds)) return undefined;
      const place = await store.findPlace(tx, sighting);
      const { class: kind, point, confidence, timeMs, value = null } = sighting;
      return store.insert(tx, {
        rule,
        ...place,
        class: kind,
        point,
        confidence,
        value,
        summary: summaryOf(rule, sighting, place),
        occurredMs: timeMs,
        raisedMs: clock(),
      });
    },
  };
}

/** What happened, in each language, with the names of the moment. */
function summaryOf(
  { kind, parameters, cameraName }: RaisingRule,
  { class: seen, value }: Sighting,
  { where, direction }: { readonly where: string | null; readonly direction: string | null },
): { readonly en: string; readonly fr: string } | null {
  const definition = findRuleDefinition(kind);
  if (definition === undefined) return null;
  const facts = {
    class: seen,
    where: where ?? cameraName,
    direction: direction ?? undefined,
    value,
    values: parameters,
  };
  return { en: begun(definition.summary(facts, 'en')), fr: begun(definition.summary(facts, 'fr')) };
}

/** A sentence begins with a capital. */
const begun = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
