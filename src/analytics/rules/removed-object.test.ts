import { describe, it } from 'vitest';
import type { ScriptedObject } from '../../../test/fakes/scripted-scene.ts';
import { pixelsOf, type ScriptedThing } from '../../../test/fakes/scripted-things.ts';
import { type Case, car, expectTold, parked, person, script } from '../../../test/fakes/scripted-traffic.ts';

const box = { left: 490, top: 376, right: 514, bottom: 404 };
const gone = (more: Partial<ScriptedThing> = {}): ScriptedThing => ({
  change: 'removed',
  from: 6,
  box,
  ...more,
});
const scene = (objects: readonly ScriptedObject[], things: readonly ScriptedThing[], more = {}) =>
  script(objects, { seconds: 30, pixels: pixelsOf(things), ...more });
const thief = person([0, 100, 400], [5, 480, 400], [7, 480, 400], [12, 950, 400]);

describe('a removed object', () => {
  it.each<Case>([
    { name: 'is told once it has been gone for the time', scene: scene([thief], [gone()]), told: [16] },
    { name: 'is not told where it is put back', scene: scene([thief], [gone({ to: 14 })]), told: [] },
    {
      name: 'is not told outside the zone',
      scene: scene([thief], [gone({ box: { ...box, left: 750, right: 774 } })]),
      told: [],
    },
    {
      name: 'is told though whoever takes it has stood before it',
      scene: scene([person([0, 502, 404], [7, 502, 404], [12, 950, 404])], [gone()]),
      told: [16],
    },
    {
      name: 'is no parked car that drives off',
      scene: scene(
        [car([0, 502, 404], [6, 502, 404], [10, 950, 404])],
        [gone({ box: { left: 460, top: 350, right: 545, bottom: 404 } })],
      ),
      told: [],
    },
    {
      name: 'is told beside a car that is parked',
      scene: scene([parked(30, 600, 404), thief], [gone()]),
      told: [16],
    },
    {
      name: 'is told once over a restart',
      scene: scene([thief], [gone()], { restarts: [22] }),
      told: [16],
    },
    {
      name: 'is nothing that was put there',
      scene: scene([thief], [gone({ change: 'appeared' })]),
      told: [],
    },
  ])('$name', (one) => expectTold('removed-object', { zoneId: 1, seconds: 10 }, one));
});
