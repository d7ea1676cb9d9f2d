import type { Mishap, Plan, Scene, SceneRule, Weather } from '../plan/scene.ts';
import { planClip } from '../plan/timetable.ts';
import { CAMERA_RULES, EVENING_OF_MISHAPS, MORNING_OF_MISHAPS, NOON_OF_MISHAPS } from './camera-mishaps.ts';
import { carPark } from './car-park.ts';
import { carParkFull } from './car-park-full.ts';
import { depotGate } from './depot-gate.ts';
import { depotYard } from './depot-yard.ts';
import { square, squareLowSun } from './square.ts';
import { squareClearing } from './square-clearing.ts';
import { squareCrowd } from './square-crowd.ts';
import { street } from './street.ts';
import { worksRoad, worksRoadNight } from './works-road.ts';

/** Every scene by name. */
export const SCENES: readonly Scene[] = [
  depotGate,
  depotYard,
  street,
  worksRoad,
  worksRoadNight,
  square,
  squareLowSun,
  squareClearing,
  squareCrowd,
  carPark,
  carParkFull,
];

/** A clip that is kept: a scene with a seed, its weather, and what befalls the camera. */
export interface Clip {
  readonly name: string;
  readonly scene: Scene;
  readonly seed: number;
  readonly seconds?: number;
  readonly weather?: Weather;
  /** in place of that of the scene, so that all clips together stay small */
  readonly quality?: number;
  readonly mishaps?: readonly Mishap[];
  /** in place of the rules of the scene */
  readonly rules?: readonly SceneRule[];
}

const heldOut = (name: string, scene: Scene, seeds: readonly number[]): Clip[] =>
  seeds.map((seed, index) => ({ name: `${name}-${index + 1}-heldout`, scene, seed }));

/** A clip in which the camera fails now and then: nothing is counted on it. */
const failing = (name: string, scene: Scene, seed: number, mishaps: readonly Mishap[]): Clip => {
  return { name, scene: { ...scene, lines: [], zones: [] }, seed, mishaps, rules: CAMERA_RULES };
};

/** The clips of the repository; the held-out ones are never used to tune anything. */
export const CLIPS: readonly Clip[] = [
  { name: 'depot-gate', scene: depotGate, seed: 5 },
  { name: 'depot-yard', scene: depotYard, seed: 30 },
  { name: 'street', scene: street, seed: 10 },
  { name: 'depot-gate-heldout', scene: depotGate, seed: 71, seconds: 30 },
  { name: 'street-heldout', scene: street, seed: 72, seconds: 28, quality: 29 },
  { name: 'works-road', scene: worksRoad, seed: 11 },
  { name: 'square', scene: square, seed: 21 },
  { name: 'car-park', scene: carPark, seed: 31 },
  failing('camera-faults', worksRoad, 11, MORNING_OF_MISHAPS),
  failing('camera-faults-evening', carPark, 31, EVENING_OF_MISHAPS),
  ...heldOut('works-road', worksRoad, [901, 902, 991, 992, 993]),
  ...heldOut('square', square, [921, 922, 923]),
  ...heldOut('square-clearing', squareClearing, [961, 962, 963, 964]),
  ...heldOut('car-park', carPark, [931, 932, 933, 934]),
  { name: 'works-road-night-heldout', scene: worksRoadNight, seed: 941 },
  {
    name: 'works-road-rain-heldout',
    scene: worksRoad,
    seed: 903,
    weather: { rain: true, noise: 1.4 },
    quality: 33,
  },
  { name: 'works-road-shake-heldout', scene: worksRoad, seed: 904, weather: { shake: 2 }, quality: 32 },
  { name: 'square-low-sun-heldout', scene: squareLowSun, seed: 951, weather: { glare: true } },
  { name: 'square-crowd-heldout', scene: squareCrowd, seed: 971 },
  { name: 'car-park-full-heldout', scene: carParkFull, seed: 981 },
  failing('camera-faults-1-heldout', worksRoad, 901, NOON_OF_MISHAPS),
  failing('camera-faults-2-heldout', square, 921, MORNING_OF_MISHAPS),
  failing('camera-faults-3-heldout', carPark, 931, EVENING_OF_MISHAPS),
  failing('camera-faults-4-heldout', squareClearing, 961, NOON_OF_MISHAPS),
  failing('camera-faults-5-heldout', carPark, 932, EVENING_OF_MISHAPS),
  failing('camera-faults-6-heldout', worksRoad, 902, MORNING_OF_MISHAPS),
];

/** The plan of a clip. */
export function planOf({ name, scene, seed, seconds, weather, quality, mishaps, rules }: Clip): Plan {
  const plan = planClip(name, rules ? { ...scene, rules } : scene, seed, seconds);
  return { ...plan, ...(quality && { quality }), ...(weather && { weather }), ...(mishaps && { mishaps }) };
}
