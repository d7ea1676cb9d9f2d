import type { Controller } from '#features/compliance/controller.ts';
import type { Inventory, InventoryCamera } from '#features/compliance/ports.ts';

const day = 86_400_000;

/** The controller of a territory, whole. */
export const controller: Controller = {
  name: 'Communauté de communes de la Vallée',
  representative: 'Le président',
  address: '1 place de la Mairie, 57000 Vallée',
  email: 'contact@vallee.example',
  phone: '03 87 00 00 00',
  dpo: { name: 'Dora Pauly', email: 'dpo@vallee.example', phone: '03 87 00 00 01' },
  authority: { name: 'CNIL', address: '3 place de Fontenoy, 75007 Paris' },
};

/** A camera of the inventory; what is given replaces what it has. */
export function inventoryCamera(changes: Partial<InventoryCamera> = {}): InventoryCamera {
  return {
    id: 1,
    name: 'Rond-point nord',
    place: 'public-road',
    position: { latitude: 49.4, longitude: 6.1 },
    isActive: true,
    refusal: null,
    mask: 'drawn',
    purposes: [
      {
        id: 3,
        name: 'Comptage du trafic',
        code: 'csi-transport',
        title: { en: 'Regulation of transport flows', fr: 'Régulation des flux de transport' },
        law: { en: 'CSI L.251-2 3°', fr: 'CSI L.251-2 3°' },
        ground: { en: 'Public task', fr: 'Mission d’intérêt public' },
        regime: 'rgpd',
        recipients: ['Service voirie'],
        fromMs: 0,
        untilMs: 365 * day,
      },
    ],
    analyses: [{ kind: 'crossing', title: { en: 'Crossing', fr: 'Franchissement' } }],
    countsPassages: true,
    alerts: [],
    keptDays: 0,
    hasKnownPassword: false,
    ...changes,
  };
}

/** What a territory with these cameras processes. */
export function inventoryOf(...cameras: readonly InventoryCamera[]): Inventory {
  return {
    territory: { name: 'Vallée', timeZone: 'Europe/Paris' },
    cameras,
    rulePack: 'fr-2026.2',
    statisticsDelay: { en: 'Counts are shown the next day.', fr: 'Les comptages se montrent le lendemain.' },
    auditMonths: 12,
    detector: { name: 'nanodet-g', classes: ['person', 'car'] },
  };
}
