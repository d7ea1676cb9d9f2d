import { describe, expect, it } from 'vitest';
import { runRule, type ScriptedObject } from '../../../test/fakes/scripted-scene.ts';
import { pixelsOf, type ScriptedThing } from '../../../test/fakes/scripted-things.ts';
import {
  type Case,
  car,
  expectTold,
  parked,
  passing,
  person,
  place,
  script,
} from '../../../test/fakes/scripted-traffic.ts';
import { calmPixels } from '../motion/pixel-facts.ts';
import { SceneObserver } from '../zones/scene.ts';
import { abandonedObject } from './abandoned-object.ts';

const seconds = 10;
const box = { left: 490, top: 376, right: 514, bottom: 404 };
/** Put down at 6 s, unless told otherwise. */
const bag = (more: Partial<ScriptedThing> = {}): ScriptedThing => ({
  change: 'appeared',
  from: 6,
  box,
  ...more,
});
/** Comes, puts the bag down, stays beside it until `leaves`, and goes. */
const owner = (leaves: number): ScriptedObject =>
  person([0, 100, 400], [5, 480, 400], [leaves, 480, 400], [leaves + 1, 510, 400], [leaves + 6, 950, 400]);
const scene = (objects: readonly ScriptedObject[], things: readonly ScriptedThing[], more = {}) =>
  script(objects, { seconds: 45, pixels: pixelsOf(things), ...more });
const never = person([0, 60, 300], [45, 62, 300]);

describe('an abandoned object', () => {
  it.each<Case>([
    {
      name: 'is told once it has lain for the time and its owner has left',
      scene: scene([owner(7)], [bag()]),
      told: [16],
    },
    {
      name: 'is told within two seconds when its owner leaves later',
      scene: scene([owner(25)], [bag()]),
      told: [27],
    },
    {
      name: 'is told though its owner, who stood beside it, was not seen to leave',
      scene: scene([person([0, 100, 400], [5, 440, 400], [25, 440, 400])], [bag()]),
      told: [33.6],
    },
    {
      name: 'is told though somebody else stops not far from it',
      scene: scene([owner(7), person([0, 40, 440], [5, 580, 440], [45, 580, 440])], [bag()]),
      told: [16],
    },
    { name: 'is not told while its owner stays beside it', scene: scene([owner(45)], [bag()]), told: [] },
    {
      name: 'is told after twice the time where nobody was seen to put it down',
      scene: scene([never], [bag()]),
      told: [26],
    },
    {
      name: 'is not told where it is taken up in time',
      scene: scene([owner(7)], [bag({ to: 14 })]),
      told: [],
    },
    {
      name: 'is not told outside the zone',
      scene: scene([owner(7)], [bag({ box: { ...box, left: 750, right: 774 } })]),
      told: [],
    },
    {
      name: 'is not told as long as something stands before it',
      scene: scene([owner(7)], [bag({ hidden: [[12, 22]] })]),
      told: [22],
    },
    {
      name: 'is told once, though many pass before it',
      scene: scene([owner(7), passing(20, 420), passing(28, 420)], [bag({ hidden: [[22, 24]] })]),
      told: [16],
    },
    {
      name: 'is told once over a restart and a cut of the stream',
      scene: scene([owner(7)], [bag()], { restarts: [24], jumps: [33] }),
      told: [16],
    },
    {
      name: 'is told again when it is put down again',
      scene: scene(
        [owner(7), person([20, 100, 400], [24, 480, 400], [27, 480, 400], [32, 950, 400])],
        [bag({ to: 24 }), bag({ from: 26 })],
      ),
      told: [16, 36],
    },
    {
      name: 'is told though the detector takes it for a vehicle once it lies there',
      scene: scene([owner(7), { ...car([9, 502, 404], [45, 502, 404]), size: [24, 28] }], [bag()]),
      told: [16],
    },
    { name: 'is no parked car', scene: scene([parked(45, 502, 404)], [bag()]), told: [] },
    {
      name: 'is no car that has come and stands',
      scene: scene(
        [car([0, 900, 404], [5, 502, 404], [45, 502, 404])],
        [bag({ from: 5, box: { left: 452, top: 344, right: 552, bottom: 404 } })],
      ),
      told: [],
    },
    {
      name: 'is no person who stands, though missed again and again',
      scene: scene(
        [
          {
            ...person([0, 100, 400], [5, 502, 400], [45, 502, 400]),
            missed: [
              [14, 17],
              [25, 30],
            ],
          },
        ],
        [bag({ from: 5, box: { left: 490, top: 330, right: 514, bottom: 400 } })],
      ),
      told: [],
    },
    {
      name: 'is watched by whoever came with its owner and stays',
      scene: scene(
        [{ ...owner(7), missed: [[7, 45]] }, person([0, 40, 410], [5, 530, 410], [45, 530, 410])],
        [bag()],
      ),
      told: [],
    },
    {
      name: 'is not told while its owner, lost beside it, goes on under another number',
      scene: scene([{ ...owner(45), missed: [[8, 11]] }], [bag()]),
      told: [],
    },
  ])('$name', (one) => expectTold('abandoned-object', { zoneId: 1, seconds }, one));

  it('is over when it is taken up, and not when somebody stands before it', () => {
    const evaluator = abandonedObject.create(
      { zoneId: 1, seconds },
      {
        ground: undefined,
        zones: new Map([
          [
            1,
            [
              [300, 200],
              [700, 200],
              [700, 500],
              [300, 500],
            ],
          ],
        ]),
        lines: new Map(),
        framesPerSecond: 5,
      },
    );
    const observer = new SceneObserver(place, 1000, 500);
    const pixels = pixelsOf([bag({ from: 0, to: 40, hidden: [[30, 34]] })]);
    const at = (second: number) =>
      evaluator.update(observer.update([], second * 1000, { pixels: pixels(second) }), true);
    expect(at(2)).toEqual([]);
    expect(at(25)).toMatchObject([{ key: '1', hidden: false, zoneId: 1, at: [502, 390] }]);
    expect(at(32)).toMatchObject([{ key: '1', hidden: true }]);
    expect(at(36)).toMatchObject([{ key: '1', hidden: false }]);
    expect(at(40)).toEqual([]);
  });

  it('is named where a detector sees what it is', () => {
    const suitcase = {
      class: 'suitcase',
      way: [
        [0, 100, 400],
        [5, 502, 404],
        [45, 502, 404],
      ],
    } as const;
    const { told } = runRule(
      'abandoned-object',
      { zoneId: 1, seconds },
      scene([owner(7), suitcase], [bag()]),
    );
    expect(told).toMatchObject([{ class: 'suitcase', confidence: expect.closeTo(0.8) }]);
  });

  it.each([null, 7, [7], [[1, null]], [[1, { hasLeft: 'yes' }]]])(
    'leaves alone what another version saved: %j',
    (saved) => {
      const setting = { ground: undefined, zones: new Map(), lines: new Map(), framesPerSecond: 5 };
      const evaluator = abandonedObject.create({ zoneId: 1, seconds }, setting);
      evaluator.restore?.(saved);
      expect(
        evaluator.update(new SceneObserver(place, 1000, 500).update([], 0, { pixels: calmPixels }), true),
      ).toEqual([]);
    },
  );
});
