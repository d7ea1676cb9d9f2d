import type { Flow, Parked } from '../plan/scene.ts';
import { back, drive } from './ways.ts';

const BAY_WIDTH = 2.7;
/** What parks: the default detector takes a car seen from above for a truck now and then. */
export const VEHICLES = ['car', 'truck', 'bus'];
/** The bays in the middle of the row, by number. */
export const BAYS = [1, 2, 3, 4, 5, 6, 7];
/** Where the middle of a bay lies (x, m). */
export const bayX = (bay: number): number => (bay - 4) * BAY_WIDTH;
/** How one car behaves that comes once. */
export const once = { cast: ['car'], every: [30, 31], pace: [0.95, 1.08], sway: 0 } as const;

/** A car that stands in a bay for the whole clip. */
export const parkedIn = (bay: number): Parked => {
  return { name: `in bay ${bay}`, kind: 'car', at: [bayX(bay), -18.6], facing: bay % 3 === 0 ? 182 : 1 };
};

/** A car comes along the far lane and drives into a bay, for good. */
export const parksIn = (bay: number, first: number): Flow => {
  const x = bayX(bay);
  return {
    name: `parks in bay ${bay}`,
    stages: [
      drive(3.8, 19, -14.7, x + 6, -14.3, x + 3, -14, x + 0.7, -15.2, x + 0.05, -16.8, x, -18.6),
      { wait: 60 },
    ],
    first,
    stays: true,
    ...once,
  };
};

/** A car that stands in a bay reverses out and drives away. */
export const leaves = (bay: number, wait: number): Flow => {
  const x = bayX(bay);
  return {
    name: `leaves bay ${bay}`,
    stages: [
      drive(1, x, -18.61, x, -18.6),
      { wait },
      back(2, x, -18.6, x + 0.1, -16.2, x + 1.4, -14.7, x + 3.6, -14.4),
      { wait: 0.6 },
      drive(4, x + 3.6, -14.4, x - 2, -14.7, -19, -14.7),
    ],
    first: -2,
    ...once,
  };
};
