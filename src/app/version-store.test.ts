import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lawfulCamera } from '../../test/lawful.ts';
import { openTestTerritory, type TestTerritory } from '../../test/test-territory.ts';

const square: [number, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];
let world: TestTerritory;
let cameraId: number;
beforeAll(async () => {
  world = await openTestTerritory();
  const law = await lawfulCamera(world.services, 'closed-site');
  const source = { url: 'rtsp://192.0.2.4/stream' };
  const camera = { name: 'Drawn on', source, ...law };
  cameraId = (await world.services.cameras.insert(camera)).id;
});
afterAll(() => world.database.close());

describe('of two people who change the same thing', () => {
  it('the second is refused, with what is stored now: a zone', async () => {
    const { zones } = world.services.zones;
    const { id, version } = await zones.insert(cameraId, { name: 'yard', polygon: square });
    const changed = await zones.update(id, { name: 'court', colour: 'green', version });
    expect(changed).toMatchObject({ name: 'court', colour: 'green', version: version + 1 });
    await expect(zones.update(id, { name: 'mine', version })).rejects.toMatchObject({
      code: 'conflict',
      present: { name: 'court', version: version + 1 },
    });
    await expect(zones.remove(id, { version })).rejects.toMatchObject({ present: { name: 'court' } });
    expect(await zones.find(id)).toMatchObject({ name: 'court' });
    await zones.remove(id, { version: version + 1 });
  });

  it('a line, a mask', async () => {
    const { lines, masks } = world.services.zones;
    const line = await lines.insert(cameraId, { name: 'gate', from: [0, 0], to: [1, 1] });
    await lines.update(line.id, { forward: 'in', version: 1 });
    await expect(lines.update(line.id, { forward: 'out', version: 1 })).rejects.toMatchObject({
      present: { forward: 'in', version: 2 },
    });
    const mask = await masks.insert(cameraId, { name: 'windows', polygon: square });
    await masks.update(mask.id, { name: 'doors', version: 1 });
    await expect(masks.remove(mask.id, { version: 1 })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('a rule, shown with its sentence, and a period', async () => {
    const { rules, zones } = world.services;
    const zone = await zones.zones.insert(cameraId, { name: 'bay', polygon: square });
    const parameters = { zoneId: zone.id };
    const rule = await rules.insert({ name: 'R', cameraId, kind: 'intrusion', parameters });
    await rules.update(rule.id, { severity: 'critical', version: rule.version });
    await expect(rules.update(rule.id, { name: 'mine', version: rule.version })).rejects.toMatchObject({
      present: { severity: 'critical', sentence: { en: expect.stringContaining('bay') } },
    });
    const period = await rules.periods.insert({ name: 'Summer', holidays: 'exclude' });
    await rules.periods.update(period.id, { holidays: 'only', version: 1 });
    await expect(rules.periods.update(period.id, { name: 'mine', version: 1 })).rejects.toMatchObject({
      present: { holidays: 'only', version: 2 },
    });
  });

  it('at the same moment: one is stored, the other is told', async () => {
    const { zones } = world.services.zones;
    const { id } = await zones.insert(cameraId, { name: 'same moment', polygon: square });
    const both = await Promise.allSettled(
      ['first', 'second'].map((name) => zones.update(id, { name, version: 1 })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('a script that names no version changes what it finds', async () => {
    const { zones } = world.services.zones;
    const { id } = await zones.insert(cameraId, { name: 'script', polygon: square });
    await zones.update(id, { name: 'script 2' });
    expect(await zones.update(id, { name: 'script 3' })).toMatchObject({ version: 3 });
  });
});

it('shapes are checked while they are drawn, in the words in which they would be refused', () => {
  const crossing: [number, number][] = [
    [0, 0],
    [1, 1],
    [1, 0],
    [0, 1],
  ];
  const faults = world.services.zones.check({
    polygons: [square, crossing],
    lines: [{ from: [0, 0], to: [0, 0] }],
    ground: [{ at: [0, 0], metres: [0, 0] }],
  });
  expect(faults.map(({ field }) => field)).toEqual(['polygons[1]', 'lines[0].to', 'ground[0]']);
  expect(faults[0]?.message).toContain('crosses itself');
});

it('a rule that is being typed is read with the names of what it watches', async () => {
  const zone = await world.services.zones.zones.insert(cameraId, { name: 'read', polygon: square });
  const rule = { cameraId, kind: 'occupancy', parameters: { zoneId: zone.id } };
  const { en } = await world.services.rules.read(rule);
  expect(en.find(({ parameter }) => parameter === 'zoneId')?.text).toBe('read');
  expect(en.find(({ parameter }) => parameter === 'moreThan')?.text).toBe('…');
});
