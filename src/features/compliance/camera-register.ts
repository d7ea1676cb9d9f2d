import type { Words } from '#foundation/legal-gate.ts';
import type { ControllerDraft } from './controller.ts';
import type { Inventory, InventoryCamera } from './ports.ts';

/** One camera as anybody may read of it. */
interface RegisterEntry {
  name: string;
  place: InventoryCamera['place'];
  /** where it stands; of a closed site nobody is told */
  position: InventoryCamera['position'];
  purposes: {
    title: Words;
    law: Words;
    ground: Words;
    recipients: string[];
    /** `YYYY-MM-DD` */
    from: string;
    until: string | null;
  }[];
  analyses: Words[];
  countsPassages: boolean;
  raisesAlerts: boolean;
  keptDays: number;
}

/** The register of cameras that is published. */
export interface CameraRegister {
  territory: string;
  controller: ControllerDraft;
  rulePack: string;
  statisticsDelay: Words;
  cameras: RegisterEntry[];
}

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
