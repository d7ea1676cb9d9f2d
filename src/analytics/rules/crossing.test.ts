import { it } from 'vitest';
import {
  type Case,
  car,
  expectTold,
  parked,
  passing,
  returning,
  script,
} from '../../../test/fakes/scripted-traffic.ts';

it.each<Case & { readonly direction: string }>([
  { direction: 'forward', name: 'tells of the wanted direction', scene: script([passing(0)]), told: [3.3] },
  { direction: 'backward', name: 'leaves out the other', scene: script([passing(0)]), told: [] },
  {
    direction: 'both',
    name: 'tells of both',
    scene: script([passing(0), returning(10)]),
    told: [3.3, 13.3],
  },
  {
    direction: 'both',
    name: 'is silent about one that trembles on the line',
    scene: script([parked(60)], { jitter: 5 }),
    told: [],
  },
  {
    direction: 'both',
    name: 'tells once of one that stops and goes on the line',
    scene: script([car([0, 0, 400], [3, 505, 400], [9, 510, 400], [12, 1000, 400])]),
    told: [9.3],
  },
])('$name', (one) => expectTold('crossing', { lineId: 2, classes: ['car'], direction: one.direction }, one));
