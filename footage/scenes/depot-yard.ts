import type { Scene } from '../plan/scene.ts';

/** The same depot further in: bays before the hall, a lane both ways, people on foot. */
export const depotYard: Scene = {
  name: 'depot-yard',
  about:
    'Closed site: parked vehicles, cars that park and leave, through traffic, persons who cross the yard.',
  world: 'depot',
  seconds: 44,
  camera: { position: [44, 5.5, 5], pitch: 16.5, yaw: 6, fieldOfView: 33 },
  lines: [
    {
      name: 'lane',
      from: [0.442, 0.519],
      to: [0.334, 0.864],
      forward: 'to the gate',
      backward: 'to the workshop',
    },
  ],
  zones: [
    {
      name: 'yard',
      polygon: [
        [0, 0.475],
        [0.121, 0.481],
        [0.958, 0.526],
        [1, 0.528],
        [1, 1],
        [0, 1],
      ],
    },
  ],
  parked: [
    { name: 'parked lorry', kind: 'truck', at: [36.6, -17.2], facing: 90 },
    { name: 'parked car 1', kind: 'car', at: [46, -16.6], facing: 182 },
    { name: 'parked car 2', kind: 'car', at: [48.85, -16.5], facing: 178 },
  ],
  flows: [
    {
      name: 'parks from the right',
      cast: ['car', 'car'],
      stages: [
        {
          through: [
            [60, -11.6],
            [48, -11.6],
            [44.8, -12.4],
            [43, -14.5],
            [42.85, -16.3],
          ],
          speed: 3.4,
        },
        { wait: 5 },
        {
          through: [
            [42.85, -16.3],
            [42.9, -14],
            [43.6, -12.2],
            [45.4, -11.5],
          ],
          speed: 1.6,
          reverse: true,
        },
        { wait: 0.6 },
        {
          through: [
            [45.4, -11.5],
            [41, -11.7],
            [28, -11.7],
          ],
          speed: 4,
        },
      ],
      first: 1,
      every: [22, 24],
      pace: [0.95, 1.1],
      sway: 0,
    },
    {
      name: 'drives to the right',
      cast: ['car', 'car', 'truck', 'car', 'car'],
      stages: [
        {
          through: [
            [26, -9.3],
            [62, -9.3],
          ],
          speed: 4.6,
        },
      ],
      first: 3,
      every: [7, 9],
      pace: [0.9, 1.15],
      sway: 0.2,
    },
    {
      name: 'drives to the left',
      cast: ['car', 'truck', 'car', 'car'],
      stages: [
        {
          through: [
            [62, -11.6],
            [26, -11.6],
          ],
          speed: 4.6,
        },
      ],
      first: 6,
      every: [9, 11],
      pace: [0.9, 1.15],
      sway: 0.1,
    },
    {
      name: 'walks to the right',
      cast: ['person', 'person', 'person', 'person', 'person'],
      stages: [
        {
          through: [
            [34, -7.4],
            [52, -7.4],
          ],
          speed: 1.4,
        },
      ],
      first: 0,
      every: [7, 9],
      pace: [0.9, 1.2],
      sway: 0.15,
    },
    {
      name: 'walks to the left',
      cast: ['person', 'person', 'person', 'person', 'person'],
      stages: [
        {
          through: [
            [52, -6],
            [34, -5.9],
          ],
          speed: 1.4,
        },
      ],
      first: 3,
      every: [7, 9],
      pace: [0.9, 1.2],
      sway: 0.2,
    },
    {
      name: 'comes between the parked cars',
      cast: ['person', 'person'],
      stages: [
        {
          through: [
            [53, -19.5],
            [48, -19.55],
            [45.6, -19.5],
            [44.5, -18.3],
            [44.4, -17],
            [44.4, -13],
            [43.5, -9],
            [42, -2],
          ],
          speed: 1.5,
        },
      ],
      first: 2,
      every: [19, 22],
      pace: [0.95, 1.15],
      sway: 0.03,
    },
    {
      name: 'goes along the hall',
      cast: ['person', 'person', 'person'],
      stages: [
        {
          through: [
            [31, -13.5],
            [40, -13.35],
            [44, -13.3],
            [54, -13.3],
          ],
          speed: 1.5,
        },
      ],
      first: 12,
      every: [9, 12],
      pace: [0.95, 1.15],
      sway: 0.05,
    },
  ],
};
