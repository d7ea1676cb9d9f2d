import { it } from 'vitest';
import {
  type Case,
  car,
  expectTold,
  parked,
  passing,
  returning,
  script,
  stopping,
} from '../../../test/fakes/scripted-traffic.ts';

const parkedAndLeaving = car([0, 500, 400], [40, 500, 400], [48, 1000, 400]);

it.each<Case>([
  { name: 'tells of a car that stops', scene: script([stopping(0, 60)]), told: [25] },
  { name: 'is silent about a shorter stop', scene: script([stopping(0, 12)]), told: [] },
  { name: 'is silent about a car parked when the rule started', scene: script([parked(120)]), told: [] },
  {
    name: 'is silent about a parked car before which others pass',
    scene: script([
      {
        ...parked(120, 500, 380),
        missed: [
          [31, 33],
          [61, 64],
        ],
      },
      passing(30, 420),
      passing(60, 420),
    ]),
    told: [],
  },
  {
    name: 'tells once of a stopped car that is hidden for a while',
    scene: script([{ ...stopping(0, 120), missed: [[50, 75]] }]),
    told: [25],
  },
  {
    name: 'does not tell again after the camera reconnects',
    scene: script([stopping(0, 200)], { jumps: [100] }),
    told: [25],
  },
  {
    name: 'is silent about cars that pass',
    scene: script([passing(0), passing(7), returning(14)]),
    told: [],
  },
  {
    name: 'is silent about traffic that stands',
    scene: script([stopping(0, 60, 620), stopping(2, 60, 480), stopping(4, 60, 340)]),
    told: [],
  },
  {
    name: 'is silent about a parked car that drives off',
    scene: script([parkedAndLeaving]),
    told: [],
  },
  {
    name: 'tells of a stopped car that others get past',
    scene: script([stopping(0, 60, 620, 300), passing(20), passing(26), passing(32)]),
    told: [25],
  },
])('$name', (one) => expectTold('stopped-vehicle', { zoneId: 1, classes: ['car'], seconds: 20 }, one));
