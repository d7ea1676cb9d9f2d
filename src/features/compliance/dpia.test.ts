import { expect, test } from 'vitest';
import { inventoryCamera, inventoryOf } from '../../../test/fakes/inventory.ts';
import { dpiaChanges, dpiaFacts, dpiaState } from './dpia.ts';
import { dpiaDocument } from './dpia-document.ts';

const before = inventoryOf(inventoryCamera());
const intrusion = { kind: 'intrusion', title: { en: 'Intrusion', fr: 'Intrusion' } };
const withDetector = inventoryOf(inventoryCamera({ analyses: [...inventoryCamera().analyses, intrusion] }));

test('F23: a detector that is added makes a signed assessment one to review, and the diff names it', () => {
  const signed = { facts: dpiaFacts(before), isSigned: true };
  expect(dpiaState(signed, dpiaFacts(before))).toBe('valid');
  expect(dpiaState(signed, dpiaFacts(withDetector))).toBe('to-review');
  expect(dpiaChanges(signed.facts, dpiaFacts(withDetector))).toEqual([
    { camera: 'Rond-point nord', field: 'analyses', before: 'crossing', after: 'crossing, intrusion' },
  ]);
});

test.each([
  ['no version', undefined, 'none'],
  ['a version nobody signed', { facts: dpiaFacts(before), isSigned: false }, 'draft'],
])('F23: with %s the assessment is told as such', (_what, last, state) => {
  expect(dpiaState(last, dpiaFacts(before))).toBe(state);
});

test('F23: cameras that come and go are changes; the order of anything is none', () => {
  const other = inventoryCamera({ id: 2, name: 'Gare' });
  const both = dpiaFacts(inventoryOf(other, inventoryCamera()));
  expect(dpiaChanges(dpiaFacts(inventoryOf(inventoryCamera(), other)), both)).toEqual([]);
  expect(dpiaChanges(dpiaFacts(before), both)).toEqual([
    { camera: 'Gare', field: 'camera', before: null, after: 'Gare' },
  ]);
});

test('F23: another camera that takes the name of one that was assessed is new', () => {
  const successor = dpiaFacts(inventoryOf(inventoryCamera({ id: 7 })));
  expect(dpiaChanges(dpiaFacts(before), successor)).toEqual([
    { camera: 'Rond-point nord', field: 'camera', before: null, after: 'Rond-point nord' },
  ]);
});

test('F23: the document says what is configured, what people wrote and what is still to be written', () => {
  const version = { opinions: { risks: 'Low: no picture is kept.' }, madeBy: 'Dora', signedBy: null };
  const text = JSON.stringify(dpiaDocument({ inventory: before, version, changes: [], atMs: 0 }, 'en'));
  for (const part of [
    'Rond-point nord',
    'fr-2026.2',
    'Low: no picture is kept.',
    'To be written.',
    'Not signed',
  ])
    expect(text).toContain(part);
});
