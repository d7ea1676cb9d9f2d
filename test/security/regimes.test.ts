import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpWorld, openHttpWorld, people, setUpPeople, signIn } from '../integration/http-world.ts';
import { lawfulCamera } from '../lawful.ts';

let world: HttpWorld;
const ids = new Map<string, number>();
const scopes = ['statistics:read', 'configuration:read', 'alerts:read'];

beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
  for (const regime of ['rgpd', 'titre-iii']) {
    const lawful = await lawfulCamera(world.services);
    const { id } = await world.services.cameras.insert({ name: regime, source: { url: 'a.mp4' }, ...lawful });
    await world.services.zones.lines.insert(id, {
      name: regime,
      from: [0, 0],
      to: [1, 1],
      forward: 'in',
      backward: 'out',
      classes: ['car'],
    });
    await world.database.pool.query('UPDATE camera SET regime = $2 WHERE id = $1', [id, regime]);
    ids.set(regime, id);
  }
});
afterAll(() => world.close());

const ask = (url: string, headers: object) =>
  world.app.inject({ url: `/api/v1${url}`, headers: { ...headers } });
const counts = '/statistics/counts?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z';
const namesOf = (answer: Awaited<ReturnType<typeof ask>>, key = 'name') => [
  ...new Set(answer.json().items.map((item: Record<string, unknown>) => item[key])),
];

test.each([
  ['rgpd', 'titre-iii'],
  ['titre-iii', 'rgpd'],
] as const)(
  'F36: a key of one law (%s) meets nothing of the other, and is refused its figures',
  async (own, other) => {
    const key = await world.keys.create({ name: own, scopes, regime: own });
    const headers = { authorization: `Bearer ${key}` };
    expect(namesOf(await ask('/cameras', headers))).toEqual([own]);
    expect(namesOf(await ask(counts, headers), 'regime')).toEqual([own]);
    expect((await ask(`${counts}&regime=${own}`, headers)).statusCode).toBe(200);
    expect((await ask(`${counts}&regime=${other}`, headers)).statusCode).toBe(403);
    expect((await ask(`/statistics/today?regime=${other}`, headers)).statusCode).toBe(403);
    expect((await ask(`/cameras/${ids.get(other)}`, headers)).statusCode).toBe(404);
  },
);

test('F36: who only reads figures meets those of the GDPR; who guards both asks for one at a time', async () => {
  const elected = { email: 'elected@example.org', password: people.operator.password };
  await world.accounts.createPerson({ name: 'Elected', ...elected }, 'elected');
  const answer = await world.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: elected });
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
  expect(namesOf(await ask(counts, { cookie }), 'regime')).toEqual(['rgpd']);
  expect((await ask(`${counts}&regime=titre-iii`, { cookie })).statusCode).toBe(403);
  const operator = await signIn(world, 'operator');
  for (const regime of ['rgpd', 'titre-iii'])
    expect(namesOf(await ask(`${counts}&regime=${regime}`, operator), 'regime')).toEqual([regime]);
  expect(namesOf(await ask(counts, operator), 'regime')).toEqual(['rgpd']);
});

test('F36: a key for how the machine works is of no law', async () => {
  const key = await world.keys.create({ name: 'metrics', scopes: ['metrics:read'] });
  const headers = { authorization: `Bearer ${key}` };
  expect((await world.app.inject({ url: '/metrics', headers })).statusCode).toBe(200);
});
