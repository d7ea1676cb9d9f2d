import { ruleCatalogue } from '#analytics/rules/catalogue.ts';
import { usesKnownPassword } from '#features/cameras/known-passwords.ts';
import type { InventoryCamera, InventoryPurpose, ReadInventory } from '#features/compliance/ports.ts';
import type { LegalFacts, Words } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Law } from './law.ts';
import type { Stores } from './services.ts';

interface InventoryParts {
  readonly stores: Stores;
  readonly law: Pick<Law, 'decide' | 'pack'>;
  readonly clock: () => number;
  readonly detector: { readonly name: string; readonly classes: readonly string[] };
  readonly auditMonths: number;
}

/** Makes the reader of everything that is processed: from the same records that the legal gate decides by. */
export function createInventory(parts: InventoryParts): ReadInventory {
  const { stores, law, detector, auditMonths } = parts;
  return async (tx) => {
    const { name, timeZone } = await stores.territory.find(tx);
    const facts = await stores.legalFacts.facts(tx, 'all');
    const purposes = await purposesOf(tx, parts);
    const cameras: InventoryCamera[] = [];
    for (const camera of await stores.cameras.listAll(tx)) {
      const own = facts.get(camera.id);
      if (own !== undefined) cameras.push(await inventoryCamera(tx, parts, camera, own, purposes));
    }
    return {
      territory: { name, timeZone },
      cameras,
      rulePack: law.pack.name,
      statisticsDelay: delayWords(law.pack.statistics.delay),
      auditMonths,
      detector,
    };
  };
}

type CameraRow = Awaited<ReturnType<Stores['cameras']['listAll']>>[number];

async function inventoryCamera(
  tx: Tx,
  { stores, law, clock }: InventoryParts,
  camera: CameraRow,
  facts: LegalFacts,
  purposes: ReadonlyMap<number, InventoryPurpose>,
): Promise<InventoryCamera> {
  const { id, name, place, position, enabled } = camera;
  const decision = law.decide(facts, 'video-analysis', 'frames', clock());
  const rules = (await stores.rules.listAll(tx, id)).filter((rule) => rule.enabled);
  const kinds = [...new Set(rules.map(({ kind }) => kind))];
  // What would alert once it is assessed: an assessment that depends on its own signature could never be signed.
  const assessed = { ...facts, assessment: { isCurrent: true, detectors: kinds } };
  const lines = await stores.zones.lines.listAll(tx, id);
  return {
    id,
    name,
    place,
    position: position && { latitude: position.latitude, longitude: position.longitude },
    isActive: enabled && decision.allowed,
    refusal: decision.allowed ? null : decision.rule,
    mask: facts.mask,
    purposes: facts.purposes.flatMap((purpose) => purposes.get(purpose.id) ?? []),
    analyses: ruleCatalogue
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ kind, title }) => ({ kind, title })),
    countsPassages: lines.length > 0,
    alerts: kinds.filter((kind) => law.decide(assessed, kind, 'alert', clock()).allowed),
    hasKnownPassword: usesKnownPassword(camera.source.url),
    keptDays: (await stores.recordings.choice(tx, id))?.keptDays ?? 0,
  };
}

async function purposesOf(
  tx: Tx,
  { stores, law }: InventoryParts,
): Promise<ReadonlyMap<number, InventoryPurpose>> {
  const records = await stores.legalFacts.purposes(tx);
  return new Map(
    records.map(({ id, name, code, ground, regime, recipients, fromMs, untilMs }) => {
      const kind = law.pack.purposes.find((one) => one.code === code);
      const title = kind?.title ?? { en: code, fr: code };
      const grounds = law.pack.grounds.find((one) => one.code === ground)?.title;
      const words = { title, law: kind?.law ?? title, ground: grounds ?? { en: ground, fr: ground } };
      return [id, { id, name, code, ...words, regime, recipients, fromMs, untilMs }];
    }),
  );
}

function delayWords(delay: 'next-day' | { readonly minutes: number }): Words {
  if (delay === 'next-day')
    return {
      en: 'Counts of places open to the public are shown from the next day.',
      fr: 'Les comptages des lieux ouverts au public se montrent à partir du lendemain.',
    };
  return {
    en: `Counts of places open to the public are shown after ${delay.minutes} minutes.`,
    fr: `Les comptages des lieux ouverts au public se montrent après ${delay.minutes} minutes.`,
  };
}
