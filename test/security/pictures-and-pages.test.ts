import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import { text } from 'node:stream/consumers';
import { fastify } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveWebPages } from '#http/static-ui.ts';
import { type HttpWorld, habilitation, openHttpWorld } from '../integration/http-world.ts';
import { lawfulCamera } from '../lawful.ts';
import { asking, insideWords, join } from './callers.ts';

let world: HttpWorld;
let port: number;
let operator: { readonly cookie: string };
let technical: { readonly cookie: string };
let cameraId: number;

beforeAll(async () => {
  world = await openHttpWorld();
  operator = await join(world, 'operator');
  technical = await join(world, 'technical');
  const person = (await world.people.list()).find(({ role }) => role === 'operator');
  await world.people.grant(person?.id ?? '', habilitation, { id: 'somebody', name: 'Somebody' });
  await world.app.listen({ port: 0, host: '127.0.0.1' });
  port = (world.app.server.address() as AddressInfo).port;
  const camera = { name: 'Gate', source: { url: 'file:gate.mp4' }, ...(await lawfulCamera(world.services)) };
  cameraId = (await world.services.cameras.insert(camera)).id;
});
afterAll(() => world.close());

/** Asks for exactly this address: no client tidies it up first. */
async function rawGet(path: string, headers: Record<string, string> = {}, to = port) {
  const asked = request({ port: to, path, headers, agent: false }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const body = await text(answer);
  // What asked for another protocol would hold its connection for ever.
  asked.destroy();
  return { status: answer.statusCode ?? 0, body, headers: answer.headers };
}

/** The status of an answer that does not end. */
async function statusOf(url: string, headers: Record<string, string>): Promise<number> {
  const answer = await world.app.inject({
    url,
    headers: { host: 'vigie.example', ...headers },
    payloadAsStream: true,
  });
  answer.stream().destroy();
  return answer.statusCode;
}

const live = (): string => `/api/v1/live?cameras=${cameraId}&motive=camera`;

test('N22: live pictures need a session with the right to see them, and no address stands for one', async () => {
  expect(await statusOf(live(), operator)).toBe(200);
  const key = await world.keys.create({ name: 'reader', scopes: ['statistics:read'] });
  for (const [headers, status] of [
    [{}, 401],
    [{ cookie: 'vigie.session_token=guessed.signature' }, 401],
    [{ cookie: operator.cookie.replace(/.{6}$/, 'AAAAAA') }, 401],
    [{ 'x-forwarded-user': 'operator', 'remote-user': 'operator', 'x-forwarded-for': '127.0.0.1' }, 401],
    [{ authorization: 'Bearer vigie_guess' }, 401],
    [{ authorization: `Bearer ${key}` }, 403],
    [technical, 403],
  ] as const)
    expect([headers, await statusOf(live(), headers)]).toEqual([headers, status]);
  const token = encodeURIComponent(/=([^;]+)/.exec(operator.cookie)?.[1] ?? '');
  for (const name of ['token', 'session', 'access_token', 'signature', 'key'])
    expect([401, 400]).toContain(await statusOf(`${live()}&${name}=${token}`, {}));
});

test('N22: no address of a picture can be guessed: what does not stream is not there', async () => {
  for (const path of [
    '/live.m3u8',
    '/hls/1/index.m3u8',
    `/api/v1/cameras/${cameraId}/snapshot`,
    `/api/v1/cameras/${cameraId}/latest.jpg`,
    `/api/v1/cameras/${cameraId}/thumbnail`,
    `/api/v1/alerts/1/clip.mp4`,
    '/replays/1.clip',
    '/data/replays/',
    '/api/v1/replays/1/clip',
    '/stream/1',
    '/ws',
    '/rtsp/1',
  ]) {
    const { status, headers } = await rawGet(path, { ...operator, accept: 'image/*' });
    expect([path, status]).toEqual([path, expect.toBeOneOf([403, 404])]);
    expect(String(headers['content-type'])).not.toMatch(/^(image|video)/);
  }
});

test('N22: every route that answers pictures or films lets nobody in without a session', async () => {
  const { paths } = world.app.swagger() as unknown as { paths: Record<string, Record<string, unknown>> };
  const shown = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, route]) =>
        /"(image|video)\/|application\/vnd\.vigie|octet-stream/.test(JSON.stringify(route)),
      )
      .map(([method]) => ({ path, method: method.toUpperCase() as 'GET' })),
  );
  expect(shown.map(({ path }) => path)).toContain('/api/v1/live');
  for (const { path, method } of shown) {
    const answer = await world.app.inject({ method, url: path.replaceAll(/\{\w+\}/g, '1') });
    expect([path, answer.statusCode]).toEqual([path, 401]);
  }
});

