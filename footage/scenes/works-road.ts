import type { CameraPose, Flow, Scene, SceneRule } from '../plan/scene.ts';
import { onGround, rectangle } from './on-ground.ts';
import { SMALL } from './small-format.ts';
import { DRIVING, drive, many, ON_FOOT, places, walk } from './ways.ts';

const camera: CameraPose = { position: [0, 5.8, 2], pitch: 20, yaw: 4, fieldOfView: 34 };
const road = onGround(camera);
const pavement = onGround(camera, 0.12);

/** Someone drives up to the kerb at x, stands for a while and drives on. */
const stopsAt = (x: number, wait: number, first: number): Flow => ({
  name: `stops for ${wait} s from ${first} s`,
  cast: ['car'],
  stages: [
    drive(6.5, -24, -16.75, x - 8, -16.6, x - 4, -15.1, x, -14.2),
    { wait },
    drive(5.5, x, -14.2, x + 4, -15, x + 8, -16.7, 21, -16.75),
  ],
  first,
  every: [18, 20],
  pace: [0.95, 1.1],
  sway: 0,
});

const withTheTraffic = (name: string, cast: Flow['cast'], first: number): Flow => ({
  name,
  cast,
  stages: [drive(7.1, -25, -16.75, 21, -16.75)],
  first,
  every: [3.4, 4.6],
  ...DRIVING,
});

const vehicles: readonly Flow[] = [
  withTheTraffic('with the traffic', ['car', 'car', 'truck', 'car'], 0),
  withTheTraffic('with the traffic later', ['car', 'bus', 'car', 'car', 'car'], 25),
  {
    name: 'the other lane',
    cast: ['car', 'car', 'car', 'truck', 'car', 'car', 'car', 'car'],
    stages: [drive(7.1, 21, -20, -26, -20)],
    first: 1,
    every: [4.4, 6],
    ...DRIVING,
  },
  {
    name: 'against the traffic',
    cast: many('car', 3),
    stages: [drive(7.4, 20, -16.75, -25, -16.75)],
    first: 15,
    every: [3, 4.4],
    pace: [0.85, 1.2],
    sway: 0.1,
  },
  stopsAt(-2.8, 10, 2),
  stopsAt(-8.2, 3.4, 7),
  stopsAt(-8.2, 9.5, 20),
  stopsAt(-2.8, 3.6, 27),
];

const passers: readonly Flow[] = [
  {
    name: 'walks to the right',
    cast: many('person', 5),
    stages: [walk(-11.5, -9.8, 8, -9.8)],
    first: 0,
    every: [5, 7],
    ...ON_FOOT,
  },
  {
    name: 'walks to the left',
    cast: many('person', 5),
    stages: [walk(9, -12, -12.5, -12)],
    first: 1,
    every: [5, 7],
    ...ON_FOOT,
  },
  {
    name: 'cuts through the bed',
    cast: many('person', 3),
    stages: [walk(-11, -9.2, -7.4, -8.9, -5.4, -7.7, -3.4, -7.6, -1, -8.9, 8, -9.1)],
    first: 2,
    every: [9, 11],
    ...ON_FOOT,
  },
  {
    name: 'walks along the bed',
    cast: many('person', 3),
    stages: [walk(8, -9, 0, -8.95, -11, -8.95)],
    first: 6,
    every: [9, 12],
    pace: [0.92, 1.12],
    sway: 0.05,
  },
  {
    name: 'turns back before the line',
    cast: many('person', 3),
    stages: [walk(-12, -11.1, -3, -11, 0.1, -10.9), { wait: 1.6 }, walk(0.1, -10.9, -3, -10.6, -12, -10.6)],
    first: 4,
    every: [11, 13],
    ...ON_FOOT,
  },
];

const riders: Flow = {
  name: 'rides along the kerb',
  cast: many('cyclist', 2),
  stages: [drive(4.2, -13, -12.75, 10, -12.75)],
  first: 5,
  every: [14, 17],
  pace: [0.85, 1.15],
  sway: 0.05,
};

