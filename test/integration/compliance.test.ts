import { createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#features/accounts/permissions.ts';
import { controller } from '../fakes/inventory.ts';
import { lawfulCamera } from '../lawful.ts';
import { cookieOf, type HttpWorld, openHttpWorld, people, setUpPeople } from './http-world.ts';

let world: HttpWorld;
let dpo: { readonly cookie: string };
let cameraId: number;

beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
  dpo = await joinAs('dpo');
  const camera = await world.services.cameras.insert({
    name: 'Depot yard',
    source: { url: 'rtsp://192.168.1.10/live' },
    ...(await lawfulCamera(world.services)),
  });
  cameraId = camera.id;
});
afterAll(() => world.close());

async function joinAs(role: Role) {
  const { password } = people.operator;
  const payload = { email: `${role}@example.org`, password };
  await world.accounts.createPerson({ name: role, ...payload }, role);
  return {
    cookie: cookieOf(await world.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload })),
  };
}

const ask = (url: string, headers: object = dpo) =>
  world.app.inject({ url: `/api/v1${url}`, headers: { ...headers } });
const say = (method: 'POST' | 'PUT', url: string, payload: object = {}) =>
  world.app.inject({ method, url: `/api/v1${url}`, payload, headers: dpo });

test('F20: anybody reads the public register without signing in, and no secret of a camera stands in it', async () => {
  const answer = await ask('/public/cameras', {});
  expect(answer.statusCode).toBe(200);
  expect(answer.json().cameras).toMatchObject([{ name: 'Depot yard', position: null }]);
  expect(answer.body).not.toContain('192.168.1.10');
});

test('F19: a panel is refused, field by field, until the controller is known; then it is a PDF', async () => {
  const refused = await ask('/compliance/panel.pdf');
  expect(refused.statusCode).toBe(409);
  expect(refused.json().faults).toContainEqual(expect.objectContaining({ field: 'controller.dpo.phone' }));
  expect((await say('PUT', '/compliance/controller', controller)).statusCode).toBe(200);
  const panel = await ask('/compliance/panel.pdf?language=fr');
  expect(panel.headers['content-type']).toContain('application/pdf');
  expect(panel.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await ask('/compliance/panel.pdf?camera=999')).statusCode).toBe(404);
});

