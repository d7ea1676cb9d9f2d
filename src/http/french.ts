import { accountPhrases } from './french/accounts.ts';
import { alertPhrases } from './french/alerts.ts';
import { cameraPhrases } from './french/cameras.ts';
import { lawPhrases } from './french/law.ts';
import { notificationPhrases } from './french/notifications.ts';
import { requestPhrases } from './french/requests.ts';
import { rulePhrases } from './french/rules.ts';

/** French by English; `{}` stands for what is filled in, `{2}` for the second of them. */
export type Phrases = Readonly<Record<string, string>>;

/** Says in French what the server tells in English; what has no French stays as it is. */
export type SayInFrench = (text: string) => string;

/** All that faults are told with. */
export const frenchPhrases: Phrases = {
  ...requestPhrases,
  ...accountPhrases,
  ...cameraPhrases,
  ...lawPhrases,
  ...rulePhrases,
  ...notificationPhrases,
  ...alertPhrases,
};

/** Longer texts hold what somebody sent: they are not searched for phrases. */
const longestText = 2000;
const deepest = 4;
const gap = /\{\}/g;

interface Pattern {
  readonly form: RegExp;
  readonly french: string;
  /** which gaps stand in quotes: names, which are nobody's phrase */
  readonly quoted: readonly boolean[];
}

/** Makes the interpreter of a book of phrases. */
export function createSayInFrench(phrases: Phrases = frenchPhrases): SayInFrench {
  const whole = new Map<string, string>();
  const patterns: [english: string, pattern: Pattern][] = [];
  for (const [english, french] of Object.entries(phrases)) {
    // Where two gaps meet nobody can tell them apart.
    if (english.includes('{}')) patterns.push([english, patternOf(joined(english), joined(french))]);
    else whole.set(english, spaced(french));
  }
  // The most words first: `{}: {}` fits nearly everything.
  patterns.sort(([a], [b]) => wordsIn(b) - wordsIn(a));
  const say = (text: string, depth: number): string => {
    if (text.length > longestText || depth > deepest) return text;
    const known = whole.get(text);
    if (known !== undefined) return known;
    for (const [, { form, french, quoted }] of patterns) {
      const found = form.exec(text);
      if (found === null) continue;
      const parts = found.slice(1).map((part, at) => (quoted[at] === true ? part : say(part, depth + 1)));
      return filled(french, parts);
    }
    return text;
  };
  return (text) => say(text, 0);
}

const joined = (phrase: string): string => phrase.replaceAll(/(?:\{\}){2,}/g, '{}');

function patternOf(english: string, french: string): Pattern {
  const parts = english.split('{}');
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return {
    form: new RegExp(`^${escaped.join('(.*?)')}$`, 's'),
    french: spaced(french),
    quoted: parts.slice(0, -1).map((part) => part.endsWith('"')),
  };
}

const wordsIn = (english: string): number => english.replace(gap, '').length;

function filled(french: string, parts: readonly string[]): string {
  let next = 0;
  return french.replace(/\{(\d*)\}/g, (_, number: string) => {
    const index = number === '' ? next++ : Number(number) - 1;
    return parts[index] ?? '';
  });
}

/** French keeps high punctuation on the line of its word, with a thin space (a full one before a colon). */
const spaced = (text: string): string =>
  text
    .replace(/ ([;?!»])/g, '\u202f$1')
    .replace(/« /g, '«\u202f')
    .replace(/ :/g, '\u00a0:');
