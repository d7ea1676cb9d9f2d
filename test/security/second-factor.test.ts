import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeAt, fromBase32 } from '#features/accounts/second-factor-service.ts';
import { cookieOf, type HttpWorld, openHttpWorld, people, setUpPeople } from '../integration/http-world.ts';
import { createSoftAuthenticator } from './soft-authenticator.ts';

let world: HttpWorld;

beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
});
afterAll(() => world.close());

type Headers = Readonly<Record<string, string>>;
const post = (url: string, payload: object = {}, headers: Headers = {}) =>
  world.app.inject({ method: 'POST', url, headers, payload });
const get = (url: string, headers: Headers = {}) => world.app.inject({ url, headers });

/** Each from an address of its own, so that no test slows another. */
let address = 0;
async function signInAs(who: keyof typeof people) {
  const { email, password } = people[who];
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email, password },
    remoteAddress: `192.0.2.${++address}`,
  });
  return { cookie: cookieOf(answer) };
}
const idOf = async (who: keyof typeof people): Promise<string> =>
  (await world.people.list()).find(({ email }) => email === people[who].email)?.id ?? '';

test('N11: the second factor cannot be gone round, nor a code or a recovery code given twice', async () => {
  const first = await signInAs('operator');
  expect((await post('/api/auth/second-factor', { code: '123456' })).statusCode).toBe(401);
  const { secret } = (await post('/api/v1/me/authenticator', {}, { cookie: first.cookie })).json();
  const step = () => Math.floor(Date.now() / 30_000);
  const confirmed = await post(
    '/api/v1/me/authenticator/confirmation',
    { code: codeAt(fromBase32(secret), step() - 1) },
    { cookie: first.cookie },
  );
  const [recovery] = confirmed.json().recoveryCodes;
  const { rows } = await world.database.pool.query('SELECT secret FROM authenticator');
  expect(JSON.stringify(rows)).not.toContain(secret);

  const { cookie } = await signInAs('operator');
  expect((await get('/api/v1/me', { cookie })).json()).toMatchObject({
    permissions: [],
    secondFactor: { isAsked: true },
  });
  for (const url of ['/api/v1/cameras', '/api/v1/live?cameras=1', '/api/v1/events', '/api/v1/me/sessions'])
    expect([url, (await get(url, { cookie })).statusCode]).toEqual([url, 403]);
  const another = await post('/api/v1/me/passkeys/options', {}, { cookie });
  expect(another.statusCode).toBe(403);
  const used = await post(
    '/api/auth/second-factor',
    { code: codeAt(fromBase32(secret), step() - 1) },
    { cookie },
  );
  expect(used.statusCode).toBe(400);
  const code = codeAt(fromBase32(secret), step());
  expect((await post('/api/auth/second-factor', { code }, { cookie })).statusCode).toBe(204);
  expect((await get('/api/v1/cameras', { cookie })).statusCode).not.toBe(403);

  const third = await signInAs('operator');
  expect((await post('/api/auth/second-factor', { code }, { cookie: third.cookie })).statusCode).toBe(400);
  expect(
    (await post('/api/auth/second-factor', { code: recovery }, { cookie: third.cookie })).statusCode,
  ).toBe(204);
  const fourth = await signInAs('operator');
  expect(
    (await post('/api/auth/second-factor', { code: recovery }, { cookie: fourth.cookie })).statusCode,
  ).toBe(400);
  for (let index = 0; index < 4; index++)
    await post('/api/auth/second-factor', { code: '000000' }, { cookie: fourth.cookie });
  expect(
    (await post('/api/auth/second-factor', { code: '000000' }, { cookie: fourth.cookie })).statusCode,
  ).toBe(429);
  await world.people.resetSecondFactor(await idOf('operator'), { id: 'x', name: 'X' });
});

test('F32: a passkey is both factors in one, and its challenge is good once', async () => {
  const { cookie } = await signInAs('operator');
  const device = createSoftAuthenticator('http://localhost');
  const begun = await post('/api/v1/me/passkeys/options', {}, { cookie });
  const response = device.create(begun.json().challenge);
  const kept = await post('/api/v1/me/passkeys', { name: 'Key', response }, { cookie });
  expect([kept.statusCode, kept.body]).toEqual([204, '']);
  expect((await post('/api/v1/me/passkeys', { name: 'Again', response }, { cookie })).statusCode).toBe(400);

  const { challenge } = (await post('/api/auth/passkey/options')).json();
  const answer = { response: device.get(challenge) };
  const opened = await post('/api/auth/passkey', answer);
  expect(opened.statusCode).toBe(204);
  const session = { cookie: cookieOf(opened) };
  expect((await get('/api/v1/me', session)).json()).toMatchObject({
    secondFactor: { isAsked: false, isSetUp: true },
  });
  expect((await post('/api/auth/passkey', answer)).statusCode).toBe(401);
  const stranger = createSoftAuthenticator('http://evil.example');
  const { challenge: next } = (await post('/api/auth/passkey/options')).json();
  expect((await post('/api/auth/passkey', { response: stranger.get(next) })).statusCode).toBe(401);
  await world.people.resetSecondFactor(await idOf('operator'), { id: 'x', name: 'X' });
});

test('F32: after the days of grace a role that needs a second factor opens nothing but its set-up', async () => {
  const { cookie } = await signInAs('operator');
  expect((await get('/api/v1/me', { cookie })).json().secondFactor).toMatchObject({
    isAsked: false,
    isRequired: true,
    graceUntil: expect.any(String),
  });
  await world.database.pool.query(`UPDATE person SET first_sign_in_at = now() - interval '8 days'`);
  expect((await get('/api/v1/cameras', { cookie })).statusCode).toBe(403);
  expect((await post('/api/v1/me/authenticator', {}, { cookie })).statusCode).toBe(201);
  await world.database.pool.query('UPDATE person SET first_sign_in_at = now()');
});