test('F22: the record follows the configuration, as JSON, CSV and PDF', async () => {
  const { activities } = (await ask('/compliance/record')).json();
  expect(activities).toMatchObject([{ cameras: ['Depot yard'] }]);
  expect((await ask('/compliance/record.csv?language=en')).body).toContain('Depot yard');
  expect((await ask('/compliance/record.pdf')).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
});

test('F23: an assessment is written, signed, and to be reviewed once the configuration changes', async () => {
  expect((await ask('/compliance/dpia')).json()).toMatchObject({ state: 'none' });
  const written = await say('POST', '/compliance/dpia/versions', { risks: 'Low.' });
  expect(written.json()).toMatchObject({ state: 'draft', madeBy: 'dpo' });
  expect((await say('POST', '/compliance/dpia/signature')).json()).toMatchObject({ state: 'valid' });
  await world.services.cameras.update(cameraId, { name: 'Depot gate' });
  const changed = (await ask('/compliance/dpia')).json();
  expect(changed).toMatchObject({ state: 'to-review' });
  expect(changed.changes).toContainEqual(expect.objectContaining({ camera: 'Depot gate', before: null }));
  expect((await say('POST', '/compliance/dpia/signature')).statusCode).toBe(409);
  expect((await ask('/compliance/dpia.pdf?language=en')).statusCode).toBe(200);
});

const request = {
  kind: 'access',
  person: 'Paul Passant',
  contact: 'paul@example.org',
  words: 'I passed by on Monday and want to see myself.',
  span: { from: '2026-01-05T10:00:00Z', to: '2026-01-05T11:00:00Z' },
  receivedAt: '2026-01-31T09:00:00Z',
};

test('F21: a request has its clock, may be extended once with a reason, and is answered', async () => {
  const entered = await say('POST', '/compliance/requests', { ...request, cameraIds: [cameraId] });
  const { id, dueAt, urgency } = entered.json();
  expect({ dueAt, urgency }).toEqual({ dueAt: '2026-02-28T09:00:00.000Z', urgency: 'late' });
  const found = (await ask(`/compliance/requests/${id}/findings`)).json();
  expect(found.recordings).toEqual([]);
  expect(found.statement.en).toContain('No picture');
  const step = (payload: object) => say('POST', `/compliance/requests/${id}/steps`, payload);
  expect((await step({ step: 'refuse' })).statusCode).toBe(400);
  const extended = await step({ step: 'extend', reason: 'Many cameras.' });
  expect(extended.json()).toMatchObject({ dueAt: '2026-04-30T09:00:00.000Z' });
  expect((await step({ step: 'extend', reason: 'Again.' })).statusCode).toBe(409);
  expect((await step({ step: 'answer', answer: 'Nothing is kept.' })).json()).toMatchObject({
    urgency: 'closed',
  });
  expect((await step({ step: 'answer', answer: 'Again.' })).statusCode).toBe(409);
});

test('F24: a breach names the cameras and times that the log proves, and its 72 hours', async () => {
  const { cookie } = await joinAs('technical');
  await world.app.inject({
    method: 'PATCH',
    url: `/api/v1/cameras/${cameraId}`,
    payload: { framesPerSecond: 4 },
    headers: { cookie },
  });
  const technical = (await world.people.list()).find(({ name }) => name === 'technical');
  const knownAt = new Date(Date.now() - 1000).toISOString();
  const entered = await say('POST', '/compliance/breaches', {
    title: 'Stolen laptop',
    words: 'A technician lost a laptop.',
    actorId: technical?.id,
    cameraIds: [],
    span: {
      from: new Date(Date.now() - 3_600_000).toISOString(),
      to: new Date(Date.now() + 1000).toISOString(),
    },
    knownAt,
  });
  const { id, dueAt } = entered.json();
  expect(Date.parse(dueAt) - Date.parse(knownAt)).toBe(72 * 3_600_000);
  const { cameras, form } = (await ask(`/compliance/breaches/${id}/assessment`)).json();
  expect(cameras).toMatchObject([{ cameraId, lines: 1 }]);
  expect(form.fr).toContain('Depot gate');
});

test('F37: the evidence is signed by this instance, stored once a day, and tells what is to be done', async () => {
  const { text, signature, publicKey } = (await ask('/compliance/evidence/bundle')).json();
  const key = createPublicKey(publicKey);
  const isTrue = (what: string) => verify(null, Buffer.from(what), key, Buffer.from(signature, 'base64url'));
  expect([isTrue(text), isTrue(text.replace('held', 'hold'))]).toEqual([true, false]);
  const { findings } = JSON.parse(text);
  expect(findings).toContainEqual(expect.objectContaining({ row: 'F23', status: 'action' }));
  await world.compliance.evidence.daily();
  await world.compliance.evidence.daily();
  const [file] = readdirSync(join(world.directory, 'evidence'));
  expect(JSON.parse(readFileSync(join(world.directory, 'evidence', file ?? ''), 'utf8'))).toHaveProperty(
    'signature',
  );
});

test('F25: a camera that moves makes a notice to the prefect, and the file is printed', async () => {
  const position = { latitude: 49.4, longitude: 6.1 };
  await world.services.cameras.update(cameraId, { position });
  await world.services.cameras.update(cameraId, { position: { ...position, latitude: 49.401 } });
  expect((await ask('/compliance/moves')).json().items).toMatchObject([{ cameraId, metres: 111 }]);
  expect((await ask('/compliance/prefecture.pdf')).rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
});

test('F30: the security file tells how this instance stands, as JSON and as a PDF in either language', async () => {
  const file = (await ask('/compliance/security-file')).json();
  expect(file).toMatchObject({ version: expect.stringMatching(/^\d/), findings: expect.any(Array) });
  expect(JSON.stringify(file.components)).toContain('PostgreSQL');
  for (const language of ['fr', 'en'])
    expect(
      (await ask(`/compliance/security-file.pdf?language=${language}`)).rawPayload.subarray(0, 5).toString(),
    ).toBe('%PDF-');
  expect((await ask('/compliance/security-file', await joinAs('elected'))).statusCode).toBe(403);
});

test('F31: a camera with a password of its maker is a fault to mend, and no answer tells the password', async () => {
  const source = { url: 'rtsp://admin:888888@192.168.1.11/live' };
  const lawful = await lawfulCamera(world.services);
  const { id } = await world.services.cameras.insert({ name: 'Weak', source, ...lawful });
  const { findings } = (await ask('/compliance/evidence')).json();
  expect(findings).toContainEqual(
    expect.objectContaining({
      row: 'F31',
      status: 'action',
      words: { en: expect.stringContaining('Weak'), fr: expect.stringContaining('Weak') },
    }),
  );
  for (const url of ['/compliance/evidence', '/compliance/security-file', '/audit?limit=200'])
    expect((await ask(url)).body).not.toContain('888888');
  await world.services.cameras.remove(id);
});

test('each of these writes its line; nobody but the officer writes', async () => {
  const lines = (await ask('/audit?limit=200')).json().items.map(({ action }: { action: string }) => action);
  for (const action of [
    'controller.update',
    'dpia.sign',
    'request.extend',
    'breach.assess',
    'evidence.export',
    'security-file.export',
  ])
    expect(lines).toContain(action);
  const operator = await joinAs('analyst');
  const refused = await world.app.inject({
    method: 'PUT',
    url: '/api/v1/compliance/controller',
    payload: controller,
    headers: operator,
  });
  expect(refused.statusCode).toBe(403);
  const [line] = (await ask('/audit?action=act.refuse&limit=1')).json().items;
  expect(line).toMatchObject({
    action: 'act.refuse',
    actor: { name: 'analyst' },
    subject: { id: 'PUT /api/v1/compliance/controller' },
  });
});
