import { expect } from 'vitest';
import { runRule, type Script, type ScriptedObject } from './scripted-scene.ts';

/** Zone 1: the middle of the picture, from 300 to 700 pixels. */
const zone = {
  id: 1,
  polygon: [
    [0.3, 0.4],
    [0.7, 0.4],
    [0.7, 1],
    [0.3, 1],
  ] as const,
};
/** Line 2 is drawn upwards: forward goes to the right. */
const line = { id: 2, from: [0.5, 1] as const, to: [0.5, 0.2] as const };
export const place = { zones: [zone], lines: [line] };

export const person = (...way: ScriptedObject['way']): ScriptedObject => ({ class: 'person', way });
export const car = (...way: ScriptedObject['way']): ScriptedObject => ({ class: 'car', way });
export const script = (objects: readonly ScriptedObject[], more: Partial<Script> = {}): Script => ({
  ...place,
  objects,
  seconds: Math.max(...objects.flatMap(({ way }) => way.map(([second]) => second))),
  jitter: 2,
  ...more,
});

/** Drives through from the left, or from the right. */
export const passing = (from: number, y = 400): ScriptedObject => car([from, 0, y], [from + 6, 1000, y]);
export const returning = (from: number, y = 400): ScriptedObject => car([from, 1000, y], [from + 6, 0, y]);
/** Comes, stands in the zone, goes on. */
export const stopping = (from: number, seconds: number, at = 500, y = 400): ScriptedObject =>
  car([from, 0, y], [from + 5, at, y], [from + 5 + seconds, at, y], [from + 10 + seconds, 1000, y]);
export const parked = (seconds: number, x = 500, y = 400): ScriptedObject => car([0, x, y], [seconds, x, y]);

export interface Case {
  readonly name: string;
  readonly scene: Script;
  /** seconds at which it is told, to within a second */
  readonly told: readonly number[];
}

/** Runs the rule on the scene and looks when it told. */
export function expectTold(
  kind: string,
  values: Readonly<Record<string, unknown>>,
  { scene, told }: Case,
): void {
  const seconds = runRule(kind, values, scene).told.map(({ second }) => second);
  expect(seconds).toHaveLength(told.length);
  for (const [index, second] of told.entries()) expect(Math.abs(seconds[index]! - second)).toBeLessThan(1.2);
}

/** Ground points of a picture that looks straight down: ten pixels are a metre. */
export const flatGround = [
  { at: [0, 0] as const, metres: [0, 0] as const },
  { at: [1, 0] as const, metres: [100, 0] as const },
  { at: [1, 1] as const, metres: [100, 50] as const },
  { at: [0, 1] as const, metres: [0, 50] as const },
];
