import { expect, test } from 'vitest';
import { audit } from '@/i18n/texts/audit.ts';
import { auditNouns, partsOf } from './action-words.ts';

test('an action has a noun and a verb', () => {
  expect(partsOf('person.second-factor-remove')).toEqual({ noun: 'person', verb: 'second-factor-remove' });
});

test.each(['en', 'fr'] as const)('every noun of the filter has a name (%s)', (language) => {
  expect(Object.keys(audit[language].noun)).toEqual([...auditNouns]);
});
