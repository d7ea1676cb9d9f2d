import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { accounts } from './texts/accounts.ts';
import { addCamera } from './texts/add-camera.ts';
import { alerts } from './texts/alerts.ts';
import { audit } from './texts/audit.ts';
import { cameras } from './texts/cameras.ts';
import { classes } from './texts/classes.ts';
import { common } from './texts/common.ts';
import { compliance } from './texts/compliance.ts';
import { desk } from './texts/desk.ts';
import { editor } from './texts/editor.ts';
import { fields } from './texts/fields.ts';
import { firstSteps } from './texts/first-steps.ts';
import { help } from './texts/help.ts';
import { law } from './texts/law.ts';
import { live } from './texts/live.ts';
import { notifications } from './texts/notifications.ts';
import { overview } from './texts/overview.ts';
import { people } from './texts/people.ts';
import { places } from './texts/places.ts';
import { recordings } from './texts/recordings.ts';
import { register } from './texts/register.ts';
import { requests } from './texts/requests.ts';
import { ruleTimes } from './texts/rule-times.ts';
import { shell } from './texts/shell.ts';
import { statistics } from './texts/statistics.ts';
import { zones } from './texts/zones.ts';

/** The languages of the interface. */
export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

const storageKey = 'vigie-language';
const areas = {
  accounts,
  addCamera,
  alerts,
  audit,
  cameras,
  classes,
  common,
  compliance,
  editor,
  fields,
  firstSteps,
  help,
  desk,
  ruleTimes,
  law,
  live,
  notifications,
  overview,
  people,
  places,
  recordings,
  register,
  requests,
  shell,
  statistics,
  zones,
};

type Texts = { readonly [key: string]: string | Texts };

/** French keeps high punctuation on the line of its word, with a thin space (a full one before a colon). */
export const inFrench = (text: string): string =>
  text
    .replace(/ ([;?!»])/g, '\u202f$1')
    .replace(/« /g, '«\u202f')
    .replace(/ :/g, '\u00a0:');

const frenchSpaces = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'string' ? inFrench(text) : frenchSpaces(text),
    ]),
  );

const textsOf = (language: Language): Texts => {
  const texts: Texts = Object.fromEntries(
    Object.entries(areas).map(([area, both]) => [area, both[language]]),
  );
  return language === 'fr' ? frenchSpaces(texts) : texts;
};

function languageAtStart(): Language {
  const wanted = localStorage.getItem(storageKey) ?? navigator.language;
  return wanted.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** Prepares the texts in the language chosen before, else in the browser's. */
export async function startTranslations(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: languageAtStart(),
    fallbackLng: 'en',
    resources: { en: { translation: textsOf('en') }, fr: { translation: textsOf('fr') } },
    // React escapes.
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = i18next.language;
}

/** Changes the language at once and remembers it on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
