import { it } from 'vitest';
import {
  type Case,
  car,
  expectTold,
  parked,
  passing,
  person,
  returning,
  script,
} from '../../../test/fakes/scripted-traffic.ts';

it.each<Case>([
  { name: 'tells of a car that drives the wrong way', scene: script([returning(0)]), told: [3.5] },
  { name: 'is silent about one that drives the right way', scene: script([passing(0)]), told: [] },
  {
    name: 'is silent about one that rolls back over the line a little and goes on',
    scene: script([car([0, 0, 400], [4, 530, 400], [6, 480, 400], [9, 1000, 400])]),
    told: [],
  },
  {
    name: 'is silent about one that stands on the line and trembles',
    scene: script([parked(120)], { jitter: 6 }),
    told: [],
  },
  {
    name: 'is silent about one that turns round before the line',
    scene: script([car([0, 1000, 400], [3, 560, 400], [6, 1000, 400])]),
    told: [],
  },
  {
    name: 'tells once of one that is lost for a moment',
    scene: script([{ ...returning(0), missed: [[3.6, 4.6]] }]),
    told: [3.5],
  },
  { name: 'is silent about a person', scene: script([person([0, 1000, 400], [9, 0, 400])]), told: [] },
])('$name', (one) => expectTold('wrong-way', { lineId: 2, direction: 'backward', classes: ['car'] }, one));
