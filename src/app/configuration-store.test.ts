import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { announcedCamera, configurationChannel } from '#database/notifications.ts';
import type { CameraInput } from '#features/cameras/camera-schema.ts';
import { lawfulCamera } from '../../test/lawful.ts';
import { openTestTerritory, type TestTerritory } from '../../test/test-territory.ts';
import { loadPlan } from './load-plan.ts';

let world: TestTerritory;
const laws = new Map<string, Awaited<ReturnType<typeof lawfulCamera>>>();
beforeAll(async () => {
  world = await openTestTerritory();
  for (const place of ['closed-site', 'public-road'] as const)
    laws.set(place, await lawfulCamera(world.services, place));
});
afterAll(() => world.database.close());

const input = (name: string, change: Partial<CameraInput> = {}): CameraInput => ({
  name,
  source: { url: 'rtsp://admin:secret@192.0.2.4/stream' },
  place: 'closed-site',
  ...laws.get(change.place ?? 'closed-site'),
  ...change,
});
type Ground = NonNullable<CameraInput['ground']>;
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

describe('rules', () => {
  /** Names of the rules that the analysis of a camera is given. */
  const planned = async (cameraId: number): Promise<string[]> => {
    const { unitOfWork } = world.database;
    const plan = await loadPlan({ unitOfWork, stores: world.stores, holidaysOf: () => [], clock: Date.now });
    return plan.cameras.find(({ id }) => id === cameraId)?.rules.map(({ name }) => name) ?? [];
  };
  const ruleOn = async (name: string, place: CameraInput['place'] = 'closed-site') => {
    const { id } = await world.services.cameras.insert(input(name, { place }));
    const zone = await world.services.zones.zones.insert(id, { name: 'yard', polygon: square });
    return {
      name: 'R',
      cameraId: id,
      kind: 'intrusion',
      parameters: { zoneId: zone.id } as Record<string, unknown>,
    };
  };

  it('read as a sentence, defaults filled in', async () => {
    const rule = await world.services.rules.insert(await ruleOn('Sentence'));
    expect(rule).toMatchObject({
      parameters: { classes: ['person'] },
      severity: 'warning',
      enabled: true,
      sentence: {
        en: 'Tell when a person is in “yard”',
        fr: 'Prévenir quand une personne est dans « yard »',
      },
    });
  });

  it.each([
    [{ kind: 'intrusoin' }, 'kind'],
    [{ parameters: { zoneId: 999_999 } }, 'parameters.zoneId'],
    [{ parameters: {} }, 'parameters.zoneId'],
    [{ periodId: 999_999 }, 'periodId'],
  ])('with %j are refused', async (change, field) => {
    const given = { ...(await ruleOn(`Bad ${JSON.stringify(change)}`)), ...change };
    await expect(world.services.rules.insert(given)).rejects.toMatchObject({ faults: [{ field }] });
  });

  it('that raise alerts are refused on a public place, with the reason', async () => {
    const given = await ruleOn('Public', 'public-road');
    await expect(world.services.rules.insert(given)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('Conseil d’État'),
    });
  });

  it('keep their camera from becoming a public place, and one without a purpose there stops', async () => {
    const given = await ruleOn('Becomes public');
    await world.services.rules.insert(given);
    const { cameras } = world.services;
    const changed = cameras.update(given.cameraId, { ...laws.get('public-road') });
    await expect(changed).rejects.toMatchObject({ code: 'conflict' });
    const moved = await cameras.update(given.cameraId, { place: 'public-road' });
    expect(moved).toMatchObject({ refusal: { reason: 'purpose-place' }, outputs: { alert: false } });
  });

  it('whose zone was removed are shown as broken, stay out of the plan, and can be mended', async () => {
    const { rules, zones } = world.services;
    const given = await ruleOn('Broken');
    const { id } = await rules.insert({ ...given, minimumConfidence: 0.6 });
    await zones.zones.remove(Number(given.parameters['zoneId']), { force: true });
    const broken = await rules.find(id);
    expect(broken).toMatchObject({
      minimumConfidence: 0.6,
      fault: {
        en: expect.stringMatching(/zone .* removed.*another zone/),
        fr: expect.stringMatching(/zone .* supprimée.*autre zone/),
      },
      sentence: { en: expect.stringContaining('“a removed zone”') },
    });
    expect(await planned(given.cameraId)).toEqual([]);
    expect(await rules.update(id, { name: 'Renamed', enabled: true })).toMatchObject({ name: 'Renamed' });
    const zone = await zones.zones.insert(given.cameraId, { name: 'new yard', polygon: square });
    expect(await rules.update(id, { parameters: { zoneId: zone.id } })).toMatchObject({ fault: null });
    expect(await planned(given.cameraId)).toEqual(['Renamed']);
  });

  it('of speed want the ground points of their camera, and are broken without them', async () => {
    const { cameras, rules } = world.services;
    const { parameters, cameraId } = await ruleOn('Speed');
    const given = { name: 'Speed', cameraId, kind: 'speed', parameters };
    await expect(rules.insert(given)).rejects.toMatchObject({
      code: 'invalid',
      faults: [{ fix: expect.stringContaining('four points') }],
    });
    const ground: Ground = [
      { at: [0.1, 0.9], metres: [0, 0] },
      { at: [0.9, 0.9], metres: [8, 0] },
      { at: [0.7, 0.3], metres: [8, 20] },
      { at: [0.3, 0.3], metres: [0, 20] },
    ];
    await cameras.update(cameraId, { ground });
    const { id } = await rules.insert(given);
    expect(await planned(cameraId)).toEqual(['Speed']);
    await cameras.update(cameraId, { ground: null });
    expect((await rules.find(id)).fault).toMatchObject({
      en: expect.stringContaining('ground points'),
      fr: expect.stringContaining('points au sol'),
    });
    expect(await planned(cameraId)).toEqual([]);
  });

  it('of a kind that is not known are shown as broken', async () => {
    const given = await ruleOn('Unknown kind');
    const { id: _, ...values } = await world.stores.rules.insert(world.database.reader, {
      ...given,
      kind: 'telepathy',
      periodId: null,
      severity: 'warning',
      cooldownSeconds: 60,
      minimumConfidence: null,
      enabled: true,
    });
    const [rule] = (await world.services.rules.list({ camera: values.cameraId })).items;
    expect(rule?.fault?.en).toContain('telepathy');
    expect(await planned(given.cameraId)).toEqual([]);
  });

  it('go with their camera', async () => {
    const given = await ruleOn('Removed');
    const rule = await world.services.rules.insert(given);
    await world.services.cameras.remove(given.cameraId);
    await expect(world.services.rules.find(rule.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('hold during a period, which stays while they do', async () => {
    const { periods } = world.services.rules;
    const period = await periods.insert({
      name: 'night',
      weekly: [{ days: ['monday'], from: '22:00', to: '06:00' }],
      holidays: 'include',
    });
    const given = { ...(await ruleOn('At night')), periodId: period.id };
    expect((await world.services.rules.insert(given)).sentence.en).toContain('during “night”');
    await expect(periods.remove(period.id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await periods.update(period.id, { holidays: null })).not.toHaveProperty('holidays');
    const backwards = periods.update(period.id, { dates: [{ from: '2026-02-02', to: '2026-01-01' }] });
    await expect(backwards).rejects.toMatchObject({ faults: [{ field: 'dates[0]' }] });
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
  const heard: (number | null)[] = [];
  const first = new Promise<void>((resolve) => {
    void world.database.listen(configurationChannel, (payload) => {
      heard.push(announcedCamera(payload));
      resolve();
    });
  });
  await world.database.listen(configurationChannel, () => undefined);
  const { id } = await world.services.cameras.insert(input('Announced'));
  await first;
  expect(heard).toEqual([id]);
});
