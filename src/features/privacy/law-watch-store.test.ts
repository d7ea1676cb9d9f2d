import { afterAll, beforeAll, expect, test } from 'vitest';
import { announceConfiguration } from '#database/notifications.ts';
import { openTestTerritory, type TestTerritory } from '../../../test/test-territory.ts';
import { createLawWatch } from './law-watch-service.ts';

let world: TestTerritory;
let nowMs: number;
let uptimeMs = 0;
const dayMs = 86_400_000;
const minuteMs = 60_000;

beforeAll(async () => {
  world = await openTestTerritory();
});
afterAll(() => world.database.close());

/** The watch of a process that starts now. */
const startWatch = () =>
  createLawWatch({
    ...world.database,
    store: world.stores.clockWatch,
    facts: world.stores.legalFacts,
    clock: () => nowMs,
    uptime: () => uptimeMs,
    audit: world.services.audit,
    announce: announceConfiguration,
  });

test('N41: a clock that goes on, or is put right a little, is trusted', async () => {
  nowMs = Date.parse('2026-06-01T00:00:00Z');
  const watch = startWatch();
  for (const step of [minuteMs, minuteMs, -minuteMs, 3 * minuteMs]) {
    expect(await watch.readClock()).toBe(false);
    nowMs += step;
    uptimeMs += minuteMs;
  }
  expect(await watch.doubtedAtMs()).toBeNull();
});

test.each([
  ['back 40 days while Vigie runs', -40, false],
  ['forward 40 days while Vigie runs', 40, false],
  ['back 40 days while Vigie is stopped', -40, true],
  ['forward 40 days while Vigie is stopped', 40, true],
])(
  'N41: a clock set %s is doubted, across restarts, until a person confirms it',
  async (_, days, restarts) => {
    let watch = startWatch();
    await watch.readClock();
    const trustedMs = nowMs;
    nowMs += days * dayMs;
    uptimeMs += minuteMs;
    if (restarts) watch = startWatch();
    expect(await watch.readClock()).toBe(true);
    expect(await watch.readClock()).toBe(false);
    const doubtedAtMs = await startWatch().doubtedAtMs();
    expect(Math.abs((doubtedAtMs ?? 0) - trustedMs)).toBeLessThan(5 * minuteMs);
    nowMs = trustedMs;
    await watch.confirmClock('The time server is back');
    expect(await watch.doubtedAtMs()).toBeNull();
    expect(await watch.readClock()).toBe(false);
  },
);

test('N41: a stop of a few days is no leap of the clock', async () => {
  await startWatch().readClock();
  nowMs += 6 * dayMs;
  expect(await startWatch().readClock()).toBe(false);
});
