import type { CameraPose, Flow, Scene } from '../plan/scene.ts';
import { onGround, rectangle } from './on-ground.ts';
import { BAYS, bayX, leaves, once, parkedIn, parksIn, VEHICLES } from './parking.ts';
import { SMALL } from './small-format.ts';
import { drive, many, ON_FOOT, places, walk } from './ways.ts';

const camera: CameraPose = { position: [0, 9, 0], pitch: 29, yaw: 0, fieldOfView: 36 };
const ground = onGround(camera);
const placeX = (place: number): number => 5.6 - (place - 1) * 5.7;

/** The cars that wait before the stop line, one behind the other. */
const queue: readonly Flow[] = [0, 1, 2, 3].map((place) => ({
  name: `waits ${place + 1}`,
  stages: [
    drive(4.5, -21, -11.9, 5.6 - place * 5.7, -11.9),
    { wait: 11 - place * 2.2 },
    drive(4.2, 5.6 - place * 5.7, -11.9, 20, -11.9),
  ],
  first: 4 + place * 2.6,
  ...once,
}));

/** A car stands in the lane, in the way of others. */
const standsInTheLane = (x: number, seconds: number, first: number): Flow => ({
  name: `stands in the lane ${seconds} s`,
  stages: [
    drive(4, 19, -14.6, x + 5, -14.6, x, -14.6),
    { wait: seconds },
    drive(4, x, -14.6, x - 5, -14.6, -19, -14.6),
  ],
  first,
  ...once,
});

const others: readonly Flow[] = [
  {
    name: 'drives through',
    cast: many('car', 2),
    stages: [drive(4.4, 19, -14.7, -19, -14.7)],
    first: 6,
    every: [9, 13],
    pace: [0.9, 1.15],
    sway: 0.1,
  },
  {
    name: 'drives out',
    cast: many('car', 3),
    stages: [drive(4.6, -20, -11.9, 20, -11.9)],
    first: 27,
    every: [4, 6],
    pace: [0.9, 1.15],
    sway: 0.1,
  },
  {
    name: 'walks along the bays',
    cast: many('person', 3),
    stages: [walk(-15, -22.4, 15, -22.5)],
    first: 1,
    every: [9, 12],
    ...ON_FOOT,
  },
  {
    name: 'walks through a bay',
    cast: many('person', 2),
    stages: [
      walk(
        -12,
        -13.2,
        -4,
        -14,
        bayX(4) - 1.5,
        -15.5,
        bayX(4),
        -18.6,
        bayX(4) + 0.2,
        -21,
        6,
        -22.6,
        15,
        -22.6,
      ),
    ],
    first: 5,
    every: [18, 22],
    ...ON_FOOT,
  },
];

