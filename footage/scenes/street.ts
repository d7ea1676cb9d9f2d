import type { Scene } from '../plan/scene.ts';

/** A public street: two lanes, two pavements, a bus, a lorry, parked bicycles. */
export const street: Scene = {
  name: 'street',
  about:
    'Public street: cars, a bus and a lorry in both directions, pedestrians on both pavements, parked bicycles.',
  world: 'street',
  seconds: 44,
  camera: { position: [0, 5.2, 0], pitch: 18, yaw: 12, fieldOfView: 30 },
  lines: [
    {
      name: 'road',
      from: [0.552, 0.405],
      to: [0.452, 0.7],
      forward: 'to the station',
      backward: 'to the town hall',
    },
    {
      name: 'near pavement',
      from: [0.583, 0.712],
      to: [0.539, 0.95],
      forward: 'to the station',
      backward: 'to the town hall',
    },
    {
      name: 'far pavement',
      from: [0.475, 0.26],
      to: [0.398, 0.39],
      forward: 'to the station',
      backward: 'to the town hall',
    },
  ],
  zones: [
    {
      name: 'crossing place',
      polygon: [
        [0.2, 0.45],
        [0.85, 0.52],
        [0.9, 0.66],
        [0.05, 0.6],
      ],
    },
  ],
  parked: [
    { name: 'bicycle at the wall 1', kind: 'bicycle', at: [-6.3, -22.2], facing: 92 },
    { name: 'bicycle at the wall 2', kind: 'bicycle', at: [-0.2, -22.2], facing: 86 },
  ],
  flows: [
    {
      name: 'near lane',
      cast: ['car', 'car', 'truck', 'car', 'bus', 'car', 'car', 'car'],
      stages: [
        {
          through: [
            [-21, -13.9],
            [16, -13.9],
          ],
          speed: 5.4,
        },
      ],
      first: 0,
      every: [4, 5.4],
      pace: [0.9, 1.15],
      sway: 0.2,
    },
    {
      name: 'far lane',
      cast: ['car', 'bus', 'car', 'car', 'car', 'truck', 'car', 'car'],
      stages: [
        {
          through: [
            [17, -17.1],
            [-24, -17.1],
          ],
          speed: 5.4,
        },
      ],
      first: 1.5,
      every: [4, 5.4],
      pace: [0.9, 1.15],
      sway: 0.2,
    },
    {
      name: 'near pavement, to the right',
      cast: ['person', 'person', 'person', 'person', 'person'],
      stages: [
        {
          through: [
            [-9.5, -9.3],
            [5, -9.1],
          ],
          speed: 1.4,
        },
      ],
      first: 0,
      every: [6, 8.5],
      pace: [0.9, 1.2],
      sway: 0.3,
    },
    {
      name: 'near pavement, to the left',
      cast: ['person', 'person', 'person', 'person', 'person'],
      stages: [
        {
          through: [
            [5, -10.4],
            [-9.5, -10.6],
          ],
          speed: 1.4,
        },
      ],
      first: 2,
      every: [6, 8.5],
      pace: [0.9, 1.2],
      sway: 0.25,
    },
    {
      name: 'far pavement, to the right',
      cast: ['person', 'person', 'person', 'person'],
      stages: [
        {
          through: [
            [-17, -20],
            [8.5, -20],
          ],
          speed: 1.5,
        },
      ],
      first: 0,
      every: [6, 8],
      pace: [0.95, 1.2],
      sway: 0.3,
    },
    {
      name: 'far pavement, to the left',
      cast: ['person', 'person', 'person', 'person'],
      stages: [
        {
          through: [
            [8.5, -21],
            [-17, -21],
          ],
          speed: 1.5,
        },
      ],
      first: 3,
      every: [6, 8],
      pace: [0.95, 1.2],
      sway: 0.2,
    },
  ],
};
