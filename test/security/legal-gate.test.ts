import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Place } from '#foundation/legal-gate.ts';
import { type HttpWorld, openHttpWorld, setUpPeople, signIn } from '../integration/http-world.ts';
import { lawfulCamera } from '../lawful.ts';
import { type Ask, asking, join } from './callers.ts';

let world: HttpWorld;
const as: Record<string, Ask> = {};
let inFrench: Ask;
beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
  for (const role of ['technical', 'administrator', 'dpo', 'analyst'] as const)
    as[role] = asking(world, await join(world, role));
  inFrench = asking(world, { ...(await signIn(world, 'administrator')), 'accept-language': 'fr' });
});
afterAll(() => world.close());

const ask = (role: string, ...request: Parameters<Ask>) => (as[role] as Ask)(...request);
const input = (name: string, place: Place, more: object = {}) => ({
  name,
  place,
  source: { url: 'file:a.mp4' },
  ...more,
});
async function add(name: string, place: Place): Promise<number> {
  const lawful = await lawfulCamera(world.services, place);
  return (await world.services.cameras.insert({ ...input(name, place), ...lawful })).id;
}
const motive = 'Because the DPO decided so';
const span = { from: '2026-01-01T00:00:00Z', until: '2096-01-01T00:00:00Z' };

test('F02: a camera is not started without a purpose: 409, and the answer names the text in the reader’s language', async () => {
  const camera = input('A', 'closed-site', { enabled: true });
  const added = await ask('administrator', 'POST', '/api/v1/cameras', camera);
  expect(added.statusCode).toBe(409);
  expect(added.json().detail).toContain('GDPR art. 5(1)(b)');
  expect((await inFrench('POST', '/api/v1/cameras', camera)).json()).toMatchObject({
    faults: [{ field: 'enabled', message: expect.stringContaining('RGPD art. 5(1)(b)') }],
  });
  const waiting = await ask('technical', 'POST', '/api/v1/cameras', input('A', 'closed-site'));
  expect(waiting.statusCode).toBe(201);
  expect(waiting.json()).toMatchObject({ refusal: { reason: 'no-purpose' }, outputs: { statistics: false } });
  const { id } = waiting.json();
  const started = await ask('administrator', 'PATCH', `/api/v1/cameras/${id}`, { enabled: true });
  expect(started.statusCode).toBe(409);
});

test('F04: a camera of a public road is not started without a mask or a waiver: 409', async () => {
  const { maskWaiver, ...lawful } = await lawfulCamera(world.services, 'public-road');
  const body = { ...input('B', 'public-road', lawful), enabled: true };
  const refused = await ask('administrator', 'POST', '/api/v1/cameras', body);
  expect(refused.statusCode).toBe(409);
  expect(refused.json().detail).toContain('L.251-3');
  const added = await ask('administrator', 'POST', '/api/v1/cameras', { ...body, maskWaiver });
  expect(added.statusCode).toBe(201);
});

test.each([
  ['another place', { place: 'closed-site' }],
  ['purposes', { purposeIds: [] }],
  ['a waiver', { maskWaiver: 'None is needed here' }],
])('F01: who configures without answering for the law cannot give a camera %s', async (what, change) => {
  const id = await add(`C ${what}`, 'public-road');
  expect((await ask('technical', 'PATCH', `/api/v1/cameras/${id}`, change)).statusCode).toBe(403);
  expect((await ask('technical', 'PATCH', `/api/v1/cameras/${id}`, { priority: 'high' })).statusCode).toBe(
    200,
  );
});

