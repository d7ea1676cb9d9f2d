import { expect, it } from 'vitest';
import { runRule, type ScriptedObject } from '../../../test/fakes/scripted-scene.ts';
import {
  type Case,
  car,
  expectTold,
  flatGround,
  parked,
  passing,
  script,
} from '../../../test/fakes/scripted-traffic.ts';
import { queue } from './queue.ts';

const values = { zoneId: 1, classes: ['car'], moreThan: 2, seconds: 10 };
const waiting = (seconds: number): ScriptedObject[] => [340, 450, 560].map((x) => parked(seconds, x));
const creeping = (from: number, x: number, seconds: number): ScriptedObject =>
  car([from, x, 400], [from + seconds, x + 10 * seconds, 400]);

it.each<Case>([
  { name: 'tells of a queue that lasts', scene: script(waiting(40)), told: [12] },
  { name: 'is silent about a shorter queue', scene: script(waiting(40).slice(1)), told: [] },
  {
    name: 'is silent about a queue that soon dissolves',
    scene: script([340, 450, 560].map((x) => car([0, x, 400], [8, x, 400], [15, x + 700, 400]))),
    told: [],
  },
  {
    name: 'is silent about cars that pass freely',
    scene: script([0, 2, 4, 6, 8, 10, 12, 14, 16].map((from) => passing(from))),
    told: [],
  },
  {
    name: 'is silent about two short queues one after the other',
    scene: script([
      parked(40, 340),
      parked(40, 450),
      car([0, 560, 400], [6, 560, 400], [10, 960, 400]),
      car([8, 960, 400], [12, 560, 400], [20, 560, 400], [24, 960, 400]),
    ]),
    told: [],
  },
  {
    name: 'counts cars that creep',
    scene: script([310, 420, 530].map((x) => creeping(0, x, 16))),
    told: [13],
  },
])('$name', (one) => expectTold('queue', values, one));

it('measures its length in metres from bumper to bumper', () => {
  const { measurements } = runRule('queue', values, script(waiting(20), { ground: flatGround }));
  const metres = measurements.filter(({ measure }) => measure === 'queue-length').map(({ value }) => value);
  expect(metres.at(-1)).toBeGreaterThan(22 + 4.5 - 1);
  expect(metres.at(-1)).toBeLessThan(22 + 4.5 + 1);
});

it('refuses metres without ground points', () => {
  const faults = queue.faults?.({ ...values, longerThan: 30 }, { hasGround: false });
  expect(faults).toMatchObject([{ parameter: 'longerThan' }]);
});
