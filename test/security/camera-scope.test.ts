import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type HttpWorld,
  habilitation,
  openHttpWorld,
  people,
  setUpPeople,
  signIn,
} from '../integration/http-world.ts';

let world: HttpWorld;
let ours: {
  readonly camera: number;
  readonly things: Readonly<Record<'zone' | 'line' | 'mask' | 'rule' | 'alert', number>>;
};
let theirs: typeof ours;
let cookie: { readonly cookie: string };
let operatorId: string;

const get = (url: string, headers: object = cookie) => world.app.inject({ url, headers: { ...headers } });

beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
  ours = await makeCamera('Ours');
  theirs = await makeCamera('Theirs');
  const commune = await world.places.insert('commune', { name: 'Ours', cameraIds: [ours.camera] });
  const operator = (await world.people.list()).find(({ email }) => email === people.operator.email);
  operatorId = operator?.id ?? '';
  const asker = { id: 'somebody', name: 'Somebody' };
  await world.people.update(operatorId, { cameras: { communes: [commune.id], groups: [] } }, asker);
  await world.people.grant(operatorId, habilitation, asker);
  cookie = await signIn(world, 'operator');
});
afterAll(() => world.close());

const square: [number, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
];

async function makeCamera(name: string): Promise<typeof ours> {
  const { pool } = world.database;
  const one = async (text: string, values: unknown[]): Promise<number> =>
    Number((await pool.query<{ id: string }>(text, values)).rows[0]?.id);
  const camera = await one(
    `INSERT INTO camera (territory_id, name, source_url, place) VALUES (1, $1, 'file:a.mp4', 'closed-site') RETURNING id`,
    [name],
  );
  const zone = (await world.services.zones.zones.insert(camera, { name, polygon: square })).id;
  const line = (
    await world.services.zones.lines.insert(camera, {
      name,
      from: [0, 0],
      to: [1, 1],
      forward: 'in',
      backward: 'out',
      classes: ['car'],
    })
  ).id;
  const mask = (await world.services.zones.masks.insert(camera, { name, polygon: square })).id;
  const rule = await one(
    `INSERT INTO rule (territory_id, camera_id, name, kind, parameters, severity, cooldown_seconds)
       VALUES (1, $1, $2, 'intrusion', $3, 'warning', 60) RETURNING id`,
    [camera, name, JSON.stringify({ zoneId: zone, classes: ['person'] })],
  );
  const alert = await one(
    `INSERT INTO alert (territory_id, camera_id, rule_id, rule_name, kind, severity, occurred_at, raised_at, change_sequence)
       VALUES (1, $1, $2, $3, 'intrusion', 'warning', now(), now(), nextval('alert_change')) RETURNING id`,
    [camera, rule, name],
  );
  return { camera, things: { zone, line, mask, rule, alert } };
}

test('N06: lists hold what belongs to the own cameras, and nothing of others', async () => {
  const day = 'from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&by=day';
  for (const url of [
    '/api/v1/cameras',
    '/api/v1/alerts',
    '/api/v1/rules',
    '/api/v1/statistics/today',
    `/api/v1/statistics/counts?${day}`,
    `/api/v1/statistics/counts.csv?${day}`,
    `/api/v1/statistics/presence?${day}`,
  ]) {
    const { statusCode, body } = await get(url);
    expect([url, statusCode]).toEqual([url, 200]);
    expect(body, url).toContain('Ours');
    expect(body, url).not.toContain('Theirs');
  }
});

