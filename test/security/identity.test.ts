import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdDataDirectory } from '#app/data-directory.ts';
import {
  cookieOf,
  type HttpWorld,
  habilitation,
  openHttpWorld,
  people,
  setUpPeople,
} from '../integration/http-world.ts';

let world: HttpWorld;
const directories: string[] = [];

beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
});
afterAll(async () => {
  await world.close();
  for (const directory of directories) rmSync(directory, { recursive: true });
});

type Headers = Readonly<Record<string, string>>;
const send = (method: 'POST' | 'PATCH' | 'DELETE', url: string, headers: Headers = {}, payload?: object) =>
  world.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
const post = (url: string, payload: object = {}, headers: Headers = {}) =>
  send('POST', url, headers, payload);
const get = (url: string, headers: Headers = {}) => world.app.inject({ url, headers });

/** Each from an address of its own, so that no test slows another. */
let address = 0;
async function signInAs(who: keyof typeof people, password = people[who].password) {
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: people[who].email, password },
    remoteAddress: `192.0.2.${++address}`,
  });
  return { answer, cookie: cookieOf(answer) };
}
const idOf = async (who: keyof typeof people): Promise<string> =>
  (await world.people.list()).find(({ email }) => email === people[who].email)?.id ?? '';

function freshDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-secret-'));
  directories.push(directory);
  return directory;
}

test('N01: before set-up no account works, and no common pair ever does', async () => {
  const fresh = await openHttpWorld();
  const pairs = [
    'admin',
    'root',
    'vigie',
    'administrator',
    'user',
    'operator',
    'demo',
    'test',
    'guest',
    'sa',
  ].flatMap((name) =>
    [name, `${name}@example.org`].map((email) => [email, name === 'sa' ? 'password' : name] as const),
  );
  for (const [index, [email, password]] of pairs.entries()) {
    const answer = await fresh.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email, password },
      remoteAddress: `198.51.100.${index}`,
    });
    expect([email, [400, 401].includes(answer.statusCode)]).toEqual([email, true]);
  }
  expect((await fresh.app.inject('/api/v1/cameras')).statusCode).toBe(401);
  await fresh.close();
});

test.each(['', 'short', 'a'.repeat(64), 'change-me-please-change-me-please-change-me-1234567890'])(
  'N01: the start is refused with the secret "%s"',
  async (secret) => {
    const directory = freshDirectory();
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'session-secret'), secret);
    await expect(holdDataDirectory(directory)).rejects.toThrow('secret');
  },
);

test('N03: two installs make secrets of their own, readable by their user only', async () => {
  const [one, other] = [freshDirectory(), freshDirectory()];
  const held = [await holdDataDirectory(one), await holdDataDirectory(other)];
  for (const folder of held) await folder.release();
  expect(held[0]?.secret).not.toBe(held[1]?.secret);
  expect(readFileSync(join(one, 'session-secret'), 'utf8').trim()).toBe(held[0]?.secret);
  expect(statSync(join(one, 'session-secret')).mode & 0o777).toBe(0o600);
});

test('N02: forged, foreign and ended sessions open nothing', async () => {
  const { cookie } = await signInAs('operator');
  expect((await get('/api/v1/me', { cookie })).statusCode).toBe(200);
  const [name = '', value = ''] = cookie.split('=');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  const forged = [
    `${name}=${value.slice(0, -8)}AAAAAAAA`,
    `${name}=${decodeURIComponent(value).split('.')[0]}`,
    `${name}=${none}.${Buffer.from('{"sub":"1"}').toString('base64url')}.`,
    `${name}=x.y`,
  ];
  for (const cookieText of forged)
    expect([cookieText, (await get('/api/v1/me', { cookie: cookieText })).statusCode]).toEqual([
      cookieText,
      401,
    ]);
  const jwt = { authorization: `Bearer ${none}.e30.` };
  expect((await get('/api/v1/me', jwt)).statusCode).toBe(401);
  await post('/api/auth/sign-out', {}, { cookie });
  expect((await get('/api/v1/me', { cookie })).statusCode).toBe(401);
  const old = await signInAs('operator');
  const changing = await signInAs('operator');
  const currentPassword = people.operator.password;
  const change = { currentPassword, newPassword: currentPassword };
  await post('/api/auth/change-password', change, { cookie: changing.cookie });
  expect((await get('/api/v1/me', { cookie: old.cookie })).statusCode).toBe(401);
  expect((await get('/api/v1/me', { cookie: changing.cookie })).statusCode).toBe(200);
});

test('N08: what headers say of a person, role or address counts for nothing', async () => {
  const headers = {
    'x-forwarded-user': people.administrator.email,
    'x-forwarded-email': people.administrator.email,
    'x-forwarded-role': 'administrator',
    'remote-user': 'administrator',
    'x-forwarded-for': '127.0.0.1',
    'x-real-ip': '127.0.0.1',
  };
  expect((await get('/api/v1/me', headers)).statusCode).toBe(401);
  const { cookie } = await signInAs('operator');
  expect((await get('/api/v1/people', { ...headers, cookie })).statusCode).toBe(403);
});

test('N09: an administrator sees no image', async () => {
  const { cookie } = await signInAs('administrator');
  expect((await get('/api/v1/live?cameras=1', { cookie })).statusCode).toBe(403);
});

