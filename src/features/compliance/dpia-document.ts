import type { DpiaChange, DpiaOpinions } from './dpia.ts';
import type { Block, Inventory, InventoryCamera, PrintedDocument } from './ports.ts';

type Language = 'fr' | 'en';

interface DpiaContent {
  readonly inventory: Inventory;
  readonly version:
    | { readonly opinions: DpiaOpinions; readonly madeBy: string; readonly signedBy: string | null }
    | undefined;
  readonly changes: readonly DpiaChange[];
  readonly atMs: number;
}

const texts = {
  en: {
    title: 'Data protection impact assessment',
    foot: 'GDPR article 35',
    notSigned: 'Not signed',
    signedBy: 'Signed by',
    changed: 'Changed since this version was signed: it must be reviewed',
    description: '1. What is processed',
    flows: [
      'Pictures come from the cameras below over the territory’s own network and are decoded in memory.',
      'Privacy masks are burned in before anything looks at a picture; it is gone in less than a second.',
      'A detector gives boxes with a class; they are followed by place and time only. Numbers of objects live in memory and mean nothing the next day.',
      'What is stored: counts by quarter hour with their coverage; alerts (rule, place, time, class), never a picture unless recording is switched on.',
      'No face, number plate, re-identification, emotion, age or sex: absent from the code and the models.',
    ],
    cameras: 'Cameras',
    head: ['Camera', 'Place', 'Purposes', 'Analyses', 'Kept'],
    necessity: '2. Necessity and proportion',
    measures: '3. Measures',
    measureList: (inventory: Inventory) => [
      `Legal gate: every output of every camera is decided by the signed rule pack ${inventory.rulePack}.`,
      `Who saw what is logged in a chain that cannot be changed unseen, kept for ${inventory.auditMonths} months.`,
      'Rights by role, by camera and by dated habilitation; an administrator sees no picture; second factor.',
      'Secrets and recordings are encrypted at rest; connections to cameras only to declared networks.',
      inventory.statisticsDelay.en,
    ],
    risks: '4. Risks to persons',
    dpo: '5. Opinion of the data protection officer',
    persons: '6. Persons or representatives consulted',
    decision: '7. Decision of the controller',
    toWrite: 'To be written.',
    days: 'days',
    none: 'no picture',
  },
  fr: {
    title: 'Analyse d’impact relative à la protection des données',
    foot: 'RGPD, article 35',
    notSigned: 'Non signée',
    signedBy: 'Signée par',
    changed: 'Modifié depuis la signature de cette version : à revoir',
    description: '1. Le traitement',
    flows: [
      'Les images viennent des caméras ci-dessous par le réseau du territoire et sont décodées en mémoire vive.',
      'Les masques sont incrustés avant que quoi que ce soit ne regarde l’image ; elle disparaît en moins d’une seconde.',
      'Un détecteur donne des rectangles et une classe ; ils sont suivis par leur place et le temps seulement. Les numéros d’objets vivent en mémoire et ne signifient plus rien le lendemain.',
      'Ce qui est conservé : des comptages par quart d’heure et leur couverture ; des alertes (règle, lieu, heure, classe), jamais d’image sauf enregistrement activé.',
      'Ni visage, ni plaque, ni ré-identification, ni émotion, ni âge, ni sexe : absents du code et des modèles.',
    ],
    cameras: 'Caméras',
    head: ['Caméra', 'Lieu', 'Finalités', 'Analyses', 'Conservation'],
    necessity: '2. Nécessité et proportionnalité',
    measures: '3. Mesures',
    measureList: (inventory: Inventory) => [
      `Garde-fou juridique : chaque sortie de chaque caméra est décidée par le jeu de règles signé ${inventory.rulePack}.`,
      `Le journal des consultations est chaîné, ne se modifie pas sans que cela se voie, et se garde ${inventory.auditMonths} mois.`,
      'Droits par rôle, par caméra et par habilitation datée ; un administrateur ne voit aucune image ; second facteur.',
      'Secrets et enregistrements chiffrés ; connexions aux seules caméras des réseaux déclarés.',
      inventory.statisticsDelay.fr,
    ],
    risks: '4. Risques pour les personnes',
    dpo: '5. Avis du délégué à la protection des données',
    persons: '6. Personnes ou représentants consultés',
    decision: '7. Décision du responsable de traitement',
    toWrite: 'À rédiger.',
    days: 'jours',
    none: 'aucune image',
  },
} as const;

/** The assessment as a document: what the configuration says, and what people wrote. */
export function dpiaDocument(content: DpiaContent, language: Language): PrintedDocument {
  const words = texts[language];
  const { inventory, version, changes, atMs } = content;
  const opinions = version?.opinions ?? {};
  const written = (heading: string, text: string | undefined): Block[] => [
    { kind: 'heading', text: heading },
    { kind: 'text', text: text?.trim() || words.toWrite },
  ];
  const signature = version?.signedBy ? `${words.signedBy} ${version.signedBy}` : words.notSigned;
  return {
    title: `${words.title} — ${inventory.territory.name}`,
    language,
    foot: `${words.foot} — ${new Date(atMs).toISOString().slice(0, 10)}`,
    isPanel: false,
    blocks: [
      { kind: 'note', text: signature },
      ...changeBlocks(changes, words.changed),
      { kind: 'heading', text: words.description },
      { kind: 'list', items: words.flows },
      { kind: 'heading', text: words.cameras },
      { kind: 'table', head: words.head, rows: inventory.cameras.map((one) => cameraRow(one, language)) },
      ...written(words.necessity, opinions.necessity),
      { kind: 'heading', text: words.measures },
      { kind: 'list', items: words.measureList(inventory) },
      ...written(words.risks, opinions.risks),
      ...written(words.dpo, opinions.dpoOpinion),
      ...written(words.persons, opinions.personsConsulted),
      ...written(words.decision, opinions.decision),
    ],
  };
}

function changeBlocks(changes: readonly DpiaChange[], heading: string): Block[] {
  if (changes.length === 0) return [];
  const items = changes.map(
    ({ camera, field, before, after }) =>
      `${camera === null ? '' : `${camera} — `}${field}: ${before ?? '–'} → ${after ?? '–'}`,
  );
  return [
    { kind: 'heading', text: heading },
    { kind: 'list', items },
  ];
}

function cameraRow(camera: InventoryCamera, language: Language): string[] {
  const words = texts[language];
  const { name, place, purposes, analyses, keptDays } = camera;
  return [
    name,
    place,
    purposes.map(({ title }) => title[language]).join(', '),
    analyses.map(({ title }) => title[language]).join(', '),
    keptDays === 0 ? words.none : `${keptDays} ${words.days}`,
  ];
}
