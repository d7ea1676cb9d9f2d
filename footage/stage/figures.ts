import type { Kind, Look } from '../plan/scene.ts';
import { buildBicycle } from './bicycle.ts';
import { buildBus } from './bus.ts';
import { buildCar } from './car.ts';
import type { Figure } from './figure.ts';
import { buildPerson } from './person.ts';
import { buildBin, buildBox, buildSuitcase } from './things.ts';
import { buildTruck } from './truck.ts';

/** How each kind is built. */
export const FIGURES: Readonly<Record<Kind, (look: Look) => Figure>> = {
  person: buildPerson,
  car: buildCar,
  truck: buildTruck,
  bus: buildBus,
  bicycle: buildBicycle,
  suitcase: buildSuitcase,
  box: buildBox,
  bin: buildBin,
};