test('N09: who gives themselves the sight of images waits for a second person; it is logged and announced', async () => {
  const news: object[] = [];
  const stop = world.events.subscribe('rights', (one) => news.push(one));
  const id = await idOf('administrator');
  const { cookie } = await signInAs('administrator');
  const second = await world.accounts.createPerson(
    { name: 'Dana', email: 'dana@example.org', password: people.operator.password },
    'administrator',
  );
  const role = await send('PATCH', `/api/v1/people/${id}`, { cookie }, { role: 'operator' });
  expect(role.json()).toMatchObject({
    person: { role: 'administrator' },
    proposal: { kind: 'role', state: 'open' },
  });
  const act = await send('POST', `/api/v1/people/${id}/habilitations`, { cookie }, habilitation);
  expect(act.json()).toMatchObject({ person: { habilitations: [] }, proposal: { kind: 'habilitation' } });
  const proposalId = act.json().proposal.id;
  const own = await post(`/api/v1/rights-proposals/${proposalId}/decision`, { confirm: true }, { cookie });
  expect(own.statusCode).toBe(403);
  const decided = await world.people.decide(proposalId, true, { id: second.id, name: 'Dana' });
  expect(decided.state).toBe('confirmed');
  expect((await world.people.find(id)).habilitations).toHaveLength(1);
  expect((await world.people.find(id)).role).toBe('administrator');
  expect(news).toHaveLength(3);
  stop();
  const { rows } = await world.database.pool.query(
    `SELECT action FROM audit_line WHERE action LIKE 'person.prop%' OR action = 'habilitation.create' ORDER BY sequence`,
  );
  expect(rows.map(({ action }) => action)).toEqual([
    'person.propose',
    'person.propose',
    'person.proposal-confirmed',
    'habilitation.create',
  ]);
});

test('N10: the sixth wrong password within a minute waits, per account and per address', async () => {
  const attempt = (email: string, remoteAddress: string, password = 'wrong') =>
    world.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email, password },
      remoteAddress,
    });
  const perAccount: number[] = [];
  for (let index = 0; index < 6; index++)
    perAccount.push((await attempt(people.operator.email, `203.0.113.${index}`)).statusCode);
  expect(perAccount).toEqual([401, 401, 401, 401, 401, 429]);
  const right = await attempt(people.operator.email, '203.0.113.99', people.operator.password);
  expect(right.statusCode).toBe(429);
  const perAddress: number[] = [];
  for (let index = 0; index < 6; index++)
    perAddress.push((await attempt(`nobody${index}@example.org`, '203.0.113.200')).statusCode);
  expect(perAddress).toEqual([401, 401, 401, 401, 401, 429]);
  world.guard.succeeded([`account:${people.operator.email}`]);
});

test('N10: an unknown and a known account are told alike', async () => {
  const unknown = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: 'nobody@example.org', password: 'wrong' },
    remoteAddress: '203.0.113.201',
  });
  const known = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: people.administrator.email, password: 'wrong' },
    remoteAddress: '203.0.113.202',
  });
  expect(unknown.statusCode).toBe(401);
  expect(unknown.body).toBe(known.body);
});

test('N12: the cookie is new at each sign-in, out of reach of scripts, and bound to HTTPS where there is any', async () => {
  const planted = 'vigie.session_token=planted';
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { cookie: planted },
    payload: { email: people.operator.email, password: people.operator.password },
    remoteAddress: '192.0.2.250',
  });
  expect(cookieOf(answer)).not.toContain('planted');
  expect(answer.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Lax/);
  expect((await get('/api/v1/me', { cookie: planted })).statusCode).toBe(401);
  const https = await openHttpWorld({ secure: true });
  await setUpPeople(https);
  const { email, password } = people.operator;
  const secure = await https.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email, password },
  });
  expect(secure.headers['set-cookie']).toMatch(/^__Secure-.*; HttpOnly; Secure; SameSite=Lax/);
  await https.close();
});

test('N12: a page of another site changes nothing in a person’s name, on no route', async () => {
  const { cookie } = await signInAs('administrator');
  const { paths } = world.app.swagger() as { paths: Record<string, Record<string, unknown>> };
  for (const [path, operations] of Object.entries(paths)) {
    for (const method of Object.keys(operations).filter((one) => one !== 'get')) {
      const answer = await world.app.inject({
        method: method.toUpperCase() as 'POST',
        url: path.replaceAll(/\{\w+\}/g, '1'),
        headers: { cookie, origin: 'https://evil.example' },
      });
      expect([method, path, answer.statusCode]).toEqual([method, path, 403]);
    }
  }
});

test('N13: a key does what its scopes say, is refused in an address, and is dead at once when revoked', async () => {
  const key = await world.keys.create({ name: 'open', scopes: ['open-data:read'] });
  const headers = { authorization: `Bearer ${key}` };
  for (const [method, url] of [
    ['POST', '/api/v1/cameras'],
    ['GET', '/api/v1/people'],
    ['GET', '/api/v1/live?cameras=1'],
    ['GET', '/api/v1/events'],
    ['GET', '/api/v1/keys'],
  ] as const) {
    const answer = await world.app.inject({
      method,
      url,
      headers,
      ...(method === 'POST' ? { payload: {} } : {}),
    });
    expect([url, answer.statusCode]).toEqual([url, 403]);
  }
  expect((await get(`/api/v1/cameras?key=${key}`)).statusCode).toBe(400);
  expect((await get(`/api/v1/cameras?access_token=Bearer%20${key}`)).statusCode).toBe(400);
  const { cookie } = await signInAs('administrator');
  expect((await send('DELETE', '/api/v1/keys/open', { cookie })).statusCode).toBe(204);
  expect((await get('/api/v1/cameras', headers)).statusCode).toBe(401);
});
