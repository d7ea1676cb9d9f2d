import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Finding } from '#features/compliance/finding.ts';
import { createReminderService } from '#features/compliance/reminder-service.ts';
import { createReminderStore } from '#features/compliance/reminder-store.ts';
import type { Events } from '#features/events.ts';
import { openTestTerritory, type TestTerritory } from '../../test/test-territory.ts';

let world: TestTerritory;
const dayMs = 86_400_000;
const startMs = Date.parse('2026-06-01T08:00:00Z');
let nowMs = startMs;
let findings: Finding[] = [];
let told: Events['legal-reminder'][] = [];

beforeAll(async () => {
  world = await openTestTerritory();
});
afterAll(() => world.database.close());

const start = () =>
  createReminderService({
    ...world.database,
    audit: world.services.audit,
    clock: () => nowMs,
    store: createReminderStore(1),
    findings: () => Promise.resolve(findings),
    findAuthorisations: world.stores.legalFacts.authorisations,
    events: { publish: (name, event) => told.push({ name, ...event } as never) },
  });
const look = async (): Promise<string[]> => {
  told = [];
  await start().look();
  return told.map(({ words }) => words.en);
};

it('F09: the end of an authorisation is told of 180 and 30 days before, once each, across restarts', async () => {
  const { id } = await world.services.law.authorisations.insert({
    number: '2026-77',
    cameraIds: [1],
    retentionDays: 15,
    from: new Date(startMs - dayMs).toISOString(),
    until: new Date(startMs + 200 * dayMs).toISOString(),
  });
  expect(await look()).toEqual([]);
  nowMs = startMs + 21 * dayMs;
  expect(await look()).toEqual([expect.stringContaining('2026-77 ends on 18 December 2026, in 179 days')]);
  expect(await look()).toEqual([]);
  nowMs = startMs + 171 * dayMs;
  expect(await look()).toEqual([expect.stringContaining('in 29 days')]);
  expect(await look()).toEqual([]);
  await world.services.law.authorisations.update(id, {
    until: new Date(startMs + 900 * dayMs).toISOString(),
  });
  expect(await look()).toEqual([]);
});

it('F37: a rule that is not held any more is told of once, and again when it comes back', async () => {
  const words = { en: 'Requests that are late: 1.', fr: 'Demandes en retard : 1.' };
  findings = [{ row: 'F21', status: 'action', words }];
  expect(await look()).toEqual([words.en]);
  expect(await look()).toEqual([]);
  findings = [{ row: 'F21', status: 'held', words }];
  expect(await look()).toEqual([]);
  findings = [{ row: 'F21', status: 'action', words }];
  expect(await look()).toEqual([words.en]);
});

it('looks once an hour, however often it is asked', async () => {
  const { hourly } = start();
  findings = [];
  await hourly();
  findings = [{ row: 'F12', status: 'action', words: { en: 'Tampered', fr: 'Altéré' } }];
  told = [];
  await hourly();
  expect(told).toEqual([]);
  nowMs += 3_600_000;
  await hourly();
  expect(told.map(({ row }) => row)).toEqual(['F12']);
});
