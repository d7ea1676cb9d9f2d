import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queries } from '#database/queries.ts';
import { readTerritoryFile } from '#features/zones/territory-file-ingest.ts';
import { openTestTerritory, type TestTerritory } from '../../test/test-territory.ts';
import { importFile } from './import-file.ts';

let world: TestTerritory;
beforeAll(async () => {
  world = await openTestTerritory();
});
afterAll(() => world.database.close());

const text = `
territory: { name: Val d'Exemple, timeZone: Europe/Paris, holidays: FR }
periods: [{ name: night, weekly: [{ days: [monday], from: "22:00", to: "06:00" }] }]
purposes: [{ name: Watch, code: site-protection }]
cameras:
  - name: Depot
    source: { url: depot.mp4, loop: true }
    place: closed-site
    purposes: [Watch]
    masks: [{ name: neighbour, polygon: [[0, 0], [0.2, 0], [0.2, 0.3]] }]
    zones: [{ name: yard, polygon: [[0, 0], [1, 0], [1, 1]] }]
    lines: [{ name: gate, from: [0.1, 0.5], to: [0.9, 0.5] }]
    rules: [{ name: Intrusion, kind: intrusion, zone: yard, period: night }]
`;
const bring = (yaml: string) =>
  world.services.importTerritory(readTerritoryFile(yaml, { name: 'territory.yml' }));
const changed = async (yaml: string): Promise<string[]> =>
  (await bring(yaml))
    .filter(({ change }) => change !== 'unchanged')
    .map(({ what, name, change }) => `${change} ${what} ${name}`);

test('a file is brought in, and a second time changes nothing', async () => {
  expect(await changed(text)).toEqual([
    "changed territory Val d'Exemple",
    'added period night',
    'added purpose Watch',
    'added camera Depot',
    'added mask neighbour',
    'added zone yard',
    'added line gate',
    'added rule Intrusion',
  ]);
  expect(await changed(text)).toEqual([]);
  const [rule] = (await world.services.rules.list({})).items;
  expect(rule?.sentence.en).toBe('Tell when a person is in “yard”, during “night”');
});

test('only what differs is changed', async () => {
  const moved = text
    .replace('[1, 1]]', '[0.9, 0.9]]')
    .replace('code: site-protection', 'code: site-protection, description: Night watch');
  expect(await changed(moved)).toEqual(['changed purpose Watch', 'changed zone yard']);
  await bring(text);
});

test('a rule that raises alerts on a public place is refused, and nothing of the file is kept', async () => {
  const street = text
    .replace('name: Depot', 'name: Street')
    .replace('closed-site', 'public-road')
    .replace('purposes: [Watch]', 'purposes: [traffic-statistics]')
    .replace('name: night', 'name: evening')
    .replace('period: night', 'period: evening');
  await expect(bring(street)).rejects.toMatchObject({ faults: [{ field: 'cameras[0].rules[0]' }] });
  expect((await world.services.rules.periods.list({})).items.map(({ name }) => name)).toEqual(['night']);
});

test('what fails half way leaves nothing', async () => {
  const twice = `${text}  - name: New camera\n    source: { url: "rtsp://u:***@192.0.2.1/" }\n    place: closed-site\n    purposes: [site-operation]\n`;
  await expect(
    bring(twice.replace('name: yard, polygon: [[0, 0]', 'name: yard, polygon: [[0.1, 0]')),
  ).rejects.toMatchObject({
    faults: [{ field: 'source.url' }],
  });
  const cameras = (await world.services.cameras.list({})).items;
  expect(cameras.map(({ name }) => name)).toEqual(['Depot']);
  const [zone] = (await world.services.zones.zones.list(cameras[0]?.id ?? 0, {})).items;
  expect(zone?.polygon[0]).toEqual([0, 0]);
});

test('name and source are needed to store a camera', async () => {
  await expect(bring('place: public-road\npurposes: [traffic-statistics]\n')).rejects.toMatchObject({
    faults: [{ field: 'cameras[0].name' }, { field: 'cameras[0].source' }],
  });
});

test.each([
  [
    'another place of a camera that stands',
    (yaml: string) => yaml.replace('closed-site', 'open-to-public'),
    'cameras[0].place',
  ],
  [
    'a purpose of no list',
    (yaml: string) => yaml.replace('purposes: [Watch]', 'purposes: [Everything]'),
    'cameras[0].purposes',
  ],
  [
    'a retention beyond the ceiling',
    (yaml: string) => yaml.replace('code: site-protection', 'code: site-protection, retentionDays: 31'),
    'purposes[0].retentionDays',
  ],
  ['legal bases', (yaml: string) => `${yaml}bases: []\n`, 'bases'],
  ['rights', (yaml: string) => `${yaml}people: []\n`, 'people'],
])('N36: a file cannot bring %s', async (_, change, field) => {
  const changing = async () => bring(change(text));
  await expect(changing()).rejects.toMatchObject({ faults: [{ field }] });
  expect(await changed(text)).toEqual([]);
});

test('F01: a file brings no camera of a public road that alerts, nor one without a mask or a waiver', async () => {
  const street = (more: string): string =>
    `cameras: [{ name: Street, source: { url: a.mp4 }, place: public-road, purposes: [traffic-statistics], ${more}
       zones: [{ name: road, polygon: [[0, 0], [1, 0], [1, 1]] }], rules: [{ name: R, kind: intrusion, zone: road }] }]`;
  await expect(bring(street(''))).rejects.toThrow(/L\.251-3/);
  await expect(bring(street('maskWaiver: No dwelling in sight,'))).rejects.toThrow(/506370/);
  await expect(
    bring(street('maskWaiver: No dwelling in sight,').replace('intrusion', 'dwell')),
  ).resolves.toBeDefined();
});

test('N36: a file that is refused is logged with the fields it asked for, and not with what they held', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'vigie-import-')), 'territory.yml');
  writeFileSync(file, `${text}bases: [{ reference: secret }]\n`);
  await expect(importFile(world.services, file)).rejects.toMatchObject({ faults: [{ field: 'bases' }] });
  const { rows } = await sql<{ content: string }>`
    SELECT content FROM audit_line WHERE action = 'territory.refuse-import'`.execute(
    queries(world.database.reader),
  );
  expect(rows.map(({ content }) => JSON.parse(content).details)).toEqual([{ fields: ['bases'] }]);
});
