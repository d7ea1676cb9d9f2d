import type { Plan } from '../plan/scene.ts';
import { type Stage, setStage } from './stage.ts';

declare global {
  /** The stage of this page, once it is built. */
  var stage: Stage | undefined;
}

const plan = (await (await fetch('/plan.json')).json()) as Plan;
globalThis.stage = setStage(plan);