const waitsLong = (x: number, z: number, first: number): Flow => ({
  name: `waits long at ${x}`,
  cast: many('person', 2),
  stages: [walk(8, -8.7, 4.6, -7.9, x, z), { wait: 10 }, walk(x, z, 4.6, -8.4, 8, -9.2)],
  first,
  every: [19, 21],
  ...ON_FOOT,
});

const waiting: readonly Flow[] = [
  waitsLong(2.4, -6.9, 0),
  waitsLong(1.3, -7.1, 4),
  {
    name: 'waits shortly at the door',
    cast: many('person', 4),
    stages: [walk(8, -8.1, 4, -6.6, 0.3, -6.2), { wait: 2.2 }, walk(0.3, -6.2, -1.2, -8.2, -11, -10.3)],
    first: 3,
    every: [7, 9],
    ...ON_FOOT,
  },
];

const VEHICLES = ['car', 'truck', 'bus'];

const rules: readonly SceneRule[] = [
  { name: 'Person in the bed', kind: 'intrusion', zone: 'bed', classes: ['person'] },
  { name: 'Person at the door', kind: 'intrusion', zone: 'door', classes: ['person'] },
  { name: 'Vehicle where nobody may stop', kind: 'intrusion', zone: 'no stopping', classes: VEHICLES },
  {
    name: 'Towards the works',
    kind: 'crossing',
    line: 'walk east',
    classes: ['person'],
    direction: 'forward',
  },
  { name: 'Past the bed', kind: 'crossing', line: 'walk west', classes: ['person'] },
  { name: 'Car on the far lane', kind: 'crossing', line: 'far lane', classes: ['car'] },
  {
    name: 'Against the traffic',
    kind: 'wrong-way',
    line: 'near lane',
    direction: 'backward',
    classes: VEHICLES,
  },
  {
    name: 'Against the walk',
    kind: 'wrong-way',
    line: 'walk middle',
    direction: 'backward',
    classes: ['person'],
  },
  { name: 'Stays at the kerb', kind: 'dwell', zone: 'no stopping', classes: VEHICLES, longerThan: 9 },
  { name: 'Time at the door', kind: 'dwell', zone: 'door', classes: ['person'] },
  {
    name: 'Stops at the kerb',
    kind: 'stopped-vehicle',
    zone: 'no stopping',
    classes: VEHICLES,
    seconds: 6,
    inTraffic: 'tell',
  },
  { name: 'Two at the door', kind: 'occupancy', zone: 'door', classes: ['person'], moreThan: 1, seconds: 3 },
  {
    name: 'Three on the walk',
    kind: 'occupancy',
    zone: 'walk',
    classes: ['person'],
    moreThan: 3,
    seconds: 2,
  },
  {
    name: 'Crowd on the walk',
    kind: 'occupancy',
    zone: 'walk',
    classes: ['person'],
    moreThan: 6,
    seconds: 3,
  },
  {
    name: 'Two vehicles on the road',
    kind: 'occupancy',
    zone: 'road',
    classes: VEHICLES,
    moreThan: 2,
    seconds: 2,
  },
  { name: 'Bed taken', kind: 'occupancy', zone: 'bed', classes: ['person'], moreThan: 0, seconds: 1 },
  { name: 'Door taken', kind: 'occupancy', zone: 'door', classes: ['person'], moreThan: 0, seconds: 9 },
  { name: 'Kerb taken', kind: 'occupancy', zone: 'no stopping', classes: VEHICLES, moreThan: 0, seconds: 9 },
  { name: 'Someone waits', kind: 'queue', zone: 'door', classes: ['person'], moreThan: 0, seconds: 4 },
  { name: 'Two wait', kind: 'queue', zone: 'door', classes: ['person'], moreThan: 1, seconds: 3 },
  { name: 'Speed', kind: 'speed', zone: 'near lane', classes: VEHICLES },
  { name: 'Speed on the far lane', kind: 'speed', zone: 'far lane', classes: VEHICLES },
  { name: 'Too fast', kind: 'speed', zone: 'near lane', classes: VEHICLES, fasterThan: 25 },
  { name: 'Too fast on the far lane', kind: 'speed', zone: 'far lane', classes: VEHICLES, fasterThan: 25 },
  {
    name: 'Ways on foot',
    kind: 'origin-destination',
    lines: ['walk west', 'walk east'],
    classes: ['person'],
  },
  {
    name: 'Ways on the road',
    kind: 'origin-destination',
    lines: ['near west', 'near lane'],
    classes: VEHICLES,
  },
  { name: 'Many to the works', kind: 'object-count', line: 'walk east', moreThan: 5, minutes: 1 },
  { name: 'Very many to the works', kind: 'object-count', line: 'walk east', moreThan: 30, minutes: 1 },
  { name: 'Many past the bed', kind: 'object-count', line: 'walk west', moreThan: 8, minutes: 1 },
  { name: 'Very many past the bed', kind: 'object-count', line: 'walk west', moreThan: 30, minutes: 1 },
  {
    name: 'Many against the traffic',
    kind: 'object-count',
    line: 'near lane',
    direction: 'backward',
    classes: VEHICLES,
    moreThan: 4,
    minutes: 1,
  },
  { name: 'Many cars', kind: 'object-count', line: 'near lane', classes: VEHICLES, moreThan: 6, minutes: 1 },
  {
    name: 'Many on the far lane',
    kind: 'object-count',
    line: 'far lane',
    classes: VEHICLES,
    moreThan: 4,
    minutes: 1,
  },
  { name: 'Nobody at the door', kind: 'absence', zone: 'door', classes: ['person'], minutes: 0.1 },
  { name: 'No vehicle on the far lane', kind: 'absence', zone: 'far lane', classes: VEHICLES, minutes: 0.1 },
  { name: 'Nobody in the bed', kind: 'absence', zone: 'bed', classes: ['person'], minutes: 0.1 },
];

