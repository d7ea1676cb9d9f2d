import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isolated } from './isolated.ts';
import type { Texts } from './texts-of.ts';

/** The languages of the interface. */
export type Language = 'en' | 'fr';

const storageKey = 'vigie-language';
const namespace = 'translation';

/** Each language is a file of its own: a reader loads one of them. */
const load: Readonly<Record<Language, () => Promise<{ readonly texts: Texts }>>> = {
  en: () => import('virtual:texts/en'),
  fr: () => import('virtual:texts/fr'),
};

function languageAtStart(): Language {
  const wanted = localStorage.getItem(storageKey) ?? navigator.language;
  return wanted.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** Prepares the texts in the language chosen before, else in the browser's. */
export async function startTranslations(): Promise<void> {
  const language = languageAtStart();
  const { texts } = await load[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    // A text missing in one language does not compile: there is nothing to fall back to.
    fallbackLng: false,
    resources: { [language]: { [namespace]: texts } },
    // React escapes; what is put in is only kept to itself where it reads from right to left.
    interpolation: { escapeValue: true, escape: isolated },
  });
  document.documentElement.lang = language;
}

/** Changes the language and remembers it on this device; without a network, to one that was loaded before only. */
export async function chooseLanguage(language: Language): Promise<void> {
  const { texts } = await load[language]();
  i18next.addResourceBundle(language, namespace, texts);
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
