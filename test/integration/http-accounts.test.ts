import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieOf, type HttpWorld, openHttpWorld, people, setUpPeople, signIn } from './http-world.ts';

let world: HttpWorld;

beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const post = (url: string, payload: object, headers = {}) =>
  world.app.inject({ method: 'POST', url, payload, headers });

test('the one-time link makes the first people once, and all of them or nobody', async () => {
  expect((await world.app.inject('/api/v1/setup')).json()).toEqual({ needed: true });
  const replaced = await world.accounts.issueSetupToken();
  const token = await world.accounts.issueSetupToken();
  expect((await post('/api/v1/setup', { token: replaced, ...people })).statusCode).toBe(403);
  const same = {
    ...people,
    operator: { ...people.operator, email: people.administrator.email.toUpperCase() },
  };
  expect((await post('/api/v1/setup', { token, ...same })).json()).toMatchObject({
    faults: [{ field: 'operator.email' }],
  });
  const short = { ...people, operator: { ...people.operator, password: 'short' } };
  expect((await post('/api/v1/setup', { token, ...short })).json()).toMatchObject({
    faults: [{ field: 'operator.password' }],
  });
  expect(await world.accounts.list()).toEqual([]);
  expect((await post('/api/v1/setup', { token, ...people })).statusCode).toBe(201);
  expect((await world.app.inject('/api/v1/setup')).json()).toEqual({ needed: false });
  expect((await post('/api/v1/setup', { token, ...people })).statusCode).toBe(403);
  expect(await world.accounts.issueSetupToken()).toBeUndefined();
});

test('a person signs in, is known, and signs out', async () => {
  const session = await signIn(world, 'operator');
  const me = await world.app.inject({ url: '/api/v1/me', headers: session });
  expect(me.json()).toMatchObject({
    name: 'Oscar Operator',
    role: 'operator',
    permissions: expect.arrayContaining(['images:view']),
    territory: { timeZone: 'Europe/Paris' },
  });
  await post('/api/auth/sign-out', {}, session);
  expect((await world.app.inject({ url: '/api/v1/me', headers: session })).statusCode).toBe(401);
});

test('the cookie is out of reach of scripts, and the database knows neither browser nor address', async () => {
  const answer = await post('/api/auth/sign-in/email', {
    email: people.operator.email,
    password: people.operator.password,
  });
  expect(answer.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Lax/);
  expect(answer.json()).not.toHaveProperty('token');
  const { rows } = await world.database.pool.query('SELECT ip_address, user_agent FROM session');
  expect(rows).toEqual(rows.map(() => ({ ip_address: expect.toSatisfy(isEmpty), user_agent: null })));
});

const isEmpty = (value: unknown): boolean => value === null || value === '';

test('a wrong password and an unknown address are told alike, and guessing is limited', async () => {
  const wrong = await post('/api/auth/sign-in/email', { email: people.operator.email, password: 'wrong' });
  const unknown = await post('/api/auth/sign-in/email', { email: 'nobody@example.org', password: 'wrong' });
  expect(wrong.statusCode).toBe(401);
  expect(unknown.json()).toEqual(wrong.json());
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 10; attempt++) {
    const answer = await post('/api/auth/sign-in/email', { email: 'a@example.org', password: 'x' });
    statuses.push(answer.statusCode);
  }
  expect(statuses.at(-1)).toBe(429);
});

test('nobody signs up, and no other route of the session keeper answers', async () => {
  for (const path of ['sign-up/email', 'update-user', 'delete-user', 'forget-password', 'sign-in/social']) {
    const answer = await post(`/api/auth/${path}`, {
      ...people.operator,
      email: 'new@example.org',
      role: 'administrator',
    });
    expect(answer.statusCode, path).toBe(404);
  }
});

test('a reset link sets a new password once and ends every session', async () => {
  await world.close();
  world = await openHttpWorld();
  await setUpPeople(world);
  const session = await signIn(world, 'administrator');
  const token = await world.accounts.issueResetToken(people.administrator.email);
  const newPassword = 'another long password';
  expect((await post('/api/auth/reset-password', { token, newPassword })).statusCode).toBe(204);
  expect((await post('/api/auth/reset-password', { token, newPassword })).statusCode).toBe(403);
  expect((await world.app.inject({ url: '/api/v1/me', headers: session })).statusCode).toBe(401);
  const again = await post('/api/auth/sign-in/email', {
    email: people.administrator.email,
    password: newPassword,
  });
  expect(again.statusCode).toBe(200);
});

test('a person changes the own password with the current one', async () => {
  const headers = await signIn(world, 'operator');
  const change = (currentPassword: string) =>
    post('/api/auth/change-password', { currentPassword, newPassword: 'yet another password' }, headers);
  expect((await change('wrong')).json()).toMatchObject({ faults: [{ field: 'currentPassword' }] });
  const answer = await change(people.operator.password);
  expect(answer.statusCode).toBe(200);
  expect(cookieOf(answer)).toBe('');
});

test('a key reads what its scope says until it is removed', async () => {
  const key = await world.keys.create({ name: 'prometheus', scopes: ['metrics:read'] });
  const headers = { authorization: `Bearer ${key}` };
  const metrics = await world.app.inject({ url: '/metrics', headers });
  expect(metrics.body).toContain('vigie_http_request_duration_seconds_bucket');
  expect((await world.app.inject({ url: '/api/v1/cameras', headers })).statusCode).toBe(403);
  await expect(world.keys.create({ name: 'x', scopes: ['images:view'] })).rejects.toThrow('no scope');
  await world.keys.remove('prometheus');
  expect((await world.app.inject({ url: '/metrics', headers })).statusCode).toBe(401);
});

test('a key that expired opens nothing', async () => {
  const key = await world.keys.create({ name: 'old', scopes: ['metrics:read'], expiresInDays: 1 });
  await world.database.pool.query(
    `UPDATE api_key SET expires_at = now() - interval '1 second' WHERE name = 'old'`,
  );
  const answer = await world.app.inject({ url: '/metrics', headers: { authorization: `Bearer ${key}` } });
  expect(answer.statusCode).toBe(401);
});
