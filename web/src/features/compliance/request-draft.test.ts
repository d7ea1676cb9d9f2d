import { expect, test } from 'vitest';
import { emptyRequest, missingOfRequest, requestInput } from './request-draft.ts';

const whole = {
  ...emptyRequest(Date.parse('2026-11-23T12:00:00Z')),
  person: ' Jeanne Petit ',
  contact: 'jeanne.petit@example.org',
  words: 'What do you have of me?',
};

test('a request needs who, where to answer and what; its time has both ends or none', () => {
  expect(missingOfRequest(emptyRequest(0))).toEqual(['person', 'contact', 'words']);
  expect(missingOfRequest({ ...whole, from: '2026-11-20T08:00' })).toEqual(['to']);
  expect(missingOfRequest({ ...whole, receivedAt: '' })).toEqual(['receivedAt']);
});

test('without a time the whole of what is kept is meant', () => {
  expect(requestInput(whole)).toMatchObject({
    person: 'Jeanne Petit',
    span: null,
    receivedAt: '2026-11-23T12:00:00.000Z',
  });
});
