import type { Flow, Scene } from '../plan/scene.ts';
import { onGround, rectangle } from './on-ground.ts';
import { square } from './square.ts';
import { many, ON_FOOT, places, walk } from './ways.ts';

const ground = onGround(square.camera, 0.12);
const LANES = [-4.9, -5.9, -6.8, -7.8, -8.8, -9.8, -10.8, -11.9];

/** A stream of people along one lane, every second lane the other way. */
const stream = (z: number, lane: number): Flow => ({
  name: `streams along ${-z}`,
  cast: many('person', 4),
  stages: [lane % 2 === 0 ? walk(-9.6, z, 9.6, z - 0.2) : walk(9.6, z, -9.6, z + 0.2)],
  first: (lane * 5) % 4,
  every: [3.2, 5],
  pace: [0.85, 1.2],
  sway: 0.2,
});

const meets = (x: number, z: number, first: number): Flow => ({
  name: `meets at ${x}`,
  cast: ['person'],
  stages: [walk(x - 8.4, z - 0.3, x - 1, z), { wait: 9 }, walk(x - 1, z, x + 8, z + 0.2)],
  first,
  every: [30, 31],
  ...ON_FOOT,
});

/** The square at the end of a shift: people both ways, some stand together. */
export const squareCrowd: Scene = {
  ...square,
  name: 'square-crowd',
  about: 'Closed site: a crowd crosses the square both ways, people hide one another, some stand together.',
  seconds: 28,
  lines: [ground.line('middle', places(0, -3.6, 0, -12.9), ['to the right', 'to the left'])],
  zones: [
    ground.zone('square', rectangle(-9, 9, -3.4, -12.95)),
    ground.zone('heart', rectangle(-3.6, 3.6, -4, -12.7)),
  ],
  rules: [
    {
      name: 'More than six',
      kind: 'occupancy',
      zone: 'square',
      classes: ['person'],
      moreThan: 6,
      seconds: 3,
      meaning: 'crowd',
    },
    {
      name: 'More than twenty',
      kind: 'occupancy',
      zone: 'square',
      classes: ['person'],
      moreThan: 20,
      seconds: 3,
      meaning: 'crowd',
    },
    {
      name: 'More than four in the heart',
      kind: 'occupancy',
      zone: 'heart',
      classes: ['person'],
      moreThan: 4,
      seconds: 2,
    },
    { name: 'To the right', kind: 'crossing', line: 'middle', direction: 'forward' },
    { name: 'More than ten pass', kind: 'object-count', line: 'middle', moreThan: 10, minutes: 1 },
    { name: 'More than forty pass', kind: 'object-count', line: 'middle', moreThan: 40, minutes: 1 },
  ],
  parked: [],
  flows: [...LANES.map(stream), meets(0.4, -8.3, 1), meets(1.5, -8.2, 3), meets(0.9, -7.2, 2)],
};
