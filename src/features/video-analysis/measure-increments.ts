import type { MeasureDefinition, Measurement } from '#analytics/rules/rule.ts';
import type { MeasureIncrement } from './report.ts';

/** One value as an increment of its quarter hour: bin 0 lies below the first edge, the last one from the last edge on. */
export function measureIncrement(
  ruleId: number,
  definition: MeasureDefinition,
  { class: name, part, value, weight }: Measurement,
  bucketStartMs: number,
): MeasureIncrement {
  const bins = Array.from({ length: definition.edges.length + 1 }, () => 0);
  bins[definition.edges.filter((edge) => value >= edge).length] = weight;
  return {
    ruleId,
    measure: definition.name,
    class: name,
    part,
    bucketStartMs,
    weight,
    sum: value * weight,
    minimum: value,
    maximum: value,
    bins,
  };
}

/** What two increments share when they add up. */
export function measureKey({ ruleId, measure, class: name, part, bucketStartMs }: MeasureIncrement): string {
  return JSON.stringify([ruleId, measure, name, part, bucketStartMs]);
}

/** Two increments of the same key as one. */
export function mergeMeasures(one: MeasureIncrement, other: MeasureIncrement): MeasureIncrement {
  return {
    ...one,
    weight: one.weight + other.weight,
    sum: one.sum + other.sum,
    minimum: Math.min(one.minimum, other.minimum),
    maximum: Math.max(one.maximum, other.maximum),
    bins: one.bins.map((weight, index) => weight + (other.bins[index] ?? 0)),
  };
}
