import type { ToldAlert } from './ports.ts';

/** The languages of every text a person reads. */
export type Language = 'en' | 'fr';

/** How one reader is written to. */
export interface Reader {
  readonly language: Language;
  readonly timeZone: string;
  readonly territoryName: string;
  /** the address of this instance, without a slash at its end */
  readonly publicUrl: string;
}

/** Words of a mail. */
export interface MailWords {
  readonly subject: string;
  readonly text: string;
}

/** What of alerts is told. */
export type Occasion = 'raised' | 'unseen' | 'confirmed';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };

const words = {
  en: {
    one: { raised: 'Alert to look at', unseen: 'Nobody has looked yet', confirmed: 'Alert confirmed' },
    many: {
      raised: (count: number) => `${count} alerts to look at`,
      unseen: (count: number) => `Nobody has looked yet: ${count} alerts`,
      confirmed: (count: number) => `${count} alerts confirmed`,
    },
    colon: ': ',
    rule: 'Rule: ',
    place: 'Place: ',
    time: 'Time: ',
    severity: { information: 'information', warning: 'warning', critical: 'critical' },
    severityLabel: 'Severity: ',
    open: 'Open: ',
    proposal: 'This is a proposal: a person confirms or rejects it.',
    decided: 'A person has looked at it and confirmed it.',
    further: (count: number) => `and ${count} more`,
    choices: 'What you are told, and when: ',
    reminder: 'Vigie, reminder of the law',
    test: 'Test message',
    testText: 'Messages of Vigie arrive here. Nothing has happened.',
  },
  fr: {
    one: {
      raised: 'Alerte à vérifier',
      unseen: 'Personne n’a encore regardé',
      confirmed: 'Alerte confirmée',
    },
    many: {
      raised: (count: number) => `${count} alertes à vérifier`,
      unseen: (count: number) => `Personne n’a encore regardé : ${count} alertes`,
      confirmed: (count: number) => `${count} alertes confirmées`,
    },
    colon: ' : ',
    rule: 'Règle : ',
    place: 'Lieu : ',
    time: 'Moment : ',
    severity: { information: 'information', warning: 'avertissement', critical: 'critique' },
    severityLabel: 'Gravité : ',
    open: 'Ouvrir : ',
    proposal: 'C’est une proposition : une personne la confirme ou la rejette.',
    decided: 'Une personne l’a regardée et confirmée.',
    further: (count: number) => `et ${count} autres`,
    choices: 'Ce qui vous est annoncé, et quand : ',
    reminder: 'Vigie, rappel de la loi',
    test: 'Message d’essai',
    testText: 'Les messages de Vigie arrivent ici. Il ne s’est rien passé.',
  },
} as const;

const mostListed = 30;

/** Camera, and zone or line. */
export const placeOf = ({ cameraName, where }: ToldAlert): string =>
  where === null ? cameraName : `${cameraName}, ${where}`;

/** A time of the territory, with its day. */
export function momentOf(instant: string | number, { language, timeZone }: Reader): string {
  const write = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locales[language], { hourCycle: 'h23', timeZone, ...options }).format(
      new Date(instant),
    );
  const day = write({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  return `${day}, ${write({ hour: '2-digit', minute: '2-digit' })}`;
}

/** The page of one alert, or of all that are new. */
export function linkTo(alerts: readonly ToldAlert[]): string {
  const [first] = alerts;
  return alerts.length === 1 && first !== undefined ? `/alerts?id=${first.id}` : '/alerts?state=new';
}

/** A mail about alerts: rule, place, time and link, nothing seen. Outside the territory's people there is no link. */
export function alertMail(alerts: readonly ToldAlert[], occasion: Occasion, reader: Reader): MailWords {
  const told = words[reader.language];
  const lines = alerts.slice(0, mostListed).map((alert) => linesOf(alert, reader).join('\n'));
  const more = alerts.length - mostListed;
  const ending =
    occasion === 'confirmed'
      ? [told.decided]
      : [`${told.open}${reader.publicUrl}${linkTo(alerts)}`, told.proposal, choicesLine(reader)];
  return {
    subject: headOf(alerts, occasion, reader),
    text: [...lines, ...(more > 0 ? [told.further(more)] : []), ...ending, reader.territoryName, ''].join(
      '\n\n',
    ),
  };
}

/** A mail or a desktop notice that says that the way is open. */
export function testWords(language: Language): { readonly title: string; readonly body: string } {
  return { title: words[language].test, body: words[language].testText };
}

/** A mail that reminds of something the law asks for. */
export function reminderMail(what: string, { language, publicUrl, territoryName }: Reader): MailWords {
  const told = words[language];
  return {
    subject: `${told.reminder} (${territoryName})`,
    text: [what, `${told.open}${publicUrl}/data-protection`, territoryName, ''].join('\n\n'),
  };
}

/** A few words for the screen of a device. */
export function alertPush(
  alerts: readonly ToldAlert[],
  occasion: Occasion,
  reader: Reader,
): { readonly title: string; readonly body: string; readonly path: string } {
  const [first] = alerts;
  const time = first === undefined ? '' : timeOf(first.occurredAt, reader);
  const place = [...new Set(alerts.map(placeOf))].slice(0, 3).join(' · ');
  return {
    title: headOf(alerts, occasion, reader),
    body: `${place}, ${time}`,
    path: linkTo(alerts),
  };
}

/** Where a person changes what they are told. */
export const choicesLine = ({ language, publicUrl }: Reader): string =>
  `${words[language].choices}${publicUrl}/account`;

function headOf(alerts: readonly ToldAlert[], occasion: Occasion, { language }: Reader): string {
  const told = words[language];
  const rules = [...new Set(alerts.map(({ ruleName }) => ruleName))].slice(0, 2).join(', ');
  const [first] = alerts;
  if (alerts.length === 1 && first !== undefined)
    return `${told.one[occasion]}${told.colon}${rules}, ${first.cameraName}`;
  return `${told.many[occasion](alerts.length)}${told.colon}${rules}`;
}

function linesOf(alert: ToldAlert, reader: Reader): string[] {
  const told = words[reader.language];
  return [
    `${told.rule}${alert.ruleName}`,
    `${told.place}${placeOf(alert)}`,
    `${told.time}${momentOf(alert.occurredAt, reader)}`,
    `${told.severityLabel}${told.severity[alert.severity]}`,
  ];
}

function timeOf(instant: string, { language, timeZone }: Reader): string {
  return new Intl.DateTimeFormat(locales[language], {
    hourCycle: 'h23',
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(instant));
}
