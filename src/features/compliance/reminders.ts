import type { Words } from '#foundation/legal-gate.ts';
import type { Finding } from './finding.ts';
import type { DatedAuthorisation } from './ports.ts';

/** Something somebody must be told, once. */
export interface Reminder {
  /** the same for as long as it is the same reminder */
  readonly subject: string;
  /** row of docs/compliance.md */
  readonly row: string;
  readonly words: Words;
  /** when an authorisation ends */
  readonly untilMs: number | null;
}

const dayMs = 86_400_000;
/** Days before its end on which an authorisation is told of; a renewal takes a commission and months. */
const steps = [0, 30, 180] as const;
/** From here on the end of an authorisation is somebody's work. */
export const firstReminderDays = 180;

/** Whole days until a moment; 0 or less: it is over. */
export const daysUntil = (untilMs: number, nowMs: number): number => Math.ceil((untilMs - nowMs) / dayMs);

/** What must be told now: authorisations by their nearest step, and every rule that wants an action. */
export function dueReminders(
  authorisations: readonly DatedAuthorisation[],
  findings: readonly Finding[],
  nowMs: number,
): Reminder[] {
  const dated = authorisations.flatMap((one): Reminder[] => {
    const days = daysUntil(one.untilMs, nowMs);
    const step = steps.find((limit) => days <= limit);
    if (step === undefined || one.cameraIds.length === 0) return [];
    const day = new Date(one.untilMs).toISOString().slice(0, 10);
    return [
      {
        subject: `authorisation ${one.id} ${day} ${step}`,
        row: 'F09',
        words: authorisationWords(one, days),
        untilMs: one.untilMs,
      },
    ];
  });
  const red = findings
    .filter(({ row, status }) => status === 'action' && row !== 'F09')
    .map(({ row, words }) => ({ subject: `finding ${row}`, row, words, untilMs: null }));
  return [...dated, ...red];
}

/** A day as people write it. */
export function dayInWords(ms: number): Words {
  const written = (locale: string): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(ms);
  return { en: written('en-GB'), fr: written('fr-FR') };
}

/** What is said of an authorisation that ends. */
export function authorisationWords({ number, untilMs }: DatedAuthorisation, days: number): Words {
  const day = dayInWords(untilMs);
  if (days <= 0)
    return {
      en: `The prefect’s authorisation ${number} ended on ${day.en}: its cameras are not read.`,
      fr: `L’autorisation préfectorale ${number} a pris fin le ${day.fr} : ses caméras ne sont plus lues.`,
    };
  return {
    en: `The prefect’s authorisation ${number} ends on ${day.en}, in ${days} days: ask for its renewal.`,
    fr: `L’autorisation préfectorale ${number} prend fin le ${day.fr}, dans ${days} jours : demandez son renouvellement.`,
  };
}
