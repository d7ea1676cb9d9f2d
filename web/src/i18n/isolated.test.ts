import { expect, it } from 'vitest';
import { isolated } from './isolated.ts';

it.each([
  ['Depot gate', 'Depot gate'],
  [12, '12'],
  ['بوابة 3', '\u2068بوابة 3\u2069'],
  ['\u2068بوابة\u2069', '\u2068بوابة\u2069'],
])('%s is put into a sentence as %s', (value, words) => expect(isolated(value)).toBe(words));
