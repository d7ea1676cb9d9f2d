import type { Flow, Parked, Scene } from '../plan/scene.ts';
import { square } from './square.ts';
import { drive, many, ON_FOOT, walk } from './ways.ts';

const once = { every: [20, 24], ...ON_FOOT } as const;

const standing: readonly Parked[] = [
  { name: 'bin on the left', kind: 'bin', at: [-6.2, -9.8], facing: 0 },
  { name: 'carton on the left', kind: 'box', at: [-4.4, -6.2], facing: 30 },
  { name: 'bin in the middle', kind: 'bin', at: [0.4, -11.2], facing: 0 },
  { name: 'suitcase in the middle', kind: 'suitcase', at: [1.6, -7.2], facing: 80 },
  { name: 'carton on the right', kind: 'box', at: [5.6, -9.4], facing: -15 },
  { name: 'bicycle', kind: 'bicycle', at: [3.6, -12.6], facing: 95 },
];

/** Someone comes, takes a thing up and carries it off. */
const takes = (thing: string, first: number, to: readonly number[], from: readonly number[]): Flow => ({
  name: `takes the ${thing}`,
  cast: ['person'],
  stages: [walk(...to), { wait: 2.2, takes: thing }, walk(...to.slice(-2), ...from)],
  first,
  ...once,
});

/** Someone stands before a thing for a while. */
const standsBefore = (
  thing: string,
  first: number,
  to: readonly number[],
  from: readonly number[],
): Flow => ({
  name: `stands before the ${thing}`,
  cast: ['person'],
  stages: [walk(...to), { wait: 8 }, walk(...to.slice(-2), ...from)],
  first,
  ...once,
});

const visitors: readonly Flow[] = [
  takes('bin on the left', 11, [-9.6, -11.2, -7.4, -10.9, -6.4, -10.3], [-7.6, -9, -9.6, -8.6]),
  takes('carton on the left', 14, [-9, -7.4, -6.4, -7, -4.6, -6.8], [-6, -5.2, -8.6, -4.8]),
  takes('suitcase in the middle', 22, [7.6, -5.6, 4, -6.4, 1.9, -6.8], [4, -5.4, 7.2, -4.6]),
  takes('carton on the right', 25, [9.4, -10.6, 7.2, -10.4, 6, -10], [7.4, -9.2, 9.4, -8.8]),
  standsBefore('bin in the middle', 15, [-9.8, -11.8, -3, -11, 0.4, -10.5], [-3, -11.6, -10, -12.2]),
  standsBefore('suitcase in the middle', 6, [8, -7.4, 4, -6.8, 1.6, -6.5], [4, -6, 7.6, -5.6]),
  standsBefore('bicycle', 27, [10, -11.4, 6, -11.5, 3.6, -11.9], [6, -12.2, 10.4, -12.2]),
  {
    name: 'leaves a bag',
    cast: ['person'],
    carries: 'suitcase',
    stages: [
      walk(-9.6, -9, -4, -8.8, -2.2, -8.6),
      { wait: 2.2, puts: true },
      walk(-2.2, -8.6, -4.6, -7.8, -9.4, -8.2),
    ],
    first: 3,
    ...once,
  },
  {
    name: 'leaves a carton',
    cast: ['person'],
    carries: 'box',
    stages: [
      walk(7.4, -4.4, 4.4, -4.8, 3.2, -5),
      { wait: 2.2, puts: true },
      walk(3.2, -5, 4.6, -4.2, 7, -3.8),
    ],
    first: 17,
    ...once,
  },
  {
    name: 'puts a bag down for a moment',
    cast: ['person'],
    carries: 'suitcase',
    stages: [
      walk(-8.4, -4.6, -3, -4.7, -1.4, -4.8),
      { wait: 3.4, puts: true },
      walk(-1.4, -4.8, -1, -4.9),
      { wait: 2, takes: 'puts a bag down for a moment 1 suitcase' },
      walk(-1, -4.9, 0.4, -4.4, 6.6, -3.9),
    ],
    first: 29,
    ...once,
  },
  {
    name: 'walks through',
    cast: many('person', 2),
    stages: [walk(-10.2, -11.9, 10.2, -11.5)],
    first: 4,
    every: [26, 30],
    ...ON_FOOT,
  },
  {
    name: 'passes on the road',
    cast: ['car', 'truck', 'car', 'bus'],
    stages: [drive(7, -24, -16, 22, -16)],
    first: 2,
    every: [8, 11],
    pace: [0.8, 1.2],
    sway: 0.1,
  },
];

/** The square on the day it is cleared: things that stood there are taken away one after the other. */
export const squareClearing: Scene = {
  ...square,
  name: 'square-clearing',
  about:
    'Closed site: bins, cartons and a suitcase that stood there are taken away; bags are left or put down shortly.',
  parked: standing,
  flows: visitors,
};
