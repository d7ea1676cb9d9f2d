import type { CameraPose, Flow, Parked, Scene } from '../plan/scene.ts';
import { onGround, rectangle } from './on-ground.ts';
import { SMALL } from './small-format.ts';
import { drive, many, ON_FOOT, walk } from './ways.ts';

const camera: CameraPose = { position: [0, 6, 4], pitch: 21, yaw: 0, fieldOfView: 34 };
const ground = onGround(camera, 0.12);
const once = { every: [20, 24], ...ON_FOOT } as const;

const standing: readonly Parked[] = [
  { name: 'bin by the left lamp', kind: 'bin', at: [-6.6, -10.6], facing: 0 },
  { name: 'carton by the kerb', kind: 'box', at: [5.2, -10.9], facing: 20 },
  { name: 'bicycle', kind: 'bicycle', at: [-1.2, -12.6], facing: 85 },
  { name: 'bin on the right', kind: 'bin', at: [6.4, -8.2], facing: 0 },
];

const bags: readonly Flow[] = [
  {
    name: 'leaves a bag',
    cast: ['person'],
    carries: 'suitcase',
    stages: [
      walk(-9.5, -7, -6, -6.6, -4, -6.3),
      { wait: 2.2, puts: true },
      walk(-4, -6.3, -5.5, -4.8, -9.5, -4.6),
    ],
    first: 6,
    ...once,
  },
  {
    name: 'leaves a carton',
    cast: ['person'],
    carries: 'box',
    stages: [
      walk(9.5, -6, 5.4, -5.8, 3.6, -5.7),
      { wait: 2.2, puts: true },
      walk(3.6, -5.7, 4.4, -4.6, 8.5, -4.2),
    ],
    first: 8,
    ...once,
  },
  {
    name: 'comes back for a bag',
    cast: ['person'],
    carries: 'suitcase',
    stages: [
      walk(-8.6, -8.6, -4, -8.4, -2.2, -8.3),
      { wait: 2, puts: true },
      walk(-2.2, -8.3, -3.4, -7.4, -6.4, -7.9),
      { wait: 12 },
      walk(-6.4, -7.9, -4.6, -7.9, -3, -8.2),
      { wait: 2, takes: 'comes back for a bag 1 suitcase' },
      walk(-3, -8.2, -5, -9.2, -8.8, -9.4),
    ],
    first: 3,
    ...once,
  },
  {
    name: 'rests with a bag',
    cast: ['person'],
    carries: 'suitcase',
    stages: [
      walk(9, -9.6, 5, -9.7, 2.9, -9.7),
      { wait: 14, puts: true },
      walk(2.9, -9.7, 3.2, -9.9),
      { wait: 2, takes: 'rests with a bag 1 suitcase' },
      walk(3.2, -9.9, 5.4, -9.2, 9, -9),
    ],
    first: 7,
    ...once,
  },
  {
    name: 'puts a bag down for a moment',
    cast: ['person'],
    carries: 'suitcase',
    stages: [
      walk(7.6, -6.6, 4.2, -5.2, 1.2, -5),
      { wait: 2, puts: true },
      walk(1.2, -5, 0.2, -4.4, -0.8, -4.9),
      { wait: 1 },
      walk(-0.8, -4.9, 0.2, -4.5, 1, -4.9),
      { wait: 2, takes: 'puts a bag down for a moment 1 suitcase' },
      walk(1, -4.9, 3, -4.2, 6.4, -4),
    ],
    first: 18,
    ...once,
  },
];

const takers: readonly Flow[] = [
  {
    name: 'takes the bin away',
    cast: ['person'],
    stages: [
      walk(-9.4, -11.3, -7.4, -11.2, -6.8, -11),
      { wait: 2.2, takes: 'bin by the left lamp' },
      walk(-6.8, -11, -7.6, -10.2, -9.4, -10.1),
    ],
    first: 14,
    ...once,
  },
  {
    name: 'takes the carton away',
    cast: ['person'],
    stages: [
      walk(9.6, -11.5, 7, -11.6, 5.6, -11.4),
      { wait: 2.2, takes: 'carton by the kerb' },
      walk(5.6, -11.4, 6.4, -11.9, 10, -11.6),
    ],
    first: 18,
    ...once,
  },
  {
    name: 'stands before the bin',
    cast: ['person'],
    stages: [walk(10, -7.6, 7.5, -7.5, 6.4, -7.4), { wait: 9 }, walk(6.4, -7.4, 8, -6.6, 10, -6.4)],
    first: 16,
    ...once,
  },
  {
    name: 'stands before the bicycle',
    cast: ['person'],
    stages: [
      walk(-9.6, -11.2, -3, -11.3, -1.1, -11.3),
      { wait: 8 },
      walk(-1.1, -11.3, 2, -11.2, 10.4, -11.2),
    ],
    first: 22,
    ...once,
  },
];

const traffic: readonly Flow[] = [
  {
    name: 'passes on the road',
    cast: ['car', 'truck', 'car', 'car'],
    stages: [drive(7, -24, -16, 22, -16)],
    first: 3,
    every: [9, 12],
    pace: [0.8, 1.2],
    sway: 0.1,
  },
  {
    name: 'walks through',
    cast: many('person', 3),
    stages: [walk(10, -11.9, -10.4, -11.8)],
    first: 2,
    every: [10, 13],
    ...ON_FOOT,
  },
];

/** A square before a works gate: bags are left, fetched, put down for a moment; things that stood there are taken. */
export const square: Scene = {
  name: 'square',
  about:
    'Closed site: bags and cartons are left, fetched again or watched over; a bin and a carton are taken away.',
  world: 'street',
  seconds: 52,
  format: SMALL,
  camera,
  lines: [],
  zones: [
    ground.zone('square', rectangle(-9, 9, -3.4, -12.95)),
    ground.zone('middle', rectangle(-3.4, 2.2, -4.2, -11.2)),
    ground.zone('left', rectangle(-9.2, -3.6, -4.2, -11.2)),
    ground.zone('right', rectangle(2.4, 9.2, -4.2, -10.4)),
  ],
  rules: [
    { name: 'Left behind', kind: 'abandoned-object', zone: 'square', seconds: 8 },
    { name: 'Taken away', kind: 'removed-object', zone: 'square', seconds: 8 },
    { name: 'Person on the square', kind: 'intrusion', zone: 'middle', classes: ['person'] },
    { name: 'Nobody in the middle', kind: 'absence', zone: 'middle', classes: ['person'], minutes: 0.1 },
    { name: 'Nobody on the left', kind: 'absence', zone: 'left', classes: ['person'], minutes: 0.1 },
    { name: 'Nobody on the right', kind: 'absence', zone: 'right', classes: ['person'], minutes: 0.1 },
    {
      name: 'Three on the square',
      kind: 'occupancy',
      zone: 'square',
      classes: ['person'],
      moreThan: 3,
      seconds: 3,
    },
    {
      name: 'Two on the left',
      kind: 'occupancy',
      zone: 'left',
      classes: ['person'],
      moreThan: 1,
      seconds: 3,
    },
    {
      name: 'Two on the right',
      kind: 'occupancy',
      zone: 'right',
      classes: ['person'],
      moreThan: 1,
      seconds: 3,
    },
  ],
  parked: standing,
  flows: [...bags, ...takers, ...traffic],
};

/** The same under a low sun that throws long shadows towards the camera. */
export const squareLowSun: Scene = {
  ...square,
  name: 'square-low-sun',
  about: 'The square under a low sun: long shadows, things against the light.',
  light: 'low-sun',
};
