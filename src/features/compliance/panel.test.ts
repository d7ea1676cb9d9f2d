import { expect, test } from 'vitest';
import { controller, inventoryCamera } from '../../../test/fakes/inventory.ts';
import { missingFields } from './controller.ts';
import { panelOf } from './panel.ts';

const url = 'https://vigie.vallee.example/register';
const textOf = (cameras = [inventoryCamera()], language: 'fr' | 'en' = 'fr') =>
  JSON.stringify(panelOf({ controller, cameras, registerUrl: url }, language));

test('F19: a panel tells the six things that the public must be told', () => {
  const text = textOf();
  expect(text).toContain('<svg');
  expect(text).toContain('Régulation des flux de transport (CSI L.251-2 3°)');
  expect(text).toContain('Aucune image n’est conservée');
  for (const who of [controller.name, controller.phone, controller.dpo.name, controller.dpo.phone])
    expect(text).toContain(who);
  expect(text).toContain('Vos droits');
  expect(text).toContain('CNIL, 3 place de Fontenoy');
});

test('F19: a panel names no address on the network but our own', () => {
  const addresses = textOf()
    .replace('http://www.w3.org/2000/svg', '')
    .match(/https?:\/\/[^"\s\\]+/g);
  expect(new Set(addresses)).toEqual(new Set([url]));
});

test('F19: a panel of several cameras tells each purpose once and the longest time pictures are kept', () => {
  const text = textOf([inventoryCamera(), inventoryCamera({ id: 2, keptDays: 7 })], 'en');
  expect(text.match(/Regulation of transport flows/g)).toHaveLength(1);
  expect(text).toContain('kept for 7 days at most');
});

test('F19: what is missing of the controller is named field by field', () => {
  const { phone: _phone, ...rest } = controller;
  const draft = { ...rest, dpo: { ...controller.dpo, email: ' ' } };
  expect(missingFields(draft).map(({ field }) => field)).toEqual([
    'controller.phone',
    'controller.dpo.email',
  ]);
  expect(missingFields(controller)).toEqual([]);
});
