import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { configurationChannel } from '#database/notifications.ts';
import { lawfulInputs } from '../../test/lawful.ts';
import { openTestTerritory, type TestTerritory } from '../../test/test-territory.ts';

let world: TestTerritory;
let input: Awaited<ReturnType<typeof lawfulInputs>>;
beforeAll(async () => {
  world = await openTestTerritory();
  input = await lawfulInputs(world.services);
});
afterAll(() => world.database.close());

const square: [number, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

describe('cameras', () => {
  it('show *** in place of the password and keep it', async () => {
    const { cameras } = world.services;
    const camera = await cameras.insert(input('With a password'));
    expect(camera.source.url).toBe('rtsp://admin:***@192.0.2.4/stream');
    const same = await cameras.update(camera.id, { source: { ...camera.source, loop: true } });
    expect(same.source).toEqual({ url: 'rtsp://admin:***@192.0.2.4/stream', loop: true });
    const stored = await world.stores.cameras.find(world.database.reader, camera.id);
    expect(stored?.source.url).toBe('rtsp://admin:secret@192.0.2.4/stream');
  });

  it('never send a stored password to another host', async () => {
    const { cameras } = world.services;
    const { id } = await cameras.insert(input('Moved'));
    const moved = cameras.update(id, { source: { url: 'rtsp://admin:***@203.0.113.9/stream' } });
    await expect(moved).rejects.toMatchObject({ code: 'invalid', faults: [{ field: 'source.url' }] });
  });

  it('say what the legal gate lets them give', async () => {
    const street = await world.services.cameras.insert(input('Street', { place: 'public-road' }));
    expect(street.outputs).toEqual({ statistics: true, liveCount: false, alert: false });
  });

  it('have names of their own', async () => {
    await world.services.cameras.insert(input('Twice'));
    await expect(world.services.cameras.insert(input('Twice'))).rejects.toMatchObject({
      code: 'conflict',
      faults: [{ field: 'name' }],
    });
  });

  it('come page by page, each once', async () => {
    const seen: number[] = [];
    for (let after: string | undefined; ; ) {
      const page = await world.services.cameras.list({ after, limit: 2 });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
      if (after === undefined) break;
    }
    const all = await world.stores.cameras.listAll(world.database.reader);
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  it('refuse a page mark that is none', async () => {
    await expect(world.services.cameras.list({ after: 'x' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('shapes', () => {
  it.each([
    ['self-crossing', [square[0], square[2], square[1], square[3]], 'polygon'],
    ['two equal points', [square[0], square[0], square[2]], 'polygon[1]'],
  ])('a zone with %s is refused', async (_, polygon, field) => {
    const { id } = await world.services.cameras.insert(input(`Zone ${field}`));
    const drawn = world.services.zones.zones.insert(id, {
      name: 'yard',
      polygon: polygon as [number, number][],
    });
    await expect(drawn).rejects.toMatchObject({ code: 'invalid', faults: [{ field }] });
  });

  it('a line has two ends and known classes', async () => {
    const { id } = await world.services.cameras.insert(input('Lines'));
    const { lines } = world.services.zones;
    await expect(lines.insert(id, { name: 'a', from: [0, 0], to: [0, 0] })).rejects.toMatchObject({
      faults: [{ field: 'to' }],
    });
    await expect(
      lines.insert(id, { name: 'a', from: [0, 0], to: [1, 1], classes: ['cra'] }),
    ).rejects.toMatchObject({
      faults: [{ field: 'classes[0]', fix: 'did you mean "car"?' }],
    });
    const line = await lines.insert(id, { name: 'a', from: [0, 0], to: [1, 1] });
    expect(line).toMatchObject({ forward: 'forward', backward: 'backward', cameraId: id });
    expect(await lines.update(line.id, { forward: 'in' })).toMatchObject({ forward: 'in', to: [1, 1] });
  });

  it('a zone that a rule watches stays, unless it is removed with force', async () => {
    const { zones, rules, cameras } = world.services;
    const { id } = await cameras.insert(input('Watched'));
    const zone = await zones.zones.insert(id, { name: 'yard', polygon: square });
    const rule = await rules.insert({
      name: 'Intrusion',
      cameraId: id,
      kind: 'intrusion',
      parameters: { zoneId: zone.id },
    });
    expect(rule.fault).toBeNull();
    await expect(zones.zones.remove(zone.id)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Intrusion'),
    });
    await zones.zones.remove(zone.id, { force: true });
    await expect(zones.zones.find(zone.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('ground points that give no plane are refused', async () => {
    const row = [0, 1, 2, 3].map((step) => ({
      at: [step / 4, 0.5] as [number, number],
      metres: [step, 0] as [number, number],
    }));
    await expect(world.services.cameras.insert(input('Row', { ground: row }))).rejects.toMatchObject({
      code: 'invalid',
      faults: [{ field: 'ground', fix: expect.stringContaining('corners') }],
    });
  });
});

test('an unknown time zone or country is refused with the nearest', async () => {
  const { territory } = world.services;
  await expect(territory.update({ timeZone: 'Europe/Pari' })).rejects.toMatchObject({
    faults: [{ field: 'timeZone', fix: 'did you mean "Europe/Paris"?' }],
  });
  await expect(territory.update({ holidays: 'XX' })).rejects.toMatchObject({
    faults: [{ field: 'holidays' }],
  });
  expect(await territory.update({ name: 'Val', holidays: 'FR-57' })).toMatchObject({
    name: 'Val',
    holidays: 'FR-57',
  });
});

test('a change of configuration is told to every process once it is stored', async () => {
  const heard: unknown[] = [];
  const first = new Promise<void>((resolve) => {
    void world.database.listen(configurationChannel, (payload) => {
      heard.push(JSON.parse(payload));
      resolve();
    });
  });
  await world.database.listen(configurationChannel, () => undefined);
  const { id } = await world.services.cameras.insert(input('Announced'));
  await first;
  expect(heard).toEqual([{ cameraId: id }]);
});
