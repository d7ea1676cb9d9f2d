import { expect, test } from 'vitest';
import { testsByRow } from '../../../scripts/compliance-page.ts';
import { attackRows, complianceRows } from '../../../scripts/compliance-rows.ts';
import { controller, inventoryCamera, inventoryOf } from '../../../test/fakes/inventory.ts';
import type { SecurityFacts } from './ports.ts';
import { securityFile } from './security-file.ts';
import { securityFileDocument } from './security-file-document.ts';

const facts: SecurityFacts = {
  version: '1.2.3',
  database: { kind: 'embedded', version: '18.4', protectsLog: true },
  listener: { url: 'https://vigie.example', isEncrypted: true, isLocalOnly: false },
  networks: { cameras: ['10.20.0.0/16'] },
  secondFactor: { roles: ['administrator'] },
  hasProvider: false,
  people: [{ role: 'dpo', count: 1 }],
  keys: { count: 2 },
};
const inventory = inventoryOf(inventoryCamera());
const made = (change: Partial<SecurityFacts> = {}, cameras = inventory) =>
  securityFile({
    facts: { ...facts, ...change },
    inventory: cameras,
    controller,
    findings: [
      { row: 'F12', status: 'held', words: { en: 'The log is whole.', fr: 'Le journal est intact.' } },
    ],
    nowMs: 0,
  });
const todo = (file: ReturnType<typeof made>) =>
  file.measures.filter(({ status }) => status === 'action').flatMap(({ rows }) => rows);

test('F30: each measure names rows that exist, with tests where the repository can show them', () => {
  const known = new Map([...complianceRows, ...attackRows].map((row) => [row.id, row]));
  const tests = testsByRow();
  for (const { rows, status } of made().measures)
    for (const row of rows)
      expect([row, known.has(row), status === 'host' || tests.has(row)]).toEqual([row, true, true]);
});

test.each<[string, Partial<SecurityFacts>, string]>([
  ['reached in clear', { listener: { ...facts.listener, isEncrypted: false } }, 'N08'],
  ['without second factor', { secondFactor: { roles: [] } }, 'N11'],
  ['whose service may change the log', { database: { ...facts.database, protectsLog: false } }, 'N39'],
  ['without networks of cameras', { networks: { cameras: [] } }, 'N16'],
])('F30: an instance %s has something to do', (_, change, row) => {
  expect(todo(made())).toEqual([]);
  expect(todo(made(change))).toContain(row);
});

test('F31: a camera with a password of its maker is named, to be mended', () => {
  const weak = inventoryOf(inventoryCamera({ hasKnownPassword: true, name: 'Gare' }));
  expect(todo(made({}, weak))).toEqual(['F31']);
  expect(JSON.stringify(made({}, weak).measures)).toContain('Gare');
});

test.each(['en', 'fr'] as const)('F30: the document says it in one language (%s)', (language) => {
  const text = JSON.stringify(securityFileDocument(made(), language));
  for (const part of ['1.2.3', '10.20.0.0/16', controller.name, 'F12', 'N39']) expect(text).toContain(part);
  expect(text).toContain(language === 'fr' ? 'Dossier de sécurité' : 'Security file');
});
