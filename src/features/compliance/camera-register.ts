import type { ControllerDraft } from './controller-schema.ts';
import type { Inventory, InventoryCamera } from './ports.ts';
import type { CameraRegister } from './publication-schema.ts';

type RegisterEntry = CameraRegister['cameras'][number];

/** What is published: every camera whose pictures are read, and no other. */
export function cameraRegister(inventory: Inventory, controller: ControllerDraft): CameraRegister {
  const { territory, rulePack, statisticsDelay, cameras } = inventory;
  return {
    territory: territory.name,
    controller,
    rulePack,
    statisticsDelay,
    cameras: cameras.filter(({ isActive }) => isActive).map(entryOf),
  };
}

function entryOf(camera: InventoryCamera): RegisterEntry {
  const { name, place, position, purposes, analyses, countsPassages, alerts, keptDays } = camera;
  return {
    name,
    place,
    position: place === 'closed-site' ? null : position,
    purposes: purposes.map(({ title, law, ground, recipients, fromMs, untilMs }) => ({
      title,
      law,
      ground,
      recipients: [...recipients],
      from: dayOf(fromMs),
      until: untilMs === null ? null : dayOf(untilMs),
    })),
    analyses: analyses.map(({ title }) => title),
    countsPassages,
    raisesAlerts: alerts.length > 0,
    keptDays,
  };
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
