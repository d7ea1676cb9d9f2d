import { expect, it } from 'vitest';
import { ruleCatalogue } from './catalogue.ts';
import { storedName } from './rule.ts';

it('every rule reads as a sentence in both languages and names its zones or lines', () => {
  for (const definition of ruleCatalogue) {
    for (const language of ['en', 'fr'] as const) {
      const defaults = Object.fromEntries(definition.parameters.map((one) => [storedName(one), one.default]));
      const values = {
        ...defaults,
        classes: ['person', 'truck'],
        moreThan: 5,
        seconds: 60,
        minutes: 30,
        longerThan: 45,
      };
      const words = { language, where: 'Yard', direction: 'in' };
      const facts = { class: 'truck', where: 'Yard', direction: 'in', value: 3, values };
      const hasPlace = definition.parameters.some(({ type }) => /^(zone|line)/.test(type));
      if (hasPlace) expect(definition.sentence(values, words)).toContain('Yard');
      for (const text of [definition.sentence(values, words), definition.summary(facts, language)]) {
        expect(text).not.toMatch(/undefined|NaN|null/);
      }
    }
  }
});

it.each([
  [0, 'more than 0 objects', 'au moins un objet'],
  [1, 'more than 1 object (', 'plus d’un objet ('],
  [2, 'more than 2 objects', 'plus de 2 objets'],
])('the sentence of an occupancy of more than %i agrees in number', (moreThan, en, fr) => {
  const definition = ruleCatalogue.find(({ kind }) => kind === 'occupancy');
  const values = { classes: ['bench'], moreThan, seconds: 0 };
  expect(definition?.sentence(values, { language: 'en', where: 'Yard', direction: undefined })).toContain(en);
  expect(definition?.sentence(values, { language: 'fr', where: 'Yard', direction: undefined })).toContain(fr);
});
