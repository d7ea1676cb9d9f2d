import { afterAll, beforeAll, expect, test } from 'vitest';
import { startIdentityProvider } from '../fakes/identity-provider.ts';
import { cookieOf, type HttpWorld, openHttpWorld, people, setUpPeople } from '../integration/http-world.ts';

let world: HttpWorld;
let provider: Awaited<ReturnType<typeof startIdentityProvider>>;

beforeAll(async () => {
  provider = await startIdentityProvider('http://localhost/api/auth/callback/oidc');
  const { issuer, clientId, clientSecret } = provider;
  world = await openHttpWorld({ oidc: { issuer, clientId, clientSecret, asksSecondFactor: false } });
  await setUpPeople(world);
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

async function signIn(): Promise<{ readonly cookie: string; readonly location: string }> {
  const begun = await world.app.inject({ method: 'POST', url: '/api/auth/sign-in/oidc', payload: {} });
  expect([begun.statusCode, begun.body]).toEqual([200, expect.stringContaining(provider.issuer)]);
  const back = new URL(await provider.visit(begun.json().url));
  const answer = await world.app.inject({
    url: back.pathname + back.search,
    headers: { cookie: cookieOf(begun) },
  });
  expect(answer.statusCode).toBe(302);
  return { cookie: cookieOf(answer), location: String(answer.headers.location) };
}
const me = (cookie: string) => world.app.inject({ url: '/api/v1/me', headers: { cookie } });

test('F32: whoever exists here signs in with the provider, by a verified address, later by the subject', async () => {
  expect((await world.app.inject('/api/v1/sign-in-ways')).json()).toEqual({ oidc: true });
  provider.letIn({ subject: 'sub-1', email: people.operator.email, emailVerified: true });
  const first = await signIn();
  expect(first.location).toBe('/');
  expect((await me(first.cookie)).json()).toMatchObject({ name: people.operator.name, role: 'operator' });
  provider.letIn({ subject: 'sub-1', email: 'new-address@example.org', emailVerified: true });
  const again = await signIn();
  expect((await me(again.cookie)).json()).toMatchObject({ name: people.operator.name });
  const { rows } = await world.database.pool.query(
    `SELECT access_token, refresh_token, id_token FROM credential WHERE provider = 'oidc'`,
  );
  expect(rows).toEqual([{ access_token: null, refresh_token: null, id_token: null }]);
  const sessions = await world.database.pool.query(`SELECT DISTINCT opened_by, second_factor FROM session`);
  expect(sessions.rows).toEqual([{ opened_by: 'oidc', second_factor: false }]);
});

test.each([
  ['who is unknown here', { subject: 'sub-2', email: 'stranger@example.org', emailVerified: true }],
  [
    'whose address nobody verified',
    { subject: 'sub-3', email: people.administrator.email, emailVerified: false },
  ],
])('F32: nobody gets in %s, and nobody is made', async (_who, account) => {
  const before = (await world.people.list()).length;
  provider.letIn(account);
  const { cookie, location } = await signIn();
  expect(location).toBe('/sign-in?refused=oidc');
  expect((await me(cookie)).statusCode).toBe(401);
  expect(await world.people.list()).toHaveLength(before);
});

test('F32: a suspended person does not come in by the provider either', async () => {
  const operator = (await world.people.list()).find(({ email }) => email === people.operator.email);
  await world.people.update(operator?.id ?? '', { isSuspended: true }, { id: 'x', name: 'X' });
  provider.letIn({ subject: 'sub-1', email: people.operator.email, emailVerified: true });
  const { cookie, location } = await signIn();
  expect(location).toBe('/sign-in?refused=oidc');
  expect((await me(cookie)).statusCode).toBe(401);
});

test('F32: a state that was not given out here opens nothing', async () => {
  const begun = await world.app.inject({ method: 'POST', url: '/api/auth/sign-in/oidc', payload: {} });
  const back = new URL(await provider.visit(begun.json().url));
  const answer = await world.app.inject({ url: back.pathname + back.search });
  expect(answer.headers.location).toBe('/sign-in?refused=oidc');
});
