import type { Services } from '#app/services.ts';
import { createGate } from '#features/privacy/legal-decision.ts';
import { plainFacts } from '#features/privacy/legal-records.ts';
import { openPack } from '#features/privacy/rule-pack-service.ts';
import type { LegalFacts, Place } from '#foundation/legal-gate.ts';

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

/** What a stored camera needs to be read at a place: a purpose made for it, and on public roads why it has no mask. */
export async function lawfulCamera({ law }: Pick<Services, 'law'>, place: Place = 'closed-site') {
  const code = codes[place];
  const known = (await law.purposes.list()).find((purpose) => purpose.code === code);
  const { id } = known ?? (await law.purposes.insert({ name: code, code }));
  const maskWaiver = place === 'public-road' ? { maskWaiver: 'The picture shows no dwelling' } : {};
  return { place, purposeIds: [id], ...maskWaiver };
}
