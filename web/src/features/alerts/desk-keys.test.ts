import { expect, test } from 'vitest';
import { desk } from '@/i18n/texts/desk.ts';
import { actionOf, deskKeys } from './desk-keys.ts';

const press = (key: string, change = {}) =>
  actionOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...change });

test.each([
  ['j', 'next'],
  ['ArrowDown', 'next'],
  ['C', 'confirm'],
  ['/', 'filter'],
  ['h', 'help'],
  // The help of the whole page.
  ['?', undefined],
  ['z', undefined],
  ['Enter', undefined],
])('%s asks for %s', (key, action) => {
  expect(press(key)).toBe(action);
});

test('keys of the browser stay with the browser', () => {
  expect(press('r', { ctrlKey: true })).toBeUndefined();
  expect(press('c', { metaKey: true })).toBeUndefined();
});

test('no key stands for two things, and each has a name in both languages', () => {
  expect(new Set(deskKeys.map(([, key]) => key)).size).toBe(deskKeys.length);
  for (const language of ['en', 'fr'] as const)
    expect(Object.keys(desk[language].key)).toEqual(deskKeys.map(([action]) => action));
});
