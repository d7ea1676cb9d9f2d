import { bilingual } from '../bilingual.ts';

/** How long the alerts of each rule waited for a person. */
export const ruleTimes = bilingual(
  {
    title: 'From alert to decision',
    note_one: 'last {{count}} day',
    note_other: 'last {{count}} days',
    none: 'No alert in this time.',
    alerts: 'Alerts',
    rejected: 'Rejected',
    sight: 'Seen after',
    decision: 'Decided after',
    help: 'Half were faster than the first figure, nine of ten faster than the second. Figures are of rules, never of people, and want five alerts.',
    seconds: '{{value}} s',
    minutes: '{{value}} min',
    hours: '{{value}} h',
  },
  {
    title: 'De l’alerte à la décision',
    note_one: '{{count}} dernier jour',
    note_other: '{{count}} derniers jours',
    none: 'Aucune alerte sur cette durée.',
    alerts: 'Alertes',
    rejected: 'Rejetées',
    sight: 'Vue après',
    decision: 'Décidée après',
    help: 'La moitié est allée plus vite que le premier chiffre, neuf sur dix plus vite que le second. Les chiffres sont ceux des règles, jamais des personnes, et demandent cinq alertes.',
    seconds: '{{value}} s',
    minutes: '{{value}} min',
    hours: '{{value}} h',
  },
);
