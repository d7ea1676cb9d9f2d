import { expect, test } from 'vitest';
import { controllerOf, missingIn, typedOf } from './controller-draft.ts';

test('what is sent holds what was filled in, and nothing empty', () => {
  const typed = { ...typedOf({ name: 'Val-Clair' }), 'dpo.email': ' dpo@example.org ' };
  expect(controllerOf(typed)).toEqual({ name: 'Val-Clair', dpo: { email: 'dpo@example.org' } });
});

test('an empty form lacks all ten fields', () => {
  expect(missingIn(typedOf({}))).toHaveLength(10);
});
