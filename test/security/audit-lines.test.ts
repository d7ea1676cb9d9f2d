import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLog } from '#app/log.ts';
import type { Role } from '#features/accounts/permissions.ts';
import {
  cookieOf,
  type HttpWorld,
  habilitation,
  openHttpWorld,
  people,
  setUpPeople,
  signIn,
} from '../integration/http-world.ts';

interface Line {
  readonly action: string;
  readonly actor: { readonly kind: string; readonly name: string; readonly role?: string };
  readonly subject: { readonly kind: string; readonly id: string };
  readonly cameraId?: number;
  readonly motive?: string;
  readonly span?: { readonly fromMs: number; readonly toMs: number };
  readonly details?: Record<string, unknown>;
}

const canary = { password: 'canary-rtsp-4711', token: 'canary-token-4712' };
const sourceUrl = `rtsp://viewer:${canary.password}@192.0.2.10/live?token=${canary.token}`;
const square: [number, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
];
const logged: string[] = [];
const log = createLog(
  'debug',
  new Writable({
    write: (chunk, _encoding, done) => {
      logged.push(String(chunk));
      done();
    },
  }),
);

let world: HttpWorld;
let owner: pg.Client;
let cookies: Readonly<Record<'operator' | 'technical' | 'dpo', { readonly cookie: string }>>;
let ids: Readonly<Record<'camera' | 'rule' | 'alert', number>>;

beforeAll(async () => {
  world = await openHttpWorld({ log });
  await setUpPeople(world);
  owner = new pg.Client({ connectionString: world.database.url.replace('vigie_service@', 'vigie@') });
  await owner.connect();
  const operator = (await world.people.list()).find(({ email }) => email === people.operator.email);
  await world.people.grant(operator?.id ?? '', habilitation, { id: 'somebody', name: 'Somebody' });
  cookies = {
    operator: await signIn(world, 'operator'),
    technical: await join('technical'),
    dpo: await join('dpo'),
  };
  ids = await makeCamera();
  await world.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

async function join(role: Role): Promise<{ readonly cookie: string }> {
  const { password } = people.operator;
  const email = `${role}@example.org`;
  await world.accounts.createPerson({ name: role, email, password }, role);
  const payload = { email, password };
  return {
    cookie: cookieOf(await world.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload })),
  };
}

async function makeCamera(): Promise<typeof ids> {
  const one = async (text: string, values: unknown[]): Promise<number> =>
    Number((await owner.query<{ id: string }>(text, values)).rows[0]?.id);
  const camera = await one(
    `INSERT INTO camera (territory_id, name, source_url, place) VALUES (1, 'Depot', 'file:a.mp4', 'closed-site') RETURNING id`,
    [],
  );
  const rule = await one(
    `INSERT INTO rule (territory_id, camera_id, name, kind, parameters, severity, cooldown_seconds)
       VALUES (1, $1, 'Yard', 'intrusion', '{}', 'warning', 60) RETURNING id`,
    [camera],
  );
  const alert = await one(
    `INSERT INTO alert (territory_id, camera_id, rule_id, rule_name, kind, severity, occurred_at, raised_at, change_sequence)
       VALUES (1, $1, $2, 'Yard', 'intrusion', 'warning', now(), now(), nextval('alert_change')) RETURNING id`,
    [camera, rule],
  );
  return { camera, rule, alert };
}

async function head(): Promise<number> {
  const { rows } = await owner.query('SELECT coalesce(max(sequence), 0)::int AS last FROM audit_line');
  return rows[0].last;
}

