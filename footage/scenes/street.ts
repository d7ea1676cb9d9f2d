import type { Scene } from '../plan/scene.ts';

/** A public street: two lanes, a broad pavement, buses, lorries, parked bicycles. */
export const street: Scene = {
  name: 'street',
  about: 'Public street: cars, buses and trucks in both directions, pedestrians both ways, parked bicycles.',
  world: 'street',
  seconds: 44,
  camera: { position: [0, 5.2, 0], pitch: 18, yaw: 12, fieldOfView: 32 },
  lines: [
    {
      name: 'road',
      from: [0.548, 0.367],
      to: [0.461, 0.588],
      forward: 'to the station',
      backward: 'to the town hall',
    },
    {
      name: 'pavement',
      from: [0.579, 0.61],
      to: [0.522, 0.89],
      forward: 'to the station',
      backward: 'to the town hall',
    },
  ],
  zones: [
    {
      name: 'road',
      polygon: [
        [0.155, 0.33],
        [0.951, 0.4],
        [0.999, 0.665],
        [0.121, 0.545],
      ],
    },
  ],
  parked: [
    { name: 'parked bicycle 1', kind: 'bicycle', at: [-7.3, -12.75], facing: 98 },
    { name: 'parked bicycle 2', kind: 'bicycle', at: [2.3, -12.75], facing: 80 },
  ],
  flows: [
    {
      name: 'near lane',
      cast: ['car', 'car', 'truck', 'car', 'bus', 'car', 'car', 'car'],
      stages: [
        {
          through: [
            [-22, -15.9],
            [17, -15.9],
          ],
          speed: 5.6,
        },
      ],
      first: 0,
      every: [3.8, 5],
      pace: [0.9, 1.15],
      sway: 0.2,
    },
    {
      name: 'far lane',
      cast: ['car', 'bus', 'car', 'car', 'car', 'truck', 'car', 'car'],
      stages: [
        {
          through: [
            [18, -19.4],
            [-26, -19.4],
          ],
          speed: 5.8,
        },
      ],
      first: 1.5,
      every: [3.8, 5],
      pace: [0.9, 1.15],
      sway: 0.2,
    },
    {
      name: 'walks to the right, near',
      cast: ['person', 'person', 'person', 'person', 'person'],
      stages: [
        {
          through: [
            [-9.5, -9.3],
            [5, -9.2],
          ],
          speed: 1.4,
        },
      ],
      first: 0,
      every: [6, 8],
      pace: [0.9, 1.2],
      sway: 0.25,
    },
    {
      name: 'walks to the left',
      cast: ['person', 'person', 'person', 'person', 'person', 'person'],
      stages: [
        {
          through: [
            [5.2, -10.6],
            [-10.5, -10.7],
          ],
          speed: 1.4,
        },
      ],
      first: 1,
      every: [5, 6.5],
      pace: [0.9, 1.2],
      sway: 0.25,
    },
    {
      name: 'walks to the right, by the kerb',
      cast: ['person', 'person', 'person', 'person'],
      stages: [
        {
          through: [
            [-11, -11.9],
            [6, -11.8],
          ],
          speed: 1.4,
        },
      ],
      first: 3,
      every: [7, 8.5],
      pace: [0.9, 1.2],
      sway: 0.15,
    },
  ],
};