test('N06: single objects of another camera answer 404, as those that never were', async () => {
  const write = await technical();
  const { camera, things } = theirs;
  const day = 'from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z';
  const reads = [
    `/api/v1/cameras/${camera}`,
    `/api/v1/cameras/${camera}/zones`,
    `/api/v1/cameras/${camera}/lines`,
    `/api/v1/cameras/${camera}/masks`,
    `/api/v1/rules/${things.rule}`,
    `/api/v1/rules?camera=${camera}`,
    `/api/v1/alerts/${things.alert}`,
    `/api/v1/alerts/${things.alert}/file`,
    `/api/v1/rules/${things.rule}/tuning`,
    `/api/v1/alerts?camera=${camera}`,
    `/api/v1/alerts?rule=${things.rule}`,
    `/api/v1/statistics/counts?camera=${camera}&${day}`,
    `/api/v1/statistics/counts.csv?camera=${camera}&${day}`,
    `/api/v1/statistics/presence?camera=${camera}&${day}`,
    `/api/v1/statistics/measures?rule=${things.rule}&${day}`,
    `/api/v1/statistics/measures.csv?rule=${things.rule}&${day}`,
    `/api/v1/statistics/stays?rule=${things.rule}&${day}`,
    `/api/v1/live?cameras=${camera}`,
    `/api/v1/live?cameras=${ours.camera},${camera}`,
  ];
  for (const url of reads) expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
  const rule = { cameraId: camera, name: 'x', kind: 'intrusion', parameters: {} };
  const writes = [
    ['PATCH', `/api/v1/cameras/${camera}`, { name: 'x' }],
    ['DELETE', `/api/v1/cameras/${camera}`, undefined],
    ['POST', `/api/v1/cameras/${camera}/zones`, { name: 'x', polygon: square }],
    ['PATCH', `/api/v1/zones/${things.zone}`, { name: 'x' }],
    ['DELETE', `/api/v1/lines/${things.line}`, undefined],
    ['DELETE', `/api/v1/masks/${things.mask}`, undefined],
    ['PATCH', `/api/v1/rules/${things.rule}`, { name: 'x' }],
    ['POST', '/api/v1/rules', rule],
    ['POST', '/api/v1/replays', { rule, source: { kind: 'live', minutes: 1 } }],
    ['POST', `/api/v1/alerts/${things.alert}/transitions`, { to: 'acknowledged' }],
    ['POST', `/api/v1/alerts/${things.alert}/undo`, {}],
    ['POST', `/api/v1/alerts/${things.alert}/sight`, undefined],
    ['POST', `/api/v1/alerts/${things.alert}/comments`, { words: 'x' }],
    ['PUT', `/api/v1/alerts/${things.alert}/assignee`, { personId: null }],
    ['POST', `/api/v1/alerts/${ours.things.alert}/links`, { alertId: things.alert }],
    ['POST', `/api/v1/alerts/${ours.things.alert}/merge`, { alertIds: [things.alert] }],
    ['PUT', `/api/v1/rules/${things.rule}/snooze`, { until: '2099-01-01T00:00:00Z', motive: 'x' }],
  ] as const;
  for (const [method, url, payload] of writes) {
    const answer = await world.app.inject({
      method,
      url,
      headers: write,
      ...(payload === undefined ? {} : { payload }),
    });
    expect([method, url, answer.statusCode, answer.body]).toEqual([method, url, 404, expect.any(String)]);
  }
});

/** The same person as technical services, of the same commune. */
async function technical(): Promise<{ readonly cookie: string }> {
  const token = await world.accounts.issueSetupToken();
  expect(token).toBeUndefined();
  const person = await world.accounts.createPerson(
    { name: 'Tom', email: 'tom@example.org', password: people.operator.password },
    'technical',
  );
  const cameras = (await world.people.find(operatorId)).cameras;
  await world.people.update(person.id, { cameras }, { id: 'somebody', name: 'Somebody' });
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: 'tom@example.org', password: people.operator.password },
  });
  return {
    cookie: answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; '),
  };
}

test('N06: what reaches every camera is closed to whoever sees some', async () => {
  const { cookie: tom } = await world.app
    .inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: 'tom@example.org', password: people.operator.password },
    })
    .then((answer) => ({
      cookie: answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; '),
    }));
  const input = { name: 'New', source: { url: 'file:a.mp4' }, place: 'closed-site' };
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/cameras',
    headers: { cookie: tom },
    payload: input,
  });
  expect(answer.statusCode).toBe(403);
});