test('N28: news need a session, no page of another site may ask for them, and there is no wildcard', async () => {
  const own = 'http://vigie.example';
  for (const path of ['/api/v1/events', live()]) {
    expect(await statusOf(path, {})).toBe(401);
    expect(await statusOf(path, { ...operator, origin: own })).toBe(200);
    for (const origin of [
      'https://evil.example',
      'null',
      `${own}.evil.example`,
      'http://evil.example@vigie.example',
    ])
      expect([origin, await statusOf(path, { ...operator, origin })]).toEqual([origin, 403]);
  }
  for (const cameras of ['*', 'all', '%25', '1,*', '0x1', '-1', '', "1' OR 1=1", Array(17).fill(1).join(',')])
    expect([cameras, await statusOf(`/api/v1/live?cameras=${cameras}&motive=camera`, operator)]).toEqual([
      cameras,
      400,
    ]);
});

test('N28: what asks to become a web socket stays a plain request', async () => {
  for (const path of ['/api/v1/events', '/ws', '/']) {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-key': 'x',
      origin: 'https://evil.example',
    };
    const { status } = await rawGet(path, headers);
    expect([path, status]).toEqual([path, expect.toBeOneOf([200, 401, 403, 404])]);
  }
});

test('N34: one person opens so many streams and no more; others still get theirs', async () => {
  const integrator = await join(world, 'integrator');
  const statuses: number[] = [];
  for (let index = 0; index < 45; index++) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
      headers: integrator,
    });
    statuses.push(answer.status);
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(40);
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  expect(await statusOf('/api/v1/events', technical)).toBe(200);
});

const climbs = [
  '../../../../etc/passwd',
  '..%2f..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e/%2e%2e/%2e%2e/etc/passwd',
  '%252e%252e%252f%252e%252e%252fetc%252fpasswd',
  '..\\..\\..\\etc\\passwd',
  '..%5c..%5cetc%5cpasswd',
  '%c0%ae%c0%ae%c0%afetc%c0%afpasswd',
  '/etc/passwd',
  '//etc/passwd',
  '%00',
  'index.html%00.png',
  '....//....//etc/passwd',
  '.git/config',
  '..;/package.json',
  '%2fetc%2fpasswd',
  '~root/.bashrc',
  'C:%5cWindows%5cwin.ini',
];

test('N21: no path leads out of the web pages, not by a link either', async () => {
  const directory = mkdtempSync(pathOf(tmpdir(), 'vigie-pages-'));
  const pages = pathOf(directory, 'web');
  mkdirSync(pathOf(pages, 'assets'), { recursive: true });
  writeFileSync(pathOf(pages, 'index.html'), '<!doctype html><title>Vigie</title><p>page');
  writeFileSync(pathOf(pages, 'assets', 'app.js'), 'known');
  writeFileSync(pathOf(pages, '.env'), 'hidden-canary');
  writeFileSync(pathOf(directory, 'secret.txt'), 'outside-canary');
  symlinkSync(pathOf(directory, 'secret.txt'), pathOf(pages, 'link.txt'));
  const app = fastify();
  app.decorateReply('cspNonce', { getter: () => ({ style: 'a', script: 'b' }) });
  await serveWebPages(app, pages);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const host = (app.server.address() as AddressInfo).port;
  expect((await rawGet('/assets/app.js', {}, host)).body).toBe('known');
  const paths = [...climbs, '../secret.txt', '%2e%2e/secret.txt', '..%2fsecret.txt', 'link.txt', '.env'];
  for (const climb of paths)
    for (const prefix of ['/', '/assets/', '/assets/../']) {
      const { status, body } = await rawGet(`${prefix}${climb}`, {}, host);
      expect([prefix, climb, status, body]).not.toEqual([prefix, climb, 500, expect.anything()]);
      expect([climb, body]).toEqual([climb, expect.not.stringMatching(/root:|canary|"vigie"|\[core\]/)]);
    }
  await app.close();
  rmSync(directory, { recursive: true });
});