test('F01, F23: a rule that alerts is refused on a public road, and allowed under an order of the prefect, once assessed', async () => {
  const id = await add('D', 'public-road');
  const zone = await world.services.zones.zones.insert(id, {
    name: 'road',
    polygon: [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
  });
  const rule = { name: 'R', cameraId: id, kind: 'intrusion', parameters: { zoneId: zone.id } };
  const refused = await ask('technical', 'POST', '/api/v1/rules', rule);
  expect(refused.statusCode).toBe(403);
  expect(refused.json().detail).toContain('506370');
  const [line] = (await ask('dpo', 'GET', '/api/v1/audit?action=act.refuse&limit=1')).json().items;
  expect(line).toMatchObject({ subject: { id: 'POST /api/v1/rules' } });
  expect(JSON.stringify(line.details)).toContain('506370');

  const purpose = await ask('dpo', 'POST', '/api/v1/legal/purposes', { name: 'Safety', code: 'csi-safety' });
  await ask('administrator', 'PATCH', `/api/v1/cameras/${id}`, { purposeIds: [purpose.json().id] });
  const paper = { cameraIds: [id], ...span };
  await ask('dpo', 'POST', '/api/v1/legal/authorisations', { ...paper, number: 'P-1', retentionDays: 15 });
  const basis = await ask('dpo', 'POST', '/api/v1/legal/bases', {
    ...paper,
    kind: 'jo-art10',
    reference: '2026-117',
    events: ['forbidden-area'],
  });
  expect([purpose.statusCode, basis.statusCode]).toEqual([201, 201]);
  expect((await ask('technical', 'POST', '/api/v1/rules', rule)).statusCode).toBe(201);

  const reasonNow = async (output: string, detector: string) =>
    (await ask('dpo', 'GET', `/api/v1/cameras/${id}/gate`))
      .json()
      .answers.find(
        (one: { detector: string; output: string }) => one.output === output && one.detector === detector,
      ).reason;
  expect(await reasonNow('frames', 'any')).toBe('no-assessment');
  await ask('dpo', 'POST', '/api/v1/compliance/dpia/versions', {});
  expect((await ask('dpo', 'POST', '/api/v1/compliance/dpia/signature')).statusCode).toBe(200);
  expect([await reasonNow('frames', 'any'), await reasonNow('alert', 'intrusion')]).toEqual([null, null]);
  // The assessment goes with the camera, not with its name.
  await ask('administrator', 'PATCH', `/api/v1/cameras/${id}`, { name: 'D, renamed' });
  expect(await reasonNow('frames', 'any')).toBeNull();
  const later = { name: 'Stay', cameraId: id, kind: 'dwell', parameters: { zoneId: zone.id } };
  expect((await ask('technical', 'POST', '/api/v1/rules', later)).statusCode).toBe(201);
  expect(await reasonNow('alert', 'dwell')).toBe('assessment-to-review');

  const stopped = await ask('dpo', 'POST', `/api/v1/legal/bases/${basis.json().id}/stop`, { motive });
  expect(stopped.json()).toMatchObject({ stopped: ['all'] });
  const gate = (await ask('dpo', 'GET', `/api/v1/cameras/${id}/gate`)).json();
  const intrusion = gate.answers.find(
    (answer: { detector: string; output: string }) =>
      answer.detector === 'intrusion' && answer.output === 'alert',
  );
  expect(intrusion).toMatchObject({
    allowed: false,
    reason: 'basis-stopped',
    rule: { fr: expect.stringContaining('arrêté à la main') },
    lift: { en: expect.stringContaining('Start it again') },
  });
});

test('F03: an event that is not one of the eight is refused', async () => {
  const body = { kind: 'jo-art10', reference: '1', events: ['loitering'], cameraIds: [], ...span };
  const answer = await ask('dpo', 'POST', '/api/v1/legal/bases', body);
  expect(answer.statusCode).toBe(400);
  expect(answer.json().faults[0].fix).toContain('abandoned-objects');
});

test('a set-up session is motivated and short; who only reads cannot begin one', async () => {
  const id = await add('E', 'public-road');
  const begin = (role: string, session: object) =>
    ask(role, 'POST', `/api/v1/cameras/${id}/setup-session`, session);
  expect((await begin('analyst', { motive, minutes: 5 })).statusCode).toBe(403);
  expect((await begin('technical', { motive: 'x', minutes: 5 })).statusCode).toBe(400);
  expect((await begin('technical', { motive, minutes: 61 })).statusCode).toBe(400);
  const session = await begin('technical', { motive, minutes: 5 });
  expect(session.statusCode).toBe(201);
  const ended = await ask('technical', 'DELETE', `/api/v1/setup-sessions/${session.json().id}`);
  expect(ended.statusCode).toBe(204);
});

test('F18: the figures of today of a public road are told as not shown yet, in no screen and no export', async () => {
  const id = await add('F', 'public-road');
  const line = await world.services.zones.lines.insert(id, {
    name: 'road',
    from: [0, 0],
    to: [1, 1],
    forward: 'in',
    backward: 'out',
    classes: ['car'],
  });
  const bucketStartMs = Math.floor(Date.now() / 900_000) * 900_000 - 900_000;
  const count = { lineId: line.id, class: 'car', direction: 'forward' as const, bucketStartMs, count: 7 };
  const nothing = { events: [], presence: [], measures: [], stays: [] };
  const coverage = [{ bucketStartMs, analysedMs: 900_000 }];
  const run = crypto.randomUUID();
  await world.services.storeReport({ cameraId: id, run, sequence: 1, ...nothing, counts: [count], coverage });
  const from = new Date(bucketStartMs).toISOString();
  const query = `camera=${id}&from=${from}&to=${new Date(bucketStartMs + 1_800_000).toISOString()}&by=quarter-hour`;
  const counts = (await ask('analyst', 'GET', `/api/v1/statistics/counts?${query}`)).json();
  expect(counts.items.map((series: { total: number }) => series.total)).toEqual([0, 0]);
  const csv = (await ask('analyst', 'GET', `/api/v1/statistics/counts.csv?${query}`)).body;
  expect(csv).not.toContain(',7,');
  const today = (await ask('analyst', 'GET', '/api/v1/statistics/today')).json().items;
  const own = today.filter(({ cameraId }: { cameraId: number }) => cameraId === id);
  expect(own.map(({ total }: { total: number | null }) => total)).toEqual([null, null]);
});

test.each([
  ['GET', '/api/v1/legal/bases'],
  ['GET', '/api/v1/legal/clock'],
  ['POST', '/api/v1/legal/clock'],
  ['POST', '/api/v1/legal/purposes'],
  ['DELETE', '/api/v1/legal/purposes/1'],
  ['POST', '/api/v1/legal/decisions'],
] as const)('N36: %s %s is for who answers for the law', async (method, url) => {
  expect((await ask('technical', method, url, method === 'POST' ? { motive } : undefined)).statusCode).toBe(
    403,
  );
});