test('N06: a key bound to a commune reads of its cameras only', async () => {
  const cameras = (await world.people.find(operatorId)).cameras ?? undefined;
  const scopes = ['alerts:read', 'configuration:read', 'metrics:read'];
  const key = await world.keys.create({ name: 'commune', scopes, cameras });
  const headers = { authorization: `Bearer ${key}` };
  const list = await get('/api/v1/cameras', headers);
  expect(list.json().items.map(({ name }: { name: string }) => name)).toEqual(['Ours']);
  expect((await get(`/api/v1/alerts/${theirs.things.alert}`, headers)).statusCode).toBe(404);
  expect((await get(`/api/v1/alerts/${ours.things.alert}`, headers)).statusCode).toBe(200);
  expect((await get('/metrics', headers)).statusCode).toBe(403);
});

test('N06: server-sent events tell of the own cameras only', async () => {
  const answer = await world.app.inject({ url: '/api/v1/events', headers: cookie, payloadAsStream: true });
  const bucketStartMs = 0;
  const news = { lineId: 1, class: 'car', direction: 'forward', count: 1, bucketStartMs } as const;
  world.events.publish('count', { ...news, cameraId: theirs.camera });
  world.events.publish('count', { ...news, cameraId: ours.camera });
  let text = '';
  for await (const chunk of answer.stream()) {
    text += String(chunk);
    if (text.includes(`"cameraId":${ours.camera}`)) break;
  }
  answer.stream().destroy();
  expect(text).not.toContain(`"cameraId":${theirs.camera}`);
});

test('N07: an id of another territory answers 404, as far as one instance holds one', async () => {
  const { pool } = world.database;
  await pool.query(`INSERT INTO territory (name, time_zone) VALUES ('Elsewhere', 'Europe/Paris')`);
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO camera (territory_id, name, source_url, place)
       SELECT max(id), 'Foreign', 'file:a.mp4', 'closed-site' FROM territory RETURNING id`,
  );
  const admin = await signIn(world, 'administrator');
  const foreign = Number(rows[0]?.id);
  expect((await get(`/api/v1/cameras/${foreign}`, admin)).statusCode).toBe(404);
  expect((await get('/api/v1/cameras', admin)).body).not.toContain('Foreign');
});

test('N14: without a habilitation that covers the camera now, the view is refused and the attempt logged', async () => {
  const ask = () => get(`/api/v1/live?cameras=${ours.camera}`);
  const cases: readonly [string, object][] = [
    ['expired', { validUntil: '2020-01-01', validFrom: '2019-01-01' }],
    ['of the future', { validFrom: '2098-01-01' }],
    [
      'of a commune elsewhere',
      { communeId: (await world.places.insert('commune', { name: 'Elsewhere' })).id },
    ],
    ['at other hours', otherHours()],
    ['before the training', { trainedOn: '2098-01-01' }],
  ];
  for (const [name, difference] of cases) {
    await endAll();
    await world.people.grant(operatorId, { ...habilitation, ...difference }, { id: 'x', name: 'X' });
    const before = await refusals();
    const answer = await ask();
    expect([name, answer.statusCode]).toEqual([name, 403]);
    expect(answer.json().detail ?? answer.body).toContain('habilitation');
    expect(await refusals()).toBe(before + 1);
  }
});

async function endAll(): Promise<void> {
  for (const { id, endedAt } of (await world.people.find(operatorId)).habilitations)
    if (endedAt === null) await world.people.endHabilitation(operatorId, id);
}

async function refusals(): Promise<number> {
  const { rows } = await world.database.pool.query<{ count: string }>(
    `SELECT count(*) FROM audit_line WHERE action = 'images.refuse' AND camera_id = $1`,
    [ours.camera],
  );
  return Number(rows[0]?.count);
}

/** An hour that begins in two hours, in the time of the territory. */
function otherHours(): object {
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', hourCycle: 'h23' }).format(
      new Date(),
    ),
  );
  const text = (value: number): string => `${String(value % 24).padStart(2, '0')}:00`;
  return { dailyFrom: text(hour + 2), dailyUntil: text(hour + 3) };
}