test('N21: no name or number in an address of the API leads to a file', async () => {
  const { paths } = world.app.swagger() as unknown as { paths: Record<string, Record<string, unknown>> };
  const named = Object.keys(paths).filter((path) => path.includes('{'));
  expect(named.length).toBeGreaterThan(10);
  for (const path of named)
    for (const climb of climbs.slice(0, 12)) {
      const { status, body } = await rawGet(path.replaceAll(/\{\w+\}/g, climb), technical);
      expect([path, climb, status]).toEqual([path, climb, expect.toBeOneOf([400, 403, 404])]);
      expect(body).not.toMatch(/root:/);
      expect(body.replace(climb, '')).not.toMatch(insideWords);
    }
});

test('N24: pages carry a policy without inline or evaluated scripts', async () => {
  for (const path of ['/', '/cameras', '/sign-in', '/api/v1/cameras', '/nothing-here']) {
    const { headers } = await rawGet(path, { accept: 'text/html' });
    const policy = String(headers['content-security-policy']);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|unsafe-hashes|\*/);
    for (const directive of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
      expect([path, policy]).toEqual([path, expect.stringContaining(directive)]);
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
  const [first, second] = [await rawGet('/', {}), await rawGet('/', {})];
  expect(first.headers['content-security-policy']).not.toBe(second.headers['content-security-policy']);
});

test('N27: no page can be framed, and none of another site reads an answer', async () => {
  for (const origin of ['null', 'https://evil.example', 'http://localhost.evil.example'])
    for (const path of [
      '/',
      '/api/v1/cameras',
      '/api/v1/public/cameras',
      '/api/v1/openapi.json',
      '/healthz',
    ]) {
      const { headers } = await rawGet(path, { ...technical, origin });
      expect([
        path,
        headers['access-control-allow-origin'],
        headers['access-control-allow-credentials'],
      ]).toEqual([path, undefined, undefined]);
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    }
  const asked = await world.app.inject({
    method: 'OPTIONS',
    url: '/api/v1/cameras',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  });
  expect(asked.headers['access-control-allow-origin']).toBeUndefined();
});

test('N27: no address sends on to another site', async () => {
  const targets = [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '%2f%2fevil.example',
  ];
  for (const target of targets)
    for (const path of [
      `/${target}`,
      `/sign-in?next=${target}`,
      `/?redirect=${target}&returnTo=${target}&callbackURL=${target}`,
      `/setup?token=x&callbackURL=${target}`,
      `/api/auth/sign-in/email?callbackURL=${target}`,
    ]) {
      const { status, headers } = await rawGet(path, { accept: 'text/html' });
      expect([path, Math.floor(status / 100) === 3, headers['location']]).toEqual([path, false, undefined]);
    }
  const signIn = await world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: 'a@b.example', password: 'x', callbackURL: 'https://evil.example' },
  });
  expect(signIn.headers['location']).toBeUndefined();
});

test('N27: an address of a map that is a script is refused', async () => {
  const ask = asking(world, technical);
  for (const mapStyleUrl of [
    'javascript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    '//evil.example/style.json',
  ])
    expect([mapStyleUrl, (await ask('PATCH', '/api/v1/territory', { mapStyleUrl })).statusCode]).toEqual([
      mapStyleUrl,
      400,
    ]);
});
