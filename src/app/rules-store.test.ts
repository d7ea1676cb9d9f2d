import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CameraInput } from '#features/cameras/camera-schema.ts';
import { lawfulCamera, lawfulInputs } from '../../test/lawful.ts';
import { openTestTerritory, type TestTerritory } from '../../test/test-territory.ts';
import { loadPlan } from './load-plan.ts';

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

it('rules read as a sentence, defaults filled in', async () => {
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
])('rules with %j are refused', async (change, field) => {
  const given = { ...(await ruleOn(`Bad ${JSON.stringify(change)}`)), ...change };
  await expect(world.services.rules.insert(given)).rejects.toMatchObject({ faults: [{ field }] });
});

it('rules that raise alerts are refused on a public place, with the reason', async () => {
  const given = await ruleOn('Public', 'public-road');
  await expect(world.services.rules.insert(given)).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('Conseil d’État'),
  });
});

it('rules keep their camera from becoming a public place, and one without a purpose there stops', async () => {
  const given = await ruleOn('Becomes public');
  await world.services.rules.insert(given);
  const { cameras } = world.services;
  const changed = cameras.update(given.cameraId, await lawfulCamera(world.services, 'public-road'));
  await expect(changed).rejects.toMatchObject({ code: 'conflict' });
  const moved = await cameras.update(given.cameraId, { place: 'public-road' });
  expect(moved).toMatchObject({ refusal: { reason: 'purpose-place' }, outputs: { alert: false } });
});

it('rules whose zone was removed are shown as broken, stay out of the plan, and can be mended', async () => {
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

it('rules of speed want the ground points of their camera, and are broken without them', async () => {
  const { cameras, rules } = world.services;
  const { parameters, cameraId } = await ruleOn('Speed');
  const given = { name: 'Speed', cameraId, kind: 'speed', parameters };
  await expect(rules.insert(given)).rejects.toMatchObject({
    code: 'invalid',
    faults: [{ fix: expect.stringContaining('four points') }],
  });
  const ground: NonNullable<CameraInput['ground']> = [
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

it('rules of a kind that is not known are shown as broken', async () => {
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

it('rules go with their camera', async () => {
  const given = await ruleOn('Removed');
  const rule = await world.services.rules.insert(given);
  await world.services.cameras.remove(given.cameraId);
  await expect(world.services.rules.find(rule.id)).rejects.toMatchObject({ code: 'not-found' });
});

it('rules hold during a period, which stays while they do', async () => {
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
