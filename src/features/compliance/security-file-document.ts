import type { Finding } from './finding.ts';
import type { Block, PrintedDocument } from './ports.ts';
import type { SecurityFile } from './security-file.ts';

const texts = {
  en: {
    title: 'Security file',
    foot: 'For the security approval (RGS): made of the configuration as it runs; it is not the approval itself',
    who: 'Controller and contact',
    parts: 'What the system is made of',
    measures: 'Measures',
    head: ['Measure', 'Here', 'Tests (docs/compliance.md)'],
    protection: 'Data protection rules',
    findingHead: ['Row', 'Here', 'State'],
    risks: 'Risks that remain, to be accepted or treated',
    report: 'How to report a weakness: SECURITY.md of the release, and the contact above.',
    status: { held: 'held', action: 'to be done', host: 'shown on the host', idle: 'nothing depends on it' },
    unknown: 'to be filled in',
  },
  fr: {
    title: 'Dossier de sécurité',
    foot: 'Pour l’homologation (RGS) : établi d’après la configuration en service ; il n’est pas l’homologation elle-même',
    who: 'Responsable et contact',
    parts: 'Composants du système',
    measures: 'Mesures',
    head: ['Mesure', 'Ici', 'Tests (docs/compliance.md)'],
    protection: 'Règles de protection des données',
    findingHead: ['Ligne', 'Ici', 'État'],
    risks: 'Risques résiduels, à accepter ou à traiter',
    report: 'Signaler une faille : SECURITY.md de la version, et le contact ci-dessus.',
    status: { held: 'tenu', action: 'à faire', host: 'à montrer sur l’hôte', idle: 'rien n’en dépend' },
    unknown: 'à renseigner',
  },
} as const;

/** The file as a document. */
export function securityFileDocument(file: SecurityFile, language: 'fr' | 'en'): PrintedDocument {
  const own = texts[language];
  const { controller } = file;
  const line = (...values: readonly (string | undefined)[]) =>
    values.map((value) => value?.trim() || own.unknown).join(' — ');
  const findingRow = ({ row, status, words }: Finding) => [row, own.status[status], words[language]];
  const blocks: Block[] = [
    { kind: 'note', text: `${file.madeAt} — Vigie ${file.version}` },
    { kind: 'heading', text: own.who },
    {
      kind: 'text',
      text: line(controller.name, controller.representative, controller.email, controller.phone),
    },
    { kind: 'text', text: line(controller.dpo?.name, controller.dpo?.email, controller.dpo?.phone) },
    { kind: 'note', text: own.report },
    { kind: 'heading', text: own.parts },
    { kind: 'list', items: file.components.map((words) => words[language]) },
    { kind: 'heading', text: own.measures },
    {
      kind: 'table',
      head: own.head,
      rows: file.measures.map(({ words, status, rows }) => [
        words[language],
        own.status[status],
        rows.join(', '),
      ]),
    },
    { kind: 'heading', text: own.protection },
    { kind: 'table', head: own.findingHead, rows: file.findings.map(findingRow) },
    { kind: 'heading', text: own.risks },
    { kind: 'list', items: file.acceptedRisks.map((words) => words[language]) },
  ];
  return { title: `${own.title} — ${file.territory}`, language, foot: own.foot, isPanel: false, blocks };
}
