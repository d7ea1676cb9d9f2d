import { createInventory } from '#app/compliance-inventory.ts';
import type { Services } from '#app/services.ts';
import type { CameraInput } from '#features/cameras/camera-schema.ts';
import { dpiaFacts } from '#features/compliance/dpia.ts';
import { createDpiaStore } from '#features/compliance/dpia-store.ts';
import { createGate } from '#features/privacy/legal-decision.ts';
import { plainFacts } from '#features/privacy/legal-records.ts';
import { openPack } from '#features/privacy/rule-pack-service.ts';
import type { LegalFacts, Place } from '#foundation/legal-gate.ts';
import type { TestTerritory } from './test-territory.ts';

/** The gate of the released rule pack. */
export const decide = createGate(openPack().pack);

const codes: Readonly<Record<Place, string>> = {
  'public-road': 'traffic-statistics',
  'open-to-public': 'attendance-statistics',
  'closed-site': 'site-protection',
};

/** Facts of a camera that may give all that its place allows without any record but a purpose. */
export function lawful(place: Place, code: string = codes[place]): LegalFacts {
  return plainFacts(place, [code]);
}

/** Signs the impact assessment of a territory as it is configured now. */
export async function signAssessment({
  database,
  services,
  stores,
}: Pick<TestTerritory, 'database' | 'services' | 'stores'>): Promise<void> {
  const detector = { name: 'test', classes: [] };
  const inventory = createInventory({
    stores,
    law: services.law,
    clock: Date.now,
    detector,
    auditMonths: 12,
  });
  const store = createDpiaStore(1);
  await database.unitOfWork(async (tx) => {
    const now = new Date();
    const facts = dpiaFacts(await inventory(tx));
    const id = await store.insert(tx, { facts, opinions: {}, madeAt: now, madeBy: 'Dora' });
    await store.sign(tx, id, 'Dora', now);
  });
}

/** What a stored camera needs to be read at a place: a purpose made for it, and on public roads why it has no mask. */
export async function lawfulCamera({ law }: Pick<Services, 'law'>, place: Place = 'closed-site') {
  const code = codes[place];
  const known = (await law.purposes.list()).find((purpose) => purpose.code === code);
  const { id } = known ?? (await law.purposes.insert({ name: code, code }));
  const maskWaiver = place === 'public-road' ? { maskWaiver: 'The picture shows no dwelling' } : {};
  return { place, purposeIds: [id], ...maskWaiver };
}

/** Makes what cameras are added with: each under its name, lawful at its place, on a closed site unless said. */
export async function lawfulInputs(services: Pick<Services, 'law'>) {
  const laws = {
    'closed-site': await lawfulCamera(services, 'closed-site'),
    'open-to-public': await lawfulCamera(services, 'open-to-public'),
    'public-road': await lawfulCamera(services, 'public-road'),
  };
  return (name: string, change: Partial<CameraInput> = {}): CameraInput => ({
    name,
    source: { url: 'rtsp://admin:secret@192.0.2.4/stream' },
    ...laws[change.place ?? 'closed-site'],
    ...change,
  });
}
