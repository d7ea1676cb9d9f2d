import { describe, expect, it } from 'vitest';
import { createSayInFrench } from './french.ts';

const say = createSayInFrench({
  'is required': 'est à remplir',
  'There is no camera {}': 'Il n’y a pas de caméra {}',
  'give the {} of a {}': 'choisissez une {2}',
  zone: 'zone',
  line: 'ligne',
  'No key is named "{}"': 'Aucune clé ne se nomme « {} »',
  'must be {}': 'doit être {}',
  'a number': 'un nombre',
  '{}: {}': '{} : {}',
  'it is {}{}': 'elle est {}{}',
  '{}, by {}': '{}, par {}',
  acknowledged: 'prise en compte',
});

describe('saying in French', () => {
  it.each([
    ['is required', 'est à remplir'],
    ['There is no camera 7', 'Il n’y a pas de caméra 7'],
    ['must be a number', 'doit être un nombre'],
    ['give the id of a line', 'choisissez une ligne'],
    ['it is acknowledged, by Anna', 'elle est prise en compte, par Anna'],
    ['name: is required', 'name\u00a0: est à remplir'],
  ])('%s', (english, french) => {
    expect(say(english)).toBe(french);
  });

  it('leaves names as they are, even where one is a phrase', () => {
    expect(say('No key is named "is required"')).toBe('Aucune clé ne se nomme «\u202fis required\u202f»');
  });

  it('leaves alone what it does not know and what is too long', () => {
    expect(say('Nobody knows this')).toBe('Nobody knows this');
    const long = `There is no camera ${'x'.repeat(5000)}`;
    expect(say(long)).toBe(long);
  });
});
