import { afterAll, beforeAll, expect, test } from 'vitest';
import { cookieOf, type HttpWorld, openHttpWorld, people, setUpPeople } from '../integration/http-world.ts';

let world: HttpWorld;

beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
});
afterAll(() => world.close());

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

test('F32: sessions are listed and ended, the own and by who manages people', async () => {
  const one = await signInAs('operator');
  const other = await signInAs('operator');
  const list = (await get('/api/v1/me/sessions', { cookie: other.cookie })).json().items;
  const own = list.find(({ isThisOne }: { isThisOne: boolean }) => isThisOne);
  expect(list.length).toBeGreaterThan(1);
  const admin = await signInAs('administrator');
  const path = `/api/v1/people/${await idOf('operator')}/sessions/${own.id}`;
  expect((await send('DELETE', path, { cookie: admin.cookie })).statusCode).toBe(204);
  expect((await get('/api/v1/me', { cookie: other.cookie })).statusCode).toBe(401);
  expect((await get('/api/v1/me', { cookie: one.cookie })).statusCode).toBe(200);
  expect((await get('/api/v1/people/nobody/sessions', { cookie: admin.cookie })).statusCode).toBe(404);
});

test('F10: people are invited by a link, suspended at once, and the last administrator stays', async () => {
  const { cookie } = await signInAs('administrator');
  const invitation = { name: 'Eve', email: 'eve@example.org', role: 'elected' };
  const invited = (await post('/api/v1/people', invitation, { cookie })).json();
  const token = invited.link.path.split('reset=')[1];
  const newPassword = 'a very long password';
  expect((await post('/api/auth/reset-password', { token, newPassword })).statusCode).toBe(204);
  const signIn = () =>
    world.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: invitation.email, password: newPassword },
      remoteAddress: `192.0.2.${++address}`,
    });
  const session = { cookie: cookieOf(await signIn()) };
  expect((await get('/api/v1/me', session)).json()).toMatchObject({
    role: 'elected',
    permissions: ['statistics:read'],
  });
  const path = `/api/v1/people/${invited.person.id}`;
  await send('PATCH', path, { cookie }, { isSuspended: true });
  expect((await get('/api/v1/me', session)).statusCode).toBe(401);
  expect((await signIn()).statusCode).toBe(401);
  expect((await send('DELETE', path, { cookie })).statusCode).toBe(204);
  for (const { id, role, email } of await world.people.list())
    if (role === 'administrator' && email !== people.administrator.email) await world.people.remove(id);
  const last = await send('DELETE', `/api/v1/people/${await idOf('administrator')}`, { cookie });
  expect(last.statusCode).toBe(409);
});
