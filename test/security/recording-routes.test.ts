import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queries } from '#database/queries.ts';
import { dayMs } from '#features/recording/retention.ts';
import {
  type HttpWorld,
  habilitation,
  openHttpWorld,
  people,
  setUpPeople,
} from '../integration/http-world.ts';
import { fakeJpeg } from '../recording-world.ts';
import { report } from '../test-territory.ts';
import { type Ask, asking, join } from './callers.ts';

let world: HttpWorld;
let operator: Ask;
let second: Ask;
let dpo: Ask;
let technical: Ask;
let cameraId: number;
let recordingId: number;

const nowMs = Date.now();
const order = { requisition: 'PV 2026/118', requester: 'Cdt Roux, OPJ', authority: 'Commissariat' };

beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
  operator = asking(world, await signedIn(people.operator.email, people.operator.password));
  second = asking(world, await join(world, 'operator'));
  dpo = asking(world, await join(world, 'dpo'));
  technical = asking(world, await join(world, 'technical'));
  for (const one of await world.people.list())
    if (one.role === 'operator')
      await world.people.grant(one.id, habilitation, { id: 'council', name: 'Council' });
  cameraId = await makeCamera();
});
afterAll(() => world.close());

async function signedIn(email: string, password: string) {
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email, password },
    remoteAddress: '203.0.113.7',
  });
  return {
    cookie: answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; '),
  };
}

async function makeCamera(): Promise<number> {
  const { services } = world;
  const purpose = await services.law.purposes.insert({
    name: 'Depot',
    code: 'site-protection',
    retentionDays: 5,
    from: new Date(nowMs - dayMs).toISOString(),
  });
  const input = { name: 'Depot', source: { url: 'file:a.mp4' }, place: 'closed-site' as const };
  return (await services.cameras.insert({ ...input, purposeIds: [purpose.id] })).id;
}

async function record(): Promise<number> {
  const { services, recorded } = world;
  const rule = { name: 'Silence', cameraId, kind: 'camera-health', parameters: {} };
  const { id: ruleId } = await services.rules.insert(rule);
  const event = { ruleId, kind: 'camera-health', timeMs: nowMs, arrivedMs: nowMs, class: null };
  const events = [{ ...event, confidence: null, point: null }];
  await services.storeReport(report({ cameraId, sequence: 1, events }));
  const pictures = [{ timeMs: nowMs, jpeg: fakeJpeg('a scene') }];
  expect(await recorded.recordings.keep({ cameraId, ruleId, timeMs: nowMs, pictures })).toBe('kept');
  return (await recorded.recordings.list({ camera: cameraId })).items[0]?.id ?? 0;
}

/** Lines of the log since a work began. */
async function linesOf(work: () => Promise<unknown>): Promise<string[]> {
  const tx = queries(world.database.reader);
  const last = await sql<{ n: number }>`SELECT coalesce(max(sequence), 0)::int AS n FROM audit_line`.execute(
    tx,
  );
  await work();
  const { rows } = await sql<{ action: string }>`
    SELECT action FROM audit_line WHERE sequence > ${last.rows[0]?.n ?? 0} ORDER BY sequence`.execute(tx);
  return rows.map(({ action }) => action);
}

test('F06: recording is switched on by who answers for the law, never beyond the ceiling, and off again', async () => {
  const url = `/api/v1/cameras/${cameraId}/recording`;
  const choice = { secondsBefore: 5, secondsAfter: 5, keptDays: 5 };
  expect((await technical('GET', url)).json()).toMatchObject({ recording: null, ceilingDays: 5 });
  expect((await technical('PUT', url, choice)).statusCode).toBe(403);
  expect((await dpo('PUT', url, { ...choice, keptDays: 6 })).statusCode).toBe(409);
  expect((await dpo('PUT', url, { ...choice, keptDays: 31 })).statusCode).toBe(400);
  expect(await linesOf(() => dpo('PUT', url, choice))).toEqual(['recording.switch-on']);
  expect((await dpo('GET', url)).json()).toMatchObject({ recording: choice, refusal: null });
  recordingId = await record();
  expect(await linesOf(() => dpo('DELETE', url))).toEqual(['recording.switch-off']);
});

