import type { AnalysisPlan, CameraPlan } from './analysis-plan.ts';

/** All of a plan that its stream depends on, as one comparable text. */
export function streamOf(plan: CameraPlan): string {
  const { source, masks, framesPerSecond } = plan;
  return JSON.stringify([source.url, source.loop ?? false, masks, framesPerSecond]);
}

/** What a new plan asks of the cameras under way. */
export interface PlanChanges {
  readonly removed: readonly number[];
  readonly changed: readonly CameraPlan[];
  readonly added: readonly CameraPlan[];
}

/** Compares two plans camera by camera; public holidays concern cameras whose rules have periods. */
export function planChanges(before: AnalysisPlan, after: AnalysisPlan): PlanChanges {
  const old = new Map(before.cameras.map((camera) => [camera.id, camera]));
  const kept = new Set(after.cameras.map((camera) => camera.id));
  const sameHolidays = JSON.stringify(before.holidays) === JSON.stringify(after.holidays);
  const isSame = (camera: CameraPlan, was: CameraPlan) =>
    JSON.stringify(camera) === JSON.stringify(was) &&
    (sameHolidays || camera.rules.every((rule) => rule.period === null));
  return {
    removed: before.cameras.map((camera) => camera.id).filter((id) => !kept.has(id)),
    added: after.cameras.filter((camera) => !old.has(camera.id)),
    changed: after.cameras.filter((camera) => {
      const was = old.get(camera.id);
      return was !== undefined && !isSame(camera, was);
    }),
  };
}
