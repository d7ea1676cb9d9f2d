import { inFrench } from './french.ts';

/** Texts of one language, by area and name. */
export type Texts = { readonly [key: string]: string | Texts };

const frenchSpaces = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'string' ? inFrench(text) : frenchSpaces(text),
    ]),
  );

/** The texts of one language, as they are read: of French, with its spaces. */
export function textsOf(
  areas: Readonly<Record<string, { readonly en: Texts; readonly fr: Texts }>>,
  language: 'en' | 'fr',
): Texts {
  const texts: Texts = Object.fromEntries(
    Object.entries(areas).map(([area, both]) => [area, both[language]]),
  );
  return language === 'fr' ? frenchSpaces(texts) : texts;
}
