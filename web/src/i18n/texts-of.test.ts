import { describe, expect, it } from 'vitest';
import { areas } from './areas.ts';
import { type Texts, textsOf } from './texts-of.ts';

const namesOf = (texts: Texts, before = ''): string[] =>
  Object.entries(texts).flatMap(([name, text]) =>
    typeof text === 'string' ? [`${before}${name}`] : namesOf(text, `${before}${name}.`),
  );
const words = (texts: Texts, area: string, name: string): string => {
  const found = texts[area];
  return typeof found === 'object' ? String(found[name]) : '';
};

describe('the texts of one language', () => {
  it('are the same in number and name in both languages', () => {
    const english = namesOf(textsOf(areas, 'en'));
    expect(english.length).toBeGreaterThan(1000);
    expect(namesOf(textsOf(areas, 'fr'))).toEqual(english);
  });

  it('hold nothing of the other language, and the spaces of French', () => {
    expect(words(textsOf(areas, 'en'), 'help', 'title')).toBe('Help: {{page}}');
    expect(words(textsOf(areas, 'fr'), 'help', 'title')).toBe('Aide\u00a0: {{page}}');
  });
});
