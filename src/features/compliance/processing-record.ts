import type { Words } from '#foundation/legal-gate.ts';
import type { ControllerDraft } from './controller.ts';
import type { Inventory, InventoryCamera, InventoryPurpose, PrintedDocument } from './ports.ts';

/** One processing of the record: everything that serves one purpose. */
interface ProcessingActivity {
  purpose: Words;
  name: string;
  law: Words;
  ground: Words;
  regime: 'rgpd' | 'titre-iii';
  cameras: string[];
  people: Words;
  data: Words;
  recipients: string[];
  transfers: Words;
  retention: Words;
  measures: Words;
}

/** The record of processing activities of a territory (GDPR art. 30(1)). */
export interface ProcessingRecord {
  territory: string;
  controller: ControllerDraft;
  madeAt: string;
  activities: ProcessingActivity[];
}

const people: Words = {
  en: 'Passers-by and road users before the cameras; staff on closed sites; people with an account',
  fr: 'Passants et usagers de la voie devant les caméras ; agents sur les sites fermés ; titulaires d’un compte',
};
const countsOnly: Words = {
  en: 'Pictures in memory only, for less than a second; anonymous counts by quarter hour; no face, plate or identifier',
  fr: 'Images en mémoire vive seulement, moins d’une seconde ; comptages anonymes par quart d’heure ; ni visage, ni plaque, ni identifiant',
};
const countsAndPictures: Words = {
  en: 'Pixelated pictures around alerts, encrypted; anonymous counts by quarter hour; no face, plate or identifier',
  fr: 'Images pixelisées autour des alertes, chiffrées ; comptages anonymes par quart d’heure ; ni visage, ni plaque, ni identifiant',
};
const transfers: Words = { en: 'None outside the European Union', fr: 'Aucun hors de l’Union européenne' };
const measures: Words = {
  en: 'Masks burned in first, rights by role and camera, second factor, log of who saw what, encryption, legal gate',
  fr: 'Masques incrustés en premier, droits par rôle et par caméra, second facteur, journal des consultations, chiffrement, garde-fou juridique',
};

/** Makes the record from the configuration itself: what is not configured is not processed. */
export function processingRecord(
  inventory: Inventory,
  controller: ControllerDraft,
  nowMs: number,
): ProcessingRecord {
  const purposes = new Map<number, InventoryPurpose>();
  for (const camera of inventory.cameras) for (const one of camera.purposes) purposes.set(one.id, one);
  return {
    territory: inventory.territory.name,
    controller,
    madeAt: new Date(nowMs).toISOString(),
    activities: [...purposes.values()]
      .sort((a, b) => a.id - b.id)
      .map((purpose) => activityOf(purpose, inventory)),
  };
}

function activityOf(purpose: InventoryPurpose, { cameras, auditMonths }: Inventory): ProcessingActivity {
  const own = cameras.filter(({ purposes }) => purposes.some(({ id }) => id === purpose.id));
  const { name, title, law, ground, regime, recipients } = purpose;
  return {
    purpose: title,
    name,
    law,
    ground,
    regime,
    cameras: own.map((camera) => camera.name),
    people,
    data: own.some(({ keptDays }) => keptDays > 0) ? countsAndPictures : countsOnly,
    recipients: [...recipients],
    transfers,
    retention: retentionOf(own, auditMonths),
    measures,
  };
}

function retentionOf(cameras: readonly InventoryCamera[], auditMonths: number): Words {
  const days = Math.max(0, ...cameras.map(({ keptDays }) => keptDays));
  return {
    en: `Pictures: ${days === 0 ? 'none kept' : `${days} days`}; log of who saw what: ${auditMonths} months; counts: kept, anonymous`,
    fr: `Images : ${days === 0 ? 'aucune conservée' : `${days} jours`} ; journal des consultations : ${auditMonths} mois ; comptages : conservés, anonymes`,
  };
}

const headings = {
  en: {
    title: 'Record of processing activities',
    foot: 'GDPR article 30',
    name: 'Purpose',
    law: 'Text',
    ground: 'Lawfulness',
    regime: 'Regime',
    cameras: 'Cameras',
    people: 'Persons',
    data: 'Data',
    recipients: 'Recipients',
    transfers: 'Transfers',
    retention: 'Kept for',
    measures: 'Security',
    none: 'none',
  },
  fr: {
    title: 'Registre des activités de traitement',
    foot: 'RGPD, article 30',
    name: 'Finalité',
    law: 'Texte',
    ground: 'Base légale',
    regime: 'Régime',
    cameras: 'Caméras',
    people: 'Personnes concernées',
    data: 'Données',
    recipients: 'Destinataires',
    transfers: 'Transferts',
    retention: 'Durées',
    measures: 'Sécurité',
    none: 'aucun',
  },
} as const;

/** The lines of one activity, each with its heading. */
export function linesOf(activity: ProcessingActivity, language: 'fr' | 'en'): (readonly [string, string])[] {
  const head = headings[language];
  return [
    [head.name, `${activity.purpose[language]} (${activity.name})`],
    [head.law, activity.law[language]],
    [head.ground, activity.ground[language]],
    [head.regime, activity.regime === 'rgpd' ? 'RGPD' : 'Loi 78-17, titre III'],
    [head.cameras, activity.cameras.join(', ')],
    [head.people, activity.people[language]],
    [head.data, activity.data[language]],
    [head.recipients, activity.recipients.join(', ') || head.none],
    [head.transfers, activity.transfers[language]],
    [head.retention, activity.retention[language]],
    [head.measures, activity.measures[language]],
  ];
}

/** The record as a document to print. */
export function recordDocument(record: ProcessingRecord, language: 'fr' | 'en'): PrintedDocument {
  const { title, foot } = headings[language];
  return {
    title: `${title} — ${record.territory}`,
    language,
    foot: `${foot} — ${record.madeAt.slice(0, 10)}`,
    isPanel: false,
    blocks: record.activities.flatMap((activity) => [
      { kind: 'heading' as const, text: activity.purpose[language] },
      {
        kind: 'table' as const,
        head: ['', ''],
        rows: linesOf(activity, language).map(([name, value]) => [name, value]),
      },
    ]),
  };
}