/** A road of a works site: two lanes, a strip where nobody may stop, a bed, a door, lines on road and pavement. */
export const worksRoad: Scene = {
  name: 'works-road',
  about:
    'Closed site: cars pass, stop, drive too fast or against the traffic; persons cross lines and a bed, wait, turn back.',
  world: 'street',
  seconds: 48,
  format: SMALL,
  camera,
  lines: [
    road.line('near lane', places(1.6, -15.2, 1.6, -18.2), ['with the traffic', 'against the traffic']),
    road.line('near west', places(-8, -15.2, -8, -18.2), ['with the traffic', 'against the traffic']),
    road.line('far lane', places(1.6, -18.6, 1.6, -21.4), ['against the traffic', 'with the traffic']),
    pavement.line('walk east', places(1.4, -9.42, 1.4, -12.4), ['to the works', 'to the town']),
    pavement.line('walk middle', places(-4.4, -6.9, -4.4, -12.35), ['to the works', 'to the town']),
    pavement.line('walk west', places(-6.6, -7.7, -6.6, -12.35), ['to the works', 'to the town']),
  ],
  zones: [
    pavement.zone('bed', rectangle(-6.4, -2.6, -6.9, -8.35)),
    pavement.zone('door', rectangle(-0.4, 3.4, -5.6, -7.6)),
    road.zone('no stopping', rectangle(-11, -0.6, -12.4, -14.9)),
    pavement.zone('walk', rectangle(-9, 6.6, -8.6, -13)),
    road.zone('road', rectangle(-11, 8, -12.6, -21.4)),
    road.zone('far lane', rectangle(-12, 8, -18.1, -21.3)),
    road.zone('near lane', rectangle(-11, 6, -14.9, -18)),
  ],
  rules,
  parked: [],
  flows: [...vehicles, ...passers, riders, ...waiting],
};

/** The same by lamplight. */
export const worksRoadNight: Scene = {
  ...worksRoad,
  name: 'works-road-night',
  about: 'The works road by lamplight.',
  light: 'night',
};
