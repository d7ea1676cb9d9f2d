import { it } from 'vitest';
import type { ScriptedObject } from '../../../test/fakes/scripted-scene.ts';
import {
  type Case,
  expectTold,
  parked,
  person,
  script,
  stopping,
} from '../../../test/fakes/scripted-traffic.ts';

const stays = person([0, 0, 400], [4, 400, 400], [90, 400, 400]);
it.each<Case>([
  { name: 'tells at once of one who comes in', scene: script([stays]), told: [3] },
  {
    name: 'tells once of one whom the detector loses for some seconds',
    scene: script([{ ...stays, missed: [[20, 28]] }]),
    told: [3],
  },
  {
    name: 'tells once of one who stands still while the camera reconnects',
    scene: script([stays], { jumps: [40] }),
    told: [3],
  },
  {
    name: 'tells once of one who stands still while the analysis starts anew',
    scene: script([stays], { restarts: [40] }),
    told: [3],
  },
  {
    name: 'tells again of one who comes back after the cool-down',
    scene: script([
      person([0, 0, 400], [4, 400, 400], [7, 400, 400], [14, 0, 400]),
      person([100, 0, 400], [104, 400, 400], [110, 400, 400]),
    ]),
    told: [3, 103],
  },
  {
    name: 'is silent about a box that trembles into the zone',
    scene: script([person([0, 270, 400], [5, 270, 400], [5.2, 310, 400], [5.4, 270, 400], [20, 270, 400])]),
    told: [],
  },
  {
    name: 'is silent about one who passes behind the zone',
    scene: script([person([0, 0, 150], [9, 1000, 150])]),
    told: [],
  },
  {
    name: 'tells when the period begins on a person already there',
    scene: script([stays], { active: [[50, 99]] }),
    told: [50],
  },
  { name: 'is silent outside the period', scene: script([stays], { active: [] }), told: [] },
])('$name', (one) => expectTold('intrusion', { zoneId: 1, classes: ['person'] }, one));

it.each<Case>([
  { name: 'tells of a car that drives in', scene: script([stopping(0, 100)]), told: [3] },
  { name: 'is silent about a car that stood there from the start', scene: script([parked(100)]), told: [] },
  {
    name: 'is silent about a car that is parked when the period begins, until it moves',
    scene: script([stopping(0, 100)], { active: [[50, 200]] }),
    told: [105.5],
  },
  {
    name: 'never tells again of a car that parked, though others pass before it',
    scene: script([
      {
        ...stopping(0, 200, 500, 380),
        missed: [
          [40, 43],
          [80, 95],
          [120, 150],
        ],
      },
      {
        class: 'truck',
        way: [
          [80, 0, 430],
          [95, 1000, 430],
        ],
      },
    ]),
    told: [3],
  },
])('$name', (one) => expectTold('intrusion', { zoneId: 1, classes: ['car'] }, one));

/** A lorry passes above the zone; for a second its box reaches down to the wheels of who rides before it. */
const passingLorry: ScriptedObject = {
  class: 'truck',
  way: [
    [0, 0, 190],
    [3, 400, 190],
    [3.2, 420, 214],
    [4.2, 520, 214],
    [4.4, 540, 190],
    [8, 900, 190],
  ],
};
const rider: ScriptedObject = {
  class: 'bicycle',
  way: [
    [2, 320, 225],
    [5, 590, 225],
  ],
};
it.each<Case>([
  {
    name: 'is silent about a lorry whose wheels are hidden while it passes by the zone',
    scene: script([passingLorry, rider]),
    told: [],
  },
  {
    name: 'tells of a car that has stopped in the zone behind who stands before it',
    scene: script([stopping(0, 60), person([3, 0, 410], [7, 500, 410], [60, 500, 410])]),
    told: [3],
  },
])('$name', (one) => expectTold('intrusion', { zoneId: 1, classes: ['car', 'truck'] }, one));

const waits = person([0, 500, 0], [6, 500, 230], [40, 500, 230]);
it.each<Case>([
  {
    name: 'is silent about one who passes behind the zone and behind who waits in it',
    scene: script([
      waits,
      person(
        [20, 300, 190],
        [24.4, 476, 190],
        [24.6, 484, 214],
        [25.4, 516, 214],
        [25.6, 524, 190],
        [30, 700, 190],
      ),
    ]),
    told: [5.6],
  },
  {
    name: 'tells at once of one whose bag hides the feet',
    scene: script([
      person([0, 0, 400], [4, 400, 400], [20, 400, 400]),
      {
        class: 'suitcase',
        way: [
          [0, 0, 408],
          [4, 400, 408],
          [20, 400, 408],
        ],
      },
    ]),
    told: [3],
  },
])('$name', (one) => expectTold('intrusion', { zoneId: 1, classes: ['person'] }, one));