async function linesAfter(sequence: number): Promise<readonly Line[]> {
  const { rows } = await owner.query('SELECT content FROM audit_line WHERE sequence > $1 ORDER BY sequence', [
    sequence,
  ]);
  return rows.map(({ content }) => JSON.parse(content) as Line);
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const ask = (method: Method, url: string, who: keyof typeof cookies, payload?: object) =>
  world.app.inject({ method, url, headers: cookies[who], ...(payload === undefined ? {} : { payload }) });

const day = 'from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&by=day';

test('F11: each change, decision and export writes exactly one line, in the name of who did it', async () => {
  const made = new Map<string, number>();
  const id = (name: string): number => made.get(name) ?? 0;
  const line = { name: 'gate', from: [0, 0], to: [1, 1], forward: 'in', backward: 'out', classes: ['car'] };
  const period = { name: 'night', weekly: [{ days: ['monday'], from: '22:00', to: '06:00' }] };
  const camera = { name: 'Gate', source: { url: 'rtsp://u:p4ss@192.0.2.9/live' }, place: 'closed-site' };
  const steps: readonly (() => readonly [
    Method,
    string,
    keyof typeof cookies,
    object | undefined,
    string,
  ])[] = [
    () => ['POST', '/api/v1/cameras', 'technical', camera, 'camera.create'],
    () => ['PATCH', `/api/v1/cameras/${id('camera')}`, 'technical', { name: 'Door' }, 'camera.update'],
    () => [
      'POST',
      `/api/v1/cameras/${id('camera')}/zones`,
      'technical',
      { name: 'yard', polygon: square },
      'zone.create',
    ],
    () => ['PATCH', `/api/v1/zones/${id('zone')}`, 'technical', { name: 'court' }, 'zone.update'],
    () => [
      'POST',
      `/api/v1/cameras/${id('camera')}/masks`,
      'technical',
      { name: 'window', polygon: square },
      'mask.create',
    ],
    () => ['PATCH', `/api/v1/masks/${id('mask')}`, 'technical', { name: 'windows' }, 'mask.update'],
    () => ['POST', `/api/v1/cameras/${id('camera')}/lines`, 'technical', line, 'line.create'],
    () => ['PATCH', `/api/v1/lines/${id('line')}`, 'technical', { name: 'door' }, 'line.update'],
    () => ['POST', '/api/v1/periods', 'technical', period, 'period.create'],
    () => ['PATCH', `/api/v1/periods/${id('period')}`, 'technical', { name: 'nights' }, 'period.update'],
    () => ['POST', '/api/v1/rules', 'technical', ruleOn(id('camera'), id('zone')), 'rule.create'],
    () => ['PATCH', `/api/v1/rules/${id('rule')}`, 'technical', { name: 'Night watch' }, 'rule.update'],
    () => ['DELETE', `/api/v1/rules/${id('rule')}`, 'technical', undefined, 'rule.delete'],
    () => ['DELETE', `/api/v1/periods/${id('period')}`, 'technical', undefined, 'period.delete'],
    () => ['DELETE', `/api/v1/lines/${id('line')}`, 'technical', undefined, 'line.delete'],
    () => ['DELETE', `/api/v1/masks/${id('mask')}`, 'technical', undefined, 'mask.delete'],
    () => ['DELETE', `/api/v1/zones/${id('zone')}`, 'technical', undefined, 'zone.delete'],
    () => ['DELETE', `/api/v1/cameras/${id('camera')}`, 'technical', undefined, 'camera.delete'],
    () => ['PATCH', '/api/v1/territory', 'technical', { name: 'Depot land' }, 'territory.update'],
    () => [
      'POST',
      `/api/v1/alerts/${ids.alert}/transitions`,
      'operator',
      { to: 'rejected', reason: 'a cat' },
      'alert.decide',
    ],
    () => ['GET', `/api/v1/statistics/counts.csv?${day}`, 'operator', undefined, 'statistics.export'],
    () => [
      'GET',
      `/api/v1/statistics/measures.csv?rule=${ids.rule}&${day}`,
      'operator',
      undefined,
      'statistics.export',
    ],
    () => ['GET', '/api/v1/audit.csv', 'dpo', undefined, 'audit.export'],
    () => ['GET', '/api/v1/audit.json', 'dpo', undefined, 'audit.export'],
    () => ['POST', '/api/v1/audit/verify', 'dpo', undefined, 'audit.verify'],
  ];
  for (const step of steps) {
    const [method, url, who, payload, action] = step();
    const before = await head();
    const answer = await ask(method, url, who, payload);
    expect([method, url, answer.statusCode, answer.body]).toEqual([
      method,
      url,
      expect.toBeOneOf([200, 201, 204]),
      expect.any(String),
    ]);
    // What the law says of a camera is sealed by a line of its own, in the same transaction.
    const lines = (await linesAfter(before)).filter((one) => one.action !== 'camera-law.update');
    expect([url, lines.map((one) => one.action)]).toEqual([url, [action]]);
    expect(lines[0]?.actor).toMatchObject({ kind: 'person', role: who });
    if (action.endsWith('.create')) made.set(action.split('.')[0] ?? '', Number(answer.json().id));
  }
});

const ruleOn = (cameraId: number, zoneId: number): object => ({
  name: 'Watch',
  cameraId,
  kind: 'intrusion',
  parameters: { zoneId, classes: ['person'] },
});

describe('F11: a view', () => {
  const view = (query: string) => ask('GET', `/api/v1/live?cameras=${ids.camera}${query}`, 'operator');

  test.each(['', '&motive=', '&motive=x', '&motive=%0D%0A%20%20'])(
    'without a motive is refused: %j',
    async (query) => {
      const before = await head();
      const answer = await view(query);
      expect([answer.statusCode, answer.json().faults[0].field]).toEqual([422, 'motive']);
      expect(await linesAfter(before)).toEqual([]);
      expect(world.live.watchers.size).toBe(0);
    },
  );

  test('writes a line when it begins and one when it ends: who, which camera, why, from when to when', async () => {
    const before = await head();
    const leave = new AbortController();
    const { port } = world.app.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api/v1/live?cameras=${ids.camera}&motive=incident`;
    const answer = await fetch(url, { headers: cookies.operator, signal: leave.signal });
    expect(answer.status).toBe(200);
    expect((await linesAfter(before)).map(({ action }) => action)).toEqual(['images.view']);
    leave.abort();
    await expect.poll(async () => (await linesAfter(before)).length).toBe(2);
    const [begin, end] = await linesAfter(before);
    for (const line of [begin, end])
      expect(line).toMatchObject({
        actor: { kind: 'person', name: people.operator.name, role: 'operator' },
        cameraId: ids.camera,
        motive: 'incident',
      });
    expect(end).toMatchObject({ action: 'images.view-end', subject: begin?.subject });
    expect(end?.span?.toMs).toBeGreaterThanOrEqual(begin?.span?.toMs ?? Number.NaN);
  });
});

describe('N42: while the log cannot be written', () => {
  let append: string;
  beforeAll(async () => {
    const { rows } = await owner.query(`SELECT pg_get_functiondef('audit_append'::regproc) AS text`);
    append = rows[0].text;
    await owner.query(`CREATE OR REPLACE FUNCTION audit_append(territory bigint, line text) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END $$`);
  });
  afterAll(() => owner.query(append));

  test.each([
    ['GET', (): string => `/api/v1/live?cameras=${ids.camera}&motive=incident`, 'operator', undefined],
    ['GET', (): string => `/api/v1/statistics/counts.csv?${day}`, 'operator', undefined],
    ['GET', (): string => '/api/v1/audit.csv', 'dpo', undefined],
    ['GET', (): string => '/api/v1/audit.json', 'dpo', undefined],
    ['PATCH', (): string => `/api/v1/cameras/${ids.camera}`, 'technical', { name: 'Renamed' }],
    ['DELETE', (): string => `/api/v1/cameras/${ids.camera}`, 'technical', undefined],
  ] as const)(
    '%s answers 503 and nothing is shown, handed out or done',
    async (method, url, who, payload) => {
      const answer = await ask(method, url(), who, payload);
      expect([answer.statusCode, answer.json().detail]).toEqual([503, 'The disk of the database is full']);
      expect(world.live.watchers.size).toBe(0);
      const { rows } = await owner.query('SELECT name FROM camera WHERE id = $1', [ids.camera]);
      expect(rows).toEqual([{ name: 'Depot' }]);
    },
  );
});

test('N40: no password, token or camera credential stands in log, errors, metrics, audit or exports', async () => {
  const told: string[] = [];
  const add = async (method: Method, url: string, who: keyof typeof cookies, payload?: object) =>
    told.push((await ask(method, url, who, payload)).body);
  await add('POST', '/api/v1/cameras', 'technical', {
    name: 'Canary',
    source: { url: sourceUrl },
    place: 'closed-site',
  });
  await add('POST', '/api/v1/cameras', 'technical', {
    name: 'Canary',
    source: { url: sourceUrl },
    place: 'closed-site',
  });
  await add('POST', '/api/v1/cameras', 'technical', {
    name: '',
    source: { url: sourceUrl },
    place: 'nowhere',
  });
  await add('POST', '/api/auth/sign-in/email', 'operator', {
    email: 'eve@example.org',
    password: canary.password,
  });
  const key = await world.keys.create({ name: 'canary', scopes: ['metrics:read'] });
  const headers = { authorization: `Bearer ${key}` };
  told.push((await world.app.inject({ url: '/metrics', headers })).body);
  for (const url of ['/api/v1/audit?limit=500', '/api/v1/audit.csv', '/api/v1/audit.json'])
    await add('GET', url, 'dpo');
  await add('GET', '/api/v1/cameras', 'technical');
  const { rows } = await owner.query('SELECT content FROM audit_line');
  const all = [...told, ...logged, ...rows.map(({ content }) => String(content))].join('\n');
  expect(all).toContain('rtsp://viewer:***@192.0.2.10/live?token=***');
  const secrets = [canary.password, canary.token, 'p4ss', key, people.operator.password];
  for (const secret of secrets) expect(all.includes(secret), secret).toBe(false);
});

test('N39: no text can begin a line of its own in an export', async () => {
  const before = await head();
  await world.database.unitOfWork((tx) =>
    world.services.audit(tx, {
      action: 'camera.update',
      subject: { kind: 'camera', id: 1, name: 'a\r\n99,2026-01-01T00:00:00Z,person,x,Eve' },
      motive: '=HYPERLINK("http://evil")\u2028x',
    }),
  );
  expect(await linesAfter(before)).toHaveLength(1);
  const { body } = await ask('GET', '/api/v1/audit.csv?action=camera.update', 'dpo');
  expect(body.split(/\r\n|\n|\r|\u2028/).some((line) => line.startsWith('99,'))).toBe(false);
  expect(body).not.toMatch(/(^|,)"?=HYPERLINK/m);
});
