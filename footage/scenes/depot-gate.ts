import type { Scene } from '../plan/scene.ts';

/** The gate of a fenced depot, seen from inside the yard. */
export const depotGate: Scene = {
  name: 'depot-gate',
  about: 'Closed site: cars, a lorry and persons go in and out through the gate; persons walk into the yard.',
  world: 'depot',
  seconds: 42,
  camera: { position: [2.4, 5.5, 3], pitch: 16.5, yaw: 8, fieldOfView: 28 },
  lines: [{ name: 'gate', from: [0.08, 0.532], to: [0.9, 0.598], forward: 'in', backward: 'out' }],
  zones: [
    {
      name: 'yard',
      polygon: [
        [0, 0.54],
        [0.03, 0.538],
        [0.9, 0.608],
        [1, 0.615],
        [1, 1],
        [0, 1],
      ],
    },
  ],
  parked: [],
  flows: [
    {
      name: 'drives in',
      cast: ['car', 'truck', 'car', 'car', 'car', 'car'],
      stages: [
        {
          through: [
            [-24, -18.5],
            [-10, -18.5],
            [-5.2, -17.8],
            [-2.8, -15.2],
            [-2.4, -12.6],
            [-3.4, -9.9],
            [-6.6, -8.2],
            [-15, -7.9],
          ],
          speed: 4.2,
        },
      ],
      first: 0,
      every: [6, 7.5],
      pace: [0.9, 1.15],
      sway: 0.15,
    },
    {
      name: 'drives out',
      cast: ['car', 'car', 'truck', 'car', 'car', 'car'],
      stages: [
        {
          through: [
            [16, -7.9],
            [8, -8],
            [3.6, -9.4],
            [1.9, -12.2],
            [2, -14.8],
            [4.2, -17.7],
            [9, -18.5],
            [19, -18.5],
          ],
          speed: 4,
        },
      ],
      first: 2.5,
      every: [6, 7.5],
      pace: [0.9, 1.15],
      sway: 0.15,
    },
    {
      name: 'walks in on the right',
      cast: ['person', 'person', 'person', 'person'],
      stages: [
        {
          through: [
            [14, -15.7],
            [7, -15.7],
            [5, -15],
            [4.6, -13],
            [3.6, -8],
            [2.8, -2],
          ],
          speed: 1.5,
        },
      ],
      first: 0,
      every: [8, 10],
      pace: [0.95, 1.15],
      sway: 0.2,
    },
    {
      name: 'walks out on the right',
      cast: ['person', 'person', 'person'],
      stages: [
        {
          through: [
            [0.6, -2],
            [1.6, -8],
            [3.7, -13],
            [4, -14.8],
            [6.5, -16.3],
            [14, -16.4],
          ],
          speed: 1.5,
        },
      ],
      first: 3,
      every: [9, 12],
      pace: [0.95, 1.15],
      sway: 0.2,
    },
    {
      name: 'walks in on the left',
      cast: ['person', 'person', 'person', 'person'],
      stages: [
        {
          through: [
            [-13, -15.6],
            [-7, -15.7],
            [-5.7, -14.8],
            [-5.5, -12.6],
            [-6, -10.5],
            [-13, -9.8],
          ],
          speed: 1.4,
        },
      ],
      first: 1,
      every: [7, 9],
      pace: [0.95, 1.15],
      sway: 0.2,
    },
    {
      name: 'walks out on the left',
      cast: ['person', 'person', 'person', 'person'],
      stages: [
        {
          through: [
            [-13, -8.9],
            [-5.8, -9.6],
            [-4.7, -12.4],
            [-4.8, -14.7],
            [-6.5, -16.4],
            [-14, -16.4],
          ],
          speed: 1.4,
        },
      ],
      first: 4,
      every: [7, 9],
      pace: [0.95, 1.15],
      sway: 0.2,
    },
  ],
};
