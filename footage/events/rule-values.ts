import type { RuleEvent } from '../plan/facts.ts';
import type { SceneRule } from '../plan/scene.ts';
import { type Flat, flatten } from './geometry.ts';
import type { Story, Track } from './moments.ts';

const VEHICLES = ['car', 'truck', 'bus', 'motorcycle'];

/** Classes a kind watches when its rule names none. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  intrusion: ['person'],
  crossing: ['person'],
  occupancy: ['person'],
  absence: ['person'],
  'object-count': ['person'],
  'wrong-way': [...VEHICLES, 'bicycle'],
  'origin-destination': [...VEHICLES, 'bicycle'],
};

/** A number among a rule's values. */
export function numberIn(rule: SceneRule, name: string, usual = Number.NaN): number {
  const value = rule[name];
  return typeof value === 'number' ? value : usual;
}

/** Whether a rule looks for something of this kind. */
export function watches(rule: SceneRule, { actor }: Track): boolean {
  const named = Array.isArray(rule.classes) ? rule.classes : (USUAL[rule.kind] ?? VEHICLES);
  return named.length === 0 || named.includes(actor.kind);
}

/** The polygon of a zone, in heights of the picture. */
export function polygonOf({ plan, aspect }: Story, name: unknown): Flat[] {
  const zone = plan.scene.zones.find((one) => one.name === name);
  if (!zone) throw new RangeError(`${plan.scene.name} has no zone "${String(name)}"`);
  return zone.polygon.map((point) => flatten(point, aspect));
}

/** The ends of a line, in heights of the picture. */
export function endsOf({ plan, aspect }: Story, name: unknown): readonly [Flat, Flat] {
  const line = plan.scene.lines.find((one) => one.name === name);
  if (!line) throw new RangeError(`${plan.scene.name} has no line "${String(name)}"`);
  return [flatten(line.from, aspect), flatten(line.to, aspect)];
}

const tenth = (value: number): number => Number(value.toFixed(1));

/** An event with its times rounded. */
export function event(
  rule: SceneRule,
  kind: RuleEvent['kind'],
  about: string,
  facts: { from: number; to: number; track?: Track | undefined; value?: number; place?: string },
): RuleEvent {
  const { from, to, track, value, place } = facts;
  return {
    rule: rule.name,
    kind,
    object: track?.actor.id ?? null,
    fromSecond: tenth(from),
    toSecond: tenth(to),
    ...(value === undefined ? {} : { value: tenth(value) }),
    ...(place === undefined ? {} : { place }),
    about,
  };
}
