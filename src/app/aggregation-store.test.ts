import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Events } from '#features/events.ts';
import { usualPack } from '#features/privacy/rule-pack-service.ts';
import { createEventBus } from '#foundation/event-bus.ts';
import { openTestTerritory, report, type TestTerritory } from '../../test/test-territory.ts';
import { bucketMs, makeWatchedCamera, start, type WatchedCamera } from '../../test/watched-camera.ts';
import { createServices } from './services.ts';

const span = { from: '2025-03-11T09:00:00Z', to: '2025-03-11T11:00:00Z' };
const directory = mkdtempSync(join(tmpdir(), 'vigie-pack-'));
let world: TestTerritory;
let road: WatchedCamera;
let depot: WatchedCamera;
beforeAll(async () => {
  const opened = await openTestTerritory();
  const bus = createEventBus<Events>(() => {});
  const services = createServices(opened.database, bus, opened.stores, { law: packOfAnHour() });
  world = { ...opened, services };
  depot = await makeWatchedCamera(world);
  road = await makeWatchedCamera(world, 'public-road');
  for (const { cameraId, counted } of [depot, road]) {
    const coverage = [{ bucketStartMs: start, analysedMs: bucketMs }];
    await services.storeReport(report({ cameraId, sequence: 1, counts: [counted(3)], coverage }));
  }
});
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true });
  await world.database.close();
});

/** The usual pack, but that an hour is the shortest interval of a public place; signed by a key of the territory. */
function packOfAnHour() {
  const usual = readFileSync(
    join(import.meta.dirname, '../features/privacy/packs', `${usualPack}.json`),
    'utf8',
  );
  const content = JSON.parse(usual);
  const statistics = { ...content.statistics, aggregationMinutes: 60 };
  const file = join(directory, 'own.json');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.from(JSON.stringify({ ...content, name: 'fr-2026.9', statistics }));
  writeFileSync(file, bytes);
  writeFileSync(`${file}.sig`, sign(null, bytes, privateKey).toString('base64'));
  return { file, key: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') };
}

const tooShort = {
  code: 'invalid',
  faults: [{ field: 'by', message: expect.stringContaining('60 minutes') }],
};

it.each(['counts', 'countsCsv', 'presence'] as const)(
  'shows %s of a public place by no shorter interval than the rule pack says',
  async (question) => {
    const ask = world.services.statistics[question];
    const asked = { camera: road.cameraId, ...span };
    await expect(ask({ ...asked, by: 'quarter-hour' })).rejects.toMatchObject(tooShort);
    await expect(ask({ ...asked, by: 'hour' })).resolves.toBeDefined();
    await expect(ask({ ...asked, by: 'day' })).resolves.toBeDefined();
  },
);

it('shows a closed site by the quarter hour, and all cameras together by the longer interval alone', async () => {
  const { statistics } = world.services;
  const cars = await depot.cars(span.from, span.to, 'quarter-hour');
  expect(cars?.buckets.map(({ value }) => value).slice(0, 2)).toEqual([3, null]);
  await expect(statistics.counts({ ...span, by: 'quarter-hour' })).rejects.toMatchObject(tooShort);
  const totals = (await statistics.counts({ ...span, by: 'hour' })).map(({ total }) => total);
  expect(totals.filter((total) => total > 0)).toEqual([3, 3]);
});

it('holds the same for what a rule measures', async () => {
  const { rules, statistics } = world.services;
  const { id: rule } = await rules.insert({
    ...{ name: 'Crowd', cameraId: road.cameraId, kind: 'occupancy' },
    parameters: { zoneId: road.zoneId, moreThan: 3 },
  });
  await expect(statistics.measures({ rule, ...span, by: 'quarter-hour' })).rejects.toMatchObject(tooShort);
  await expect(statistics.measuresCsv({ rule, ...span, by: 'quarter-hour' })).rejects.toMatchObject(tooShort);
  await expect(statistics.measures({ rule, ...span, by: 'hour' })).resolves.toBeDefined();
});
