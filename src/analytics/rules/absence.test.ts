import { expect, it } from 'vitest';
import { calmPixels } from '#analytics/motion/pixel-facts.ts';
import { type Case, expectTold, person, script } from '../../../test/fakes/scripted-traffic.ts';
import { absence } from './absence.ts';

const values = { zoneId: 1, classes: ['person'], minutes: 0.5 };
const there = person([0, 500, 400], [10, 500, 400], [17, 900, 400]);
it.each<Case>([
  { name: 'tells when nobody was seen for the time', scene: script([there], { seconds: 60 }), told: [43.5] },
  {
    name: 'is silent while somebody comes now and then',
    scene: script([there, person([30, 500, 400], [34, 500, 400])], { seconds: 60 }),
    told: [],
  },
  {
    name: 'counts from the beginning of the period',
    scene: script([there], { seconds: 90, active: [[50, 90]] }),
    told: [80],
  },
  {
    name: 'is silent while the camera is blind',
    scene: script([there], {
      seconds: 60,
      pixels: () => ({ ...calmPixels, signs: { ...calmPixels.signs, blindSinceMs: 0 } }),
    }),
    told: [],
  },
  {
    name: 'starts anew when the picture jumps',
    scene: script([there], { seconds: 60, jumps: [35] }),
    told: [],
  },
])('$name', (one) => expectTold('absence', values, one));

it('is not told of a camera that sends no picture', () => {
  const evaluator = absence.create(values, {
    ground: undefined,
    zones: new Map(),
    lines: new Map(),
    framesPerSecond: 5,
  });
  const empty = {
    width: 1,
    height: 1,
    tracks: [],
    lost: [],
    crossings: [],
    present: new Map(),
    pixels: calmPixels,
  };
  evaluator.update({ ...empty, timeMs: 0 }, true);
  expect(evaluator.silent?.(31_000, 0)).toEqual([]);
  expect(evaluator.update({ ...empty, timeMs: 31_000 }, true)).toEqual([]);
});
