import type { Plan, Scene } from '../plan/scene.ts';
import { planClip } from '../plan/timetable.ts';
import { depotGate } from './depot-gate.ts';
import { depotYard } from './depot-yard.ts';
import { street } from './street.ts';

/** Every scene by name. */
export const SCENES: readonly Scene[] = [depotGate, depotYard, street];

/** A clip that is kept: a scene with a seed. */
export interface Clip {
  readonly name: string;
  readonly scene: Scene;
  readonly seed: number;
  readonly seconds?: number;
}

/** The clips of the repository; the held-out ones are never used to tune anything. */
export const CLIPS: readonly Clip[] = [
  { name: 'depot-gate', scene: depotGate, seed: 5 },
  { name: 'depot-yard', scene: depotYard, seed: 30 },
  { name: 'street', scene: street, seed: 10 },
  { name: 'depot-gate-heldout', scene: depotGate, seed: 71, seconds: 30 },
  { name: 'street-heldout', scene: street, seed: 72, seconds: 28 },
];

/** The plan of a clip. */
export const planOf = ({ name, scene, seed, seconds }: Clip): Plan => planClip(name, scene, seed, seconds);
