import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '#app/config.ts';
import { type RunningServer, startServer } from '#app/serve.ts';
import type { Replay } from '#features/replay/replay-schema.ts';
import { makeBenchClip } from '../bench/bench-clip.ts';
import { lawfulCamera } from '../lawful.ts';

const footage = fileURLToPath(new URL('../fixtures/footage', import.meta.url));
const yard: [number, number][] = [
  [0, 0.48],
  [1, 0.53],
  [1, 1],
  [0, 1],
];
const password = 'correct horse battery staple';

let directory: string;
let server: RunningServer;
let cookie: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'vigie-replay-'));
  const { config } = loadConfig({
    environment: {},
    workingDirectory: directory,
    overrides: { server: { port: 0 }, sources: { directory: footage }, replay: { clipMb: 20 } },
  });
  server = await startServer(config, { log: pino({ level: 'silent' }) });
  const token = new URL(server.setupUrl ?? '').searchParams.get('token');
  const person = { name: 'Ada Admin', email: 'ada@example.org', password };
  const other = { name: 'Oscar Operator', email: 'oscar@example.org', password };
  await ask('POST', '/api/v1/setup', { token, administrator: person, operator: other });
  const answer = await ask('POST', '/api/auth/sign-in/email', { email: person.email, password });
  cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
});
afterAll(async () => {
  await server?.stop();
  rmSync(directory, { recursive: true, force: true });
});

function ask(method: string, path: string, body?: unknown): Promise<Response> {
  const isFilm = body instanceof Uint8Array;
  return fetch(`${server.url}${path}`, {
    method,
    headers: {
      origin: server.url,
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': isFilm ? 'video/mp4' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isFilm ? Buffer.from(body) : JSON.stringify(body) }),
  });
}

/** Switched off unless its own stream is what a test is about: all else would wait for that. */
async function camera(name: string, place: 'closed-site' | 'public-road', enabled = false) {
  const { id } = await server.services.cameras.insert({
    name,
    enabled,
    framesPerSecond: 2.5,
    ...(await lawfulCamera(server.services, place)),
    source: { url: 'file:depot-yard.mp4', loop: true },
  });
  const zone = await server.services.zones.zones.insert(id, { name: 'yard', polygon: yard });
  return { cameraId: id, zoneId: zone.id };
}

function intrusion({ cameraId, zoneId }: { readonly cameraId: number; readonly zoneId: number }) {
  return {
    name: 'Persons in the yard',
    cameraId,
    kind: 'intrusion',
    parameters: { zoneId, classes: ['person'] },
    cooldownSeconds: 5,
  };
}

async function begin(rule: object, source: object): Promise<Replay> {
  const answer = await ask('POST', '/api/v1/replays', { rule, source });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return (await answer.json()) as Replay;
}

/** The first seconds of the yard: a replay runs behind everything else that the machine does. */
async function film(): Promise<Uint8Array> {
  const to = join(directory, 'film.mp4');
  const from = join(footage, 'depot-yard.mp4');
  const size = { width: 768, height: 432, framesPerSecond: 10, frames: 160 };
  return readFileSync(await makeBenchClip({ from, to, ...size, isStill: false }));
}

async function read(id: number): Promise<Replay> {
  return (await (await ask('GET', `/api/v1/replays/${id}`)).json()) as Replay;
}

test('a rule is tried on a clip: what it would have raised is told, nothing is stored, the clip is gone', async () => {
  const place = await camera('Clip', 'closed-site');
  const { id, state } = await begin(intrusion(place), {
    kind: 'clip',
    filmedAt: '2026-03-02T10:00:00+01:00',
  });
  expect(state).toBe('awaiting-clip');
  const sent = await ask('PUT', `/api/v1/replays/${id}/clip`, await film());
  expect(sent.status, await sent.clone().text()).toBe(202);
  await expect
    .poll(async () => (await read(id)).state, { timeout: 200_000, interval: 500 })
    .not.toMatch(/waiting|running/);
  const { state: end, alerts, progress, watchedSeconds, refused, fault } = await read(id);
  expect({ end, progress, refused, fault }).toEqual({ end: 'done', progress: 1, refused: [], fault: null });
  expect(watchedSeconds).toBeGreaterThan(10);
  expect(alerts.length).toBeGreaterThan(1);
  expect(alerts[0]).toMatchObject({ class: 'person', where: 'yard' });
  expect(alerts[0]?.summary.fr).toMatch(/« yard »/);
  expect(Date.parse(alerts[0]?.at ?? '')).toBeGreaterThan(Date.parse('2026-03-02T09:00:00Z'));
  expect(readdirSync(join(directory, 'data/replays'))).toEqual([]);
  expect((await server.services.alerts.list({ limit: 10 })).items).toEqual([]);
});

test('a rule is tried on a live camera, beside its own rules', async () => {
  const place = await camera('Live', 'closed-site', true);
  const { id } = await begin(intrusion(place), { kind: 'live', minutes: 5 });
  await expect
    .poll(async () => (await read(id)).alertCount, { timeout: 120_000, interval: 500 })
    .toBeGreaterThan(0);
  expect((await ask('DELETE', `/api/v1/replays/${id}`)).status).toBe(204);
  const { state, alerts } = await read(id);
  expect(state).toBe('stopped');
  expect(alerts[0]).toMatchObject({ class: 'person', where: 'yard' });
  expect((await server.services.alerts.list({ limit: 10 })).items).toEqual([]);
  expect((await server.services.rules.list({ limit: 10 })).items).toEqual([]);
});

test('what is no film is told in plain words, and is gone too', async () => {
  const place = await camera('Broken', 'closed-site');
  const { id } = await begin(intrusion(place), { kind: 'clip' });
  const playlist = Buffer.from('#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n');
  expect((await ask('PUT', `/api/v1/replays/${id}/clip`, playlist)).status).toBe(202);
  await expect.poll(async () => (await read(id)).state, { timeout: 120_000 }).toBe('failed');
  const { fault } = await read(id);
  expect(fault).toMatch(/^the clip: /);
  expect(fault).not.toContain(directory);
  expect(readdirSync(join(directory, 'data/replays'))).toEqual([]);
});

test.each([
  [
    'a recording, as long as there is none',
    'closed-site',
    'intrusion',
    { kind: 'recording', from: '2026-03-02T10:00:00Z', to: '2026-03-02T11:00:00Z' },
    409,
    /recording is not switched on for this camera/,
  ],
  [
    'a rule that only alerts, on a public road',
    'public-road',
    'intrusion',
    { kind: 'live', minutes: 1 },
    403,
    /506370/,
  ],
  ['a kind that there is not', 'closed-site', 'intrusoin', { kind: 'clip' }, 400, /kind/],
  [
    'more minutes than the settings allow',
    'closed-site',
    'intrusion',
    { kind: 'live', minutes: 90 },
    400,
    /minutes/,
  ],
] as const)('refuses %s', async (name, place, kind, source, status, words) => {
  const rule = { ...intrusion(await camera(name.slice(0, 40), place)), kind };
  const answer = await ask('POST', '/api/v1/replays', { rule, source });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toMatch(words);
});

test('a clip beyond the limit is refused and leaves nothing', async () => {
  const { id } = await begin(intrusion(await camera('Large', 'closed-site')), { kind: 'clip' });
  const answer = await ask('PUT', `/api/v1/replays/${id}/clip`, new Uint8Array(21e6)).catch(() => undefined);
  expect([400, 413, undefined]).toContain(answer?.status);
  expect(readdirSync(join(directory, 'data/replays'))).toEqual([]);
});