test('F11, N42: pictures are seen with a motive and a habilitation, and it is one line', async () => {
  const url = `/api/v1/recordings/${recordingId}/pictures`;
  expect((await operator('GET', url)).statusCode).toBe(422);
  expect((await dpo('GET', `${url}?motive=alert`)).statusCode).toBe(403);
  expect((await technical('GET', '/api/v1/recordings')).statusCode).toBe(403);
  const lines = await linesOf(async () => {
    const answer = await operator('GET', `${url}?motive=alert`);
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(answer.rawPayload.subarray(12)).toEqual(Buffer.from(fakeJpeg('a scene')));
  });
  expect(lines).toEqual(['recording.view']);
  for (const one of await world.people.list())
    for (const { id } of one.email === people.operator.email
      ? one.habilitations.filter(({ endedAt }) => endedAt === null)
      : [])
      await world.people.endHabilitation(one.id, id);
  expect(
    await linesOf(async () => {
      expect((await operator('GET', `${url}?motive=alert`)).statusCode).toBe(403);
    }),
  ).toEqual(['images.refuse']);
});

test('F26: an extraction needs a number, a requester and two persons', async () => {
  for (const one of await world.people.list())
    if (one.email === people.operator.email)
      await world.people.grant(one.id, habilitation, { id: 'council', name: 'Council' });
  const recordingIds = [recordingId];
  const { requisition: _, ...without } = order;
  expect((await operator('POST', '/api/v1/extractions', { ...without, recordingIds })).statusCode).toBe(400);
  expect((await dpo('POST', '/api/v1/extractions', { ...order, recordingIds })).statusCode).toBe(403);
  const { id } = (await operator('POST', '/api/v1/extractions', { ...order, recordingIds })).json();
  const url = `/api/v1/extractions/${id}`;
  expect((await operator('GET', `${url}/archive.tar`)).statusCode).toBe(403);
  const approve = { decision: 'approved' };
  expect((await operator('POST', `${url}/decision`, approve)).statusCode).toBe(403);
  expect(await linesOf(() => second('POST', `${url}/decision`, approve))).toEqual(['extraction.approve']);
  const lines = await linesOf(async () => {
    const answer = await operator('GET', `${url}/archive.tar`);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/x-tar']);
  });
  expect(lines).toEqual(['extraction.hand-over']);
  expect((await dpo('GET', '/api/v1/registers/transmissions')).json().items).toHaveLength(1);
});

test('F07, F08: holds and registers are the officer’s, each export and each hold one line', async () => {
  const hold = {
    requisition: 'PV 2026/118',
    authority: 'Commissariat',
    cameraIds: [cameraId],
    from: new Date(nowMs - 60_000).toISOString(),
    to: new Date(nowMs + 60_000).toISOString(),
  };
  expect((await operator('POST', '/api/v1/holds', hold)).statusCode).toBe(403);
  let id = 0;
  expect(
    await linesOf(async () => {
      id = (await dpo('POST', '/api/v1/holds', hold)).json().id;
    }),
  ).toEqual(['hold.open']);
  expect((await operator('GET', `/api/v1/recordings/${recordingId}`)).json()).toMatchObject({
    state: 'held',
  });
  expect(await linesOf(() => dpo('POST', `/api/v1/holds/${id}/end`, { motive: 'copy handed over' }))).toEqual(
    ['hold.end'],
  );
  expect((await dpo('GET', '/api/v1/holds')).json().items).toMatchObject([
    { id, endMotive: 'copy handed over' },
  ]);
  for (const name of ['made', 'destructions', 'transmissions']) {
    expect(await linesOf(() => dpo('GET', `/api/v1/registers/${name}.csv`))).toEqual(['register.export']);
    expect((await operator('GET', `/api/v1/registers/${name}`)).statusCode).toBe(403);
  }
  expect((await dpo('GET', '/api/v1/registers/made.csv')).body).toContain('Depot');
  expect((await dpo('GET', '/api/v1/retention')).json()).toMatchObject({ kept: 1, waiting: null });
  expect(
    await linesOf(() => dpo('POST', '/api/v1/retention/confirm-clock', { motive: 'clock looked at' })),
  ).toEqual(['recording.confirm-clock']);
});
