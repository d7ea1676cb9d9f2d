import type { ToldAlert } from './ports.ts';
import { choicesLine, type MailWords, momentOf, type Reader } from './wording.ts';

/** What became of the alerts of one rule. Never of who decided. */
export interface RuleSummary {
  readonly ruleName: string;
  readonly cameraName: string;
  readonly waiting: number;
  readonly confirmed: number;
  readonly rejected: number;
  readonly total: number;
}

/** Adds up alerts by rule and camera, in the order of the first of each. */
export function summariseAlerts(alerts: readonly ToldAlert[]): readonly RuleSummary[] {
  const groups = new Map<string, ToldAlert[]>();
  for (const alert of alerts) {
    const name = `${alert.cameraName}\n${alert.ruleName}`;
    groups.set(name, [...(groups.get(name) ?? []), alert]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const count = (found: ToldAlert['verdict']): number =>
      group.filter(({ verdict, state }) => verdict === found && (found !== null || state !== 'closed'))
        .length;
    return [
      {
        ruleName: first.ruleName,
        cameraName: first.cameraName,
        waiting: count(null),
        confirmed: count('confirmed'),
        rejected: count('rejected'),
        total: group.length,
      },
    ];
  });
}

const words = {
  en: {
    subject: (count: number) =>
      count === 0 ? 'The last day: no alert' : `The last day: ${count} ${count === 1 ? 'alert' : 'alerts'}`,
    since: 'Since ',
    none: 'No alert was raised.',
    total: (count: number) => `${count} ${count === 1 ? 'alert' : 'alerts'}`,
    waiting: (count: number) => `${count} still to decide`,
    confirmed: (count: number) => `${count} confirmed`,
    rejected: (count: number) => `${count} rejected`,
    colon: ': ',
    narrowed: 'Of cameras that your habilitation does not cover now only confirmed alerts are counted.',
    failing: 'Messages do not get through over: ',
    open: 'Open: ',
  },
  fr: {
    subject: (count: number) =>
      count === 0
        ? 'Depuis hier : aucune alerte'
        : `Depuis hier : ${count} ${count === 1 ? 'alerte' : 'alertes'}`,
    since: 'Depuis le ',
    none: 'Aucune alerte n’a été levée.',
    total: (count: number) => `${count} ${count === 1 ? 'alerte' : 'alertes'}`,
    waiting: (count: number) => `${count} encore à décider`,
    confirmed: (count: number) => `${count} ${count === 1 ? 'confirmée' : 'confirmées'}`,
    rejected: (count: number) => `${count} ${count === 1 ? 'rejetée' : 'rejetées'}`,
    colon: ' : ',
    narrowed:
      'Des caméras que votre habilitation ne couvre pas en ce moment, seules les alertes confirmées sont comptées.',
    failing: 'Des messages ne passent pas par : ',
    open: 'Ouvrir : ',
  },
} as const;

/** What a digest says besides its alerts. */
interface DigestFacts {
  readonly sinceMs: number;
  readonly failingChannels: readonly string[];
  /** alerts were left out that the reader may not be told of */
  readonly isNarrowed: boolean;
}

/** The mail of the morning: by rule what was raised and what became of it, and what is out of order. */
export function digestMail(alerts: readonly ToldAlert[], facts: DigestFacts, reader: Reader): MailWords {
  const told = words[reader.language];
  const lines = summariseAlerts(alerts).map(
    ({ ruleName, cameraName, total, waiting, confirmed, rejected }) => {
      const parts = [
        ...(waiting > 0 ? [told.waiting(waiting)] : []),
        ...(confirmed > 0 ? [told.confirmed(confirmed)] : []),
        ...(rejected > 0 ? [told.rejected(rejected)] : []),
      ];
      const rest = parts.length === 0 ? '' : ` (${parts.join(', ')})`;
      return `- ${ruleName}, ${cameraName}${told.colon}${told.total(total)}${rest}`;
    },
  );
  const failing =
    facts.failingChannels.length === 0 ? [] : [`${told.failing}${facts.failingChannels.join(', ')}`];
  return {
    subject: `${told.subject(alerts.length)} (${reader.territoryName})`,
    text: [
      `${told.since}${momentOf(facts.sinceMs, reader)}`,
      lines.length === 0 ? told.none : lines.join('\n'),
      ...(facts.isNarrowed ? [told.narrowed] : []),
      ...failing,
      `${told.open}${reader.publicUrl}/alerts`,
      choicesLine(reader),
      '',
    ].join('\n\n'),
  };
}
