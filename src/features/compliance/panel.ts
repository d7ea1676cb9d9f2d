import type { Controller } from './controller.ts';
import { pictogram } from './pictogram.ts';
import type { Block, InventoryCamera, PrintedDocument } from './ports.ts';

type Language = 'fr' | 'en';

/** What a panel tells. */
export interface PanelFacts {
  readonly controller: Controller;
  readonly cameras: readonly InventoryCamera[];
  /** where everything about the cameras is told: our own host, never a shortener */
  readonly registerUrl: string;
}

const texts = {
  fr: {
    title: 'Lieu équipé de caméras',
    purposes: 'Pourquoi',
    analysis:
      'Des logiciels comptent et reconnaissent des objets (véhicules, personnes, bagages). Aucun visage, aucune plaque n’est reconnu.',
    kept: 'Durée',
    notKept: 'Aucune image n’est conservée. Seuls des comptages anonymes le sont.',
    keptDays: (days: number) => `Les images sont conservées ${days} jours au plus, puis détruites.`,
    who: 'Responsable',
    dpo: 'Délégué à la protection des données',
    rights: 'Vos droits',
    rightsText:
      'Vous pouvez demander à voir les images qui vous concernent, vérifier leur destruction, les faire effacer, limiter leur usage ou vous y opposer : écrivez ou téléphonez au délégué à la protection des données.',
    complaint: 'Réclamation',
    complaintText: (name: string, address: string) => `Auprès de : ${name}, ${address}.`,
    more: 'Le registre des caméras',
    foot: 'Articles 12 et 13 du RGPD ; article L. 251-3 du code de la sécurité intérieure',
  },
  en: {
    title: 'Cameras in use here',
    purposes: 'Why',
    analysis:
      'Software counts and recognises objects (vehicles, persons, luggage). No face and no number plate is recognised.',
    kept: 'For how long',
    notKept: 'No picture is kept. Only anonymous counts are.',
    keptDays: (days: number) => `Pictures are kept for ${days} days at most, then destroyed.`,
    who: 'Controller',
    dpo: 'Data protection officer',
    rights: 'Your rights',
    rightsText:
      'You may ask to see the pictures of you, check that they were destroyed, have them erased, restrict their use or object to it: write to or call the data protection officer.',
    complaint: 'Complaints',
    complaintText: (name: string, address: string) => `To: ${name}, ${address}.`,
    more: 'The register of cameras',
    foot: 'Articles 12 and 13 GDPR; article L. 251-3 of the French code of internal security',
  },
} as const;

/** The panel that stands where cameras look: the six things the public must be told (GDPR art. 13, CSI L.251-3). */
export function panelOf(facts: PanelFacts, language: Language): PrintedDocument {
  const words = texts[language];
  const { controller, cameras, registerUrl } = facts;
  const { name, representative, address, phone, email, dpo, authority } = controller;
  const blocks: Block[] = [
    { kind: 'drawing', svg: pictogram, width: 130 },
    { kind: 'heading', text: words.purposes },
    { kind: 'list', items: purposesOf(cameras, language) },
    { kind: 'note', text: words.analysis },
    { kind: 'heading', text: words.kept },
    { kind: 'text', text: retentionOf(cameras, words) },
    { kind: 'heading', text: words.who },
    { kind: 'text', text: `${name} — ${representative}\n${address}\n${phone} — ${email}` },
    { kind: 'text', text: `${words.dpo} : ${dpo.name}, ${dpo.phone}, ${dpo.email}` },
    { kind: 'heading', text: words.rights },
    { kind: 'text', text: words.rightsText },
    { kind: 'heading', text: words.complaint },
    { kind: 'text', text: words.complaintText(authority.name, authority.address) },
    { kind: 'link', text: `${words.more} : ${registerUrl}`, url: registerUrl, hasCode: true },
  ];
  return { title: words.title, language, foot: words.foot, isPanel: true, blocks };
}

function purposesOf(cameras: readonly InventoryCamera[], language: Language): string[] {
  const told = cameras.flatMap(({ purposes }) =>
    purposes.map(({ title, law }) => `${title[language]} (${law[language]})`),
  );
  return [...new Set(told)].sort();
}

function retentionOf(cameras: readonly InventoryCamera[], words: (typeof texts)[Language]): string {
  const days = Math.max(0, ...cameras.map(({ keptDays }) => keptDays));
  return days === 0 ? words.notKept : words.keptDays(days);
}
