import { describe, expect, it } from 'vitest';
import { createSayInFrench } from './french.ts';
import { languageOf, problemInFrench } from './language.ts';

const say = createSayInFrench();

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['fr', 'fr'],
    ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
    ['en-GB,fr;q=0.9', 'en'],
    ['fr;q=0.2, en;q=0.7', 'en'],
    ['de, fr;q=0.5', 'fr'],
    ['fr;q=0', 'en'],
    ['*', 'en'],
    [';;;,q=;', 'en'],
  ])('%s asks for %s', (accepted, language) => {
    const headers = accepted === undefined ? {} : { 'accept-language': accepted };
    expect(languageOf({ headers })).toBe(language);
  });

  it('says every part of a problem in French, names and fields as they are', () => {
    const problem = {
      type: 'about:blank',
      title: 'The request is not valid',
      status: 400,
      detail: 'name: is required; zone: must be a number',
      faults: [
        { field: 'name', message: 'is required', fix: 'leave it out' },
        { field: 'zone', message: 'must be a number' },
      ],
    };
    expect(problemInFrench(problem, say)).toEqual({
      type: 'about:blank',
      title: 'La demande n’est pas valable',
      status: 400,
      detail: 'name\u00a0: est à remplir\u202f; zone\u00a0: doit être un nombre',
      faults: [
        { field: 'name', message: 'est à remplir', fix: 'omettez-le' },
        { field: 'zone', message: 'doit être un nombre' },
      ],
    });
  });
});