/** A car park from above: bays are taken and freed, cars wait before the stop line. */
export const carPark: Scene = {
  name: 'car-park',
  about:
    'Closed site, from above: cars park, leave, pass, wait in a queue; persons walk along and through bays.',
  world: 'car-park',
  seconds: 56,
  format: SMALL,
  camera,
  lines: [
    ground.line('exit', places(3, -10.2, 3, -12.6), ['out', 'back']),
    ground.line('entry', places(-3, -12.9, -3, -14.7), ['against the lane', 'along the lane']),
  ],
  zones: [
    ...BAYS.map((bay) =>
      ground.zone(`bay ${bay}`, rectangle(bayX(bay) - 1.3, bayX(bay) + 1.3, -16.2, -21.2)),
    ),
    ...[1, 2, 3].map((place) =>
      ground.zone(`place ${place}`, rectangle(placeX(place) - 2.2, placeX(place) + 2.2, -10.4, -13.1)),
    ),
    ground.zone('bays', rectangle(-9.4, 9.4, -15.6, -21.2)),
    ground.zone('way out', rectangle(-9.5, 8.2, -10.4, -13.1)),
    ground.zone('way in', rectangle(-10.5, 10.5, -12.9, -15.1)),
    ground.zone('car park', rectangle(-11, 11, -10.4, -21.2)),
  ],
  rules: [
    ...BAYS.map((bay) => ({
      name: `Bay ${bay} taken`,
      kind: 'parking-bays',
      bays: [`bay ${bay}`],
      freeAtMost: 0,
    })),
    { name: 'Three left', kind: 'parking-bays', bays: BAYS.map((bay) => `bay ${bay}`), freeAtMost: 3 },
    { name: 'Two left', kind: 'parking-bays', bays: BAYS.map((bay) => `bay ${bay}`), freeAtMost: 2 },
    { name: 'Two wait', kind: 'queue', zone: 'way out', moreThan: 1, seconds: 3 },
    { name: 'Three wait', kind: 'queue', zone: 'way out', moreThan: 2, seconds: 3 },
    { name: 'Four wait', kind: 'queue', zone: 'way out', moreThan: 3, seconds: 3 },
    { name: 'Two in the lane', kind: 'queue', zone: 'way in', moreThan: 1, seconds: 3 },
    ...[1, 2, 3].map((place) => ({
      name: `Someone waits at place ${place}`,
      kind: 'queue',
      zone: `place ${place}`,
      moreThan: 0,
      seconds: 2,
    })),
    { name: 'Out', kind: 'crossing', line: 'exit', classes: VEHICLES, direction: 'forward' },
    { name: 'Along the lane', kind: 'crossing', line: 'entry', classes: VEHICLES, direction: 'backward' },
    { name: 'Backwards out', kind: 'wrong-way', line: 'exit', direction: 'backward' },
    {
      name: 'Some drive out',
      kind: 'object-count',
      line: 'exit',
      classes: VEHICLES,
      moreThan: 4,
      minutes: 1,
    },
    {
      name: 'Many drive out',
      kind: 'object-count',
      line: 'exit',
      classes: VEHICLES,
      moreThan: 9,
      minutes: 1,
    },
    {
      name: 'Some in the lane',
      kind: 'object-count',
      line: 'entry',
      classes: VEHICLES,
      moreThan: 3,
      minutes: 1,
    },
    {
      name: 'Many in the lane',
      kind: 'object-count',
      line: 'entry',
      classes: VEHICLES,
      moreThan: 8,
      minutes: 1,
    },
    { name: 'Stops on the way out', kind: 'stopped-vehicle', zone: 'way out', seconds: 4, inTraffic: 'tell' },
    { name: 'Stops in a bay', kind: 'stopped-vehicle', zone: 'bays', seconds: 6, inTraffic: 'tell' },
    { name: 'Lane taken', kind: 'occupancy', zone: 'way in', classes: VEHICLES, moreThan: 0, seconds: 8 },
    {
      name: 'Three in the bays',
      kind: 'occupancy',
      zone: 'bays',
      classes: VEHICLES,
      moreThan: 2,
      seconds: 6,
    },
    { name: 'Four in the bays', kind: 'occupancy', zone: 'bays', classes: VEHICLES, moreThan: 3, seconds: 6 },
    { name: 'Stays in the lane', kind: 'dwell', zone: 'way in', longerThan: 10 },
    { name: 'Waits too long', kind: 'dwell', zone: 'way out', longerThan: 10 },
    { name: 'Stops in the lane', kind: 'stopped-vehicle', zone: 'way in', seconds: 6, inTraffic: 'tell' },
    {
      name: 'Many vehicles',
      kind: 'occupancy',
      zone: 'car park',
      classes: VEHICLES,
      moreThan: 6,
      seconds: 3,
      meaning: 'full-car-park',
    },
    {
      name: 'Very many vehicles',
      kind: 'occupancy',
      zone: 'car park',
      classes: VEHICLES,
      moreThan: 8,
      seconds: 3,
      meaning: 'full-car-park',
    },
    {
      name: 'Jam before the line',
      kind: 'occupancy',
      zone: 'way out',
      classes: VEHICLES,
      moreThan: 2,
      seconds: 3,
      meaning: 'jam',
    },
    { name: 'Nobody drives out', kind: 'absence', zone: 'way out', classes: VEHICLES, minutes: 0.1 },
    { name: 'Nobody drives in', kind: 'absence', zone: 'way in', classes: VEHICLES, minutes: 0.1 },
  ],
  parked: [parkedIn(1), parkedIn(7)],
  flows: [
    parksIn(2, 4),
    parksIn(6, 9),
    leaves(3, 6),
    leaves(5, 13),
    standsInTheLane(4.6, 10, 22),
    standsInTheLane(3, 3, 1),
    ...queue,
    ...others,
  ],
};
