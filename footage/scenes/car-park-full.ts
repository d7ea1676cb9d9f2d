import type { Scene, SceneRule } from '../plan/scene.ts';
import { carPark } from './car-park.ts';
import { BAYS, leaves, parkedIn, parksIn, VEHICLES } from './parking.ts';
import { drive, many, ON_FOOT, walk } from './ways.ts';

const FULL_RULES: readonly SceneRule[] = [
  { name: 'Full', kind: 'parking-bays', bays: BAYS.map((bay) => `bay ${bay}`), freeAtMost: 0 },
  { name: 'One left', kind: 'parking-bays', bays: BAYS.map((bay) => `bay ${bay}`), freeAtMost: 1 },
  {
    name: 'Full car park',
    kind: 'occupancy',
    zone: 'bays',
    classes: VEHICLES,
    moreThan: 6,
    seconds: 4,
    meaning: 'full-car-park',
  },
  ...[3, 4, 5].map((bay) => {
    return { name: `Bay ${bay} taken`, kind: 'parking-bays', bays: [`bay ${bay}`], freeAtMost: 0 };
  }),
];

/** The car park on a busy morning: the last two bays are taken, then one car leaves. */
export const carParkFull: Scene = {
  ...carPark,
  name: 'car-park-full',
  about: 'Closed site, from above: the last free bays are taken, cars pass in vain, one leaves.',
  seconds: 44,
  lines: [],
  rules: FULL_RULES,
  parked: [1, 2, 6, 7].map(parkedIn),
  flows: [
    parksIn(5, 0),
    parksIn(3, 5),
    leaves(4, 26),
    {
      name: 'looks in vain',
      cast: many('car', 3),
      stages: [drive(4.4, 19, -14.7, -19, -14.7)],
      first: 13,
      every: [5, 7],
      pace: [0.9, 1.15],
      sway: 0.1,
    },
    {
      name: 'walks along the full bays',
      cast: many('person', 2),
      stages: [walk(-15, -22.4, 15, -22.5)],
      first: 1,
      every: [12, 14],
      ...ON_FOOT,
    },
  ],
};
