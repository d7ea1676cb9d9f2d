import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CameraImport } from '#features/cameras/camera-import-schema.ts';
import { createFirstSteps } from '#features/territory/first-steps-service.ts';
import { createFirstStepsStore } from '#features/territory/first-steps-store.ts';
import { lawfulCamera } from '../../test/lawful.ts';
import { openTestTerritory, type TestTerritory } from '../../test/test-territory.ts';
import { territoryId } from './accounts.ts';
import { createCameraImports } from './onboarding.ts';

let world: TestTerritory;
let law: Awaited<ReturnType<typeof lawfulCamera>>;
beforeAll(async () => {
  world = await openTestTerritory();
  law = await lawfulCamera(world.services, 'closed-site');
});
afterAll(() => world.database.close());

const camera = (name: string) => ({
  name,
  place: 'closed-site' as const,
  source: { url: 'rtsp://admin:secret@192.0.2.4/stream' },
});

describe('two people who change one camera', () => {
  it('the second is told and overwrites nothing', async () => {
    const { cameras } = world.services;
    const { id, version } = await cameras.insert(camera('Shared'));
    const first = await cameras.update(id, { version, framesPerSecond: 3 });
    expect(first.version).toBe(version + 1);
    const late = cameras.update(id, { version, framesPerSecond: 9, name: 'Mine' });
    await expect(late).rejects.toMatchObject({
      code: 'conflict',
      present: { name: 'Shared', framesPerSecond: 3, source: { url: 'rtsp://admin:***@192.0.2.4/stream' } },
    });
    expect(await cameras.find(id)).toMatchObject({
      name: 'Shared',
      framesPerSecond: 3,
      version: first.version,
    });
  });

  it('both at the same moment: one is stored', async () => {
    const { cameras } = world.services;
    const { id, version } = await cameras.insert(camera('At once'));
    const both = await Promise.allSettled(
      [2, 4].map((rate) => cameras.update(id, { version, framesPerSecond: rate })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a list of cameras', () => {
  const run = (
    rows: readonly string[],
    mode: 'check' | 'all' | 'good',
    mayWriteLaw = true,
  ): Promise<CameraImport> =>
    createCameraImports({ database: world.database, stores: world.stores, services: world.services }).run(
      { csv: ['name;address;place;purposes;enabled', ...rows].join('\n'), mode },
      { mayWriteLaw },
    );
  const names = async (): Promise<string[]> =>
    (await world.stores.cameras.listAll(world.database.reader)).map(({ name }) => name);
  const good = [
    'List 1;rtsp://u:geheim@192.0.2.11/1;closed-site;;',
    'List 2;rtsp://192.0.2.12/1;public-road;;',
  ];
  const bad = [
    'List 1;rtsp://192.0.2.13/1;closed-site;;',
    'Shared;rtsp://192.0.2.14/1;closed-site;;',
    'Bad address;gopher://192.0.2.15/1;closed-site;;',
    'No purpose;rtsp://192.0.2.16/1;closed-site;;yes',
    'Unknown;rtsp://192.0.2.17/1;closed-site;world peace;',
    `${'n'.repeat(300)};rtsp://192.0.2.18/1;closed-site;;`,
  ];

  it('a trial says what each row would do, names line and column, and stores nothing', async () => {
    const before = await names();
    const { added, rows } = await run([...good, ...bad], 'check');
    expect(added).toBe(0);
    expect(await names()).toEqual(before);
    expect(rows.map(({ line, state, faults }) => [line, state, faults[0]?.column])).toEqual([
      [2, 'good', undefined],
      [3, 'good', undefined],
      [4, 'faulty', 'name'],
      [5, 'faulty', 'name'],
      [6, 'faulty', 'address'],
      [7, 'faulty', ''],
      [8, 'faulty', 'purposes'],
      [9, 'faulty', 'name'],
    ]);
    expect(rows[2]?.faults[0]?.message).toContain('line 2');
    expect(rows[7]?.faults[0]?.message).toContain('120');
    expect(JSON.stringify(rows)).not.toContain('geheim');
    expect(rows[0]?.address).toBe('rtsp://u:***@192.0.2.11/1');
  });

  it('all or none: one fault keeps every row out', async () => {
    const before = await names();
    expect((await run([...good, ...bad], 'all')).added).toBe(0);
    expect(await names()).toEqual(before);
  });

  it('the good ones by choice, the others left out', async () => {
    const { added, rows } = await run([...good, ...bad], 'good');
    expect(added).toBe(2);
    const lines = await world.database.pool.query<{ content: string }>(
      'SELECT content FROM audit_line ORDER BY sequence DESC LIMIT 5',
    );
    const actions = lines.rows.map(({ content }) => (JSON.parse(content) as { action: string }).action);
    expect(actions[0]).toBe('camera.import');
    expect(actions.filter((action) => action === 'camera.create')).toHaveLength(2);
    expect(JSON.stringify(lines.rows)).not.toContain('geheim');
    expect(rows.slice(0, 2).map(({ state }) => state)).toEqual(['added', 'added']);
    expect(await names()).toEqual(expect.arrayContaining(['List 1', 'List 2']));
  });

  it('who does not answer for the law may not write purposes into it', async () => {
    const { rows } = await run(['Lawless;rtsp://192.0.2.19/1;closed-site;anything;'], 'all', false);
    expect(rows[0]?.faults.map(({ column }) => column)).toContain('purposes');
  });

  it('with a purpose of the register a camera starts', async () => {
    const purposes = await world.stores.legalFacts.purposes(world.database.reader);
    const own = purposes.find(({ id }) => law.purposeIds.includes(id));
    const { added } = await run([`Lawful;rtsp://192.0.2.20/1;closed-site;${own?.name ?? ''};oui`], 'all');
    expect(added).toBe(1);
  });
});

it('the first steps are read from what there is', async () => {
  const { reader } = world.database;
  const { cameras, territory } = world.services;
  const lawfulCameras = async () =>
    (await cameras.list({ limit: 500 })).items.filter(({ refusal }) => refusal === null).length;
  const steps = createFirstSteps({ reader, store: createFirstStepsStore(territoryId), lawfulCameras });
  const done = async (): Promise<string[]> =>
    (await steps()).steps.filter(({ isDone }) => isDone).map(({ code }) => code);
  expect(await done()).toEqual(['camera', 'law']);
  const { id } = await cameras.insert(camera('First'));
  await world.services.zones.lines.insert(id, { name: 'Passages', from: [0.1, 0.5], to: [0.9, 0.5] });
  await territory.update({ name: 'Longwy' });
  expect(await done()).toContain('rule');
  expect((await steps()).isDone).toBe(false);
});
