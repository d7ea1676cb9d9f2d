import { expect, it } from 'vitest';
import {
  type Case,
  expectTold,
  parked,
  passing,
  returning,
  script,
} from '../../../test/fakes/scripted-traffic.ts';
import { objectCount } from './object-count.ts';

const values = { lineId: 2, classes: ['car'], moreThan: 2, minutes: 1 };
const every = (gap: number, count: number) =>
  Array.from({ length: count }, (_, index) => passing(index * gap));

it.each<Case>([
  { name: 'tells when one more than the number has passed', scene: script(every(8, 4)), told: [19.3] },
  { name: 'is silent when they pass slowly enough', scene: script(every(31, 4)), told: [] },
  { name: 'counts both directions', scene: script([passing(0), returning(8), passing(16)]), told: [19.3] },
  {
    name: 'tells again after a quiet time',
    scene: script([...every(8, 3), passing(200), passing(208), passing(216)]),
    told: [19.3, 219.3],
  },
  { name: 'keeps its count over a restart', scene: script(every(8, 3), { restarts: [14] }), told: [19.3] },
  {
    name: 'counts nothing twice when the clock goes back',
    scene: script(every(8, 2), { clock: (second) => (second < 6 ? second + 3600 : second) * 1000 }),
    told: [],
  },
])('$name', (one) => expectTold('object-count', values, one));

it.each<Case>([
  { name: 'tells when more have come into the zone', scene: script(every(8, 3)), told: [18] },
  {
    name: 'counts a parked car once',
    scene: script([parked(200), { ...parked(200, 380), missed: [[60, 80]] }]),
    told: [],
  },
])('in a zone: $name', (one) =>
  expectTold('object-count', { zoneId: 1, classes: ['car'], moreThan: 2, minutes: 1 }, one),
);

it.each([
  [{}, 'line'],
  [{ lineId: 1, zoneId: 2 }, 'line'],
  [{ zoneId: 2, direction: 'forward' }, 'direction'],
])('%j is refused', (given, parameter) => {
  expect(objectCount.faults?.(given, { hasGround: false })).toMatchObject([{ parameter }]);
});
