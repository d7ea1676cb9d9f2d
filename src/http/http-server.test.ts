import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { Type } from 'typebox';
import { afterEach, expect, test } from 'vitest';
import { VigieError } from '#foundation/errors.ts';
import type { Principal } from './access.ts';
import { type App, createHttpServer, type HttpServerOptions } from './http-server.ts';
import { serveWebPages } from './static-ui.ts';

const ada: Principal = {
  kind: 'person',
  id: '1',
  name: 'Ada',
  email: undefined,
  role: undefined,
  permissions: ['things:read'],
  cameraIds: 'all',
};
const started: App[] = [];

afterEach(async () => {
  for (const app of started.splice(0)) await app.close();
});

async function open(options: Partial<HttpServerOptions> = {}): Promise<App> {
  const app = await createHttpServer({
    logger: pino({ level: 'silent' }),
    identify: (headers) => Promise.resolve(headers.has('x-ada') ? ada : undefined),
    publicUrl: undefined,
    trustProxy: false,
    secure: false,
    mapOrigins: () => [],
    version: '0',
    ...options,
  });
  started.push(app);
  return app;
}

const signed = { 'x-ada': '1' };
const Thing = Type.Object(
  { name: Type.String({ minLength: 1 }), size: Type.Optional(Type.Integer()) },
  { additionalProperties: false },
);

function addThings(app: App): void {
  const config = { permission: 'things:read' };
  const schema = { summary: 'A thing', tags: ['Things'] };
  app.post('/api/v1/things', { config, schema: { ...schema, body: Thing } }, (request) => request.body);
  app.get(
    '/api/v1/things/:id',
    { config, schema: { ...schema, params: Type.Object({ id: Type.Integer() }) } },
    (request) => request.params,
  );
  app.delete('/api/v1/things/:id', { config, schema }, async (_request, reply) => reply.status(204).send());
  app.get('/api/v1/secrets', { config: { permission: 'secrets:read' }, schema }, () => ({}));
  app.get('/api/v1/broken', { config: { public: true }, schema }, () => {
    throw new Error('the password is hunter2');
  });
  app.get('/api/v1/taken', { config: { public: true }, schema }, () => {
    throw new VigieError('conflict', 'Taken', {
      fix: 'choose another',
      faults: [{ field: 'name', message: 'taken' }],
    });
  });
}

test('a route that does not say whom it lets in stops the start', async () => {
  const app = await open();
  expect(() => app.get('/api/v1/open', {}, () => '')).toThrow('state config.permission or config.public');
});

test.each([
  ['GET', '/api/v1/things/3', {}, 401],
  ['GET', '/api/v1/things/3', signed, 200],
  ['GET', '/api/v1/things/1.5', signed, 400],
  ['GET', '/api/v1/things/3x', signed, 400],
  ['GET', '/api/v1/secrets', signed, 403],
  ['POST', '/api/v1/things', { 'content-type': 'text/html' }, 401],
] as const)('%s %s with %o answers %i', async (method, url, headers, status) => {
  const app = await open();
  addThings(app);
  const answer = await app.inject({ method, url, headers });
  expect(answer.statusCode).toBe(status);
  if (status >= 400) expect(answer.headers['content-type']).toContain('application/problem+json');
});

test('a body at fault is told field by field', async () => {
  const app = await open();
  addThings(app);
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/things',
    headers: signed,
    payload: { nam: 'x', size: '3' },
  });
  expect(answer.json()).toMatchObject({
    status: 400,
    faults: [
      { field: 'name', message: 'is required' },
      { field: 'nam', message: 'unknown key', fix: expect.stringContaining('did you mean "name"?') },
      { field: 'size', message: 'must be a whole number' },
    ],
  });
});

test('an error nobody foresaw tells nothing of itself; a foreseen one tells its fix', async () => {
  const app = await open();
  addThings(app);
  const broken = await app.inject('/api/v1/broken');
  expect(broken.statusCode).toBe(500);
  expect(broken.body).not.toContain('hunter2');
  expect((await app.inject('/api/v1/taken')).json()).toEqual({
    type: 'about:blank',
    title: 'In conflict with what is stored',
    status: 409,
    detail: 'Taken',
    fix: 'choose another',
    faults: [{ field: 'name', message: 'taken' }],
  });
});

test('a DELETE with the content type of a form is done, a POST with it is refused', async () => {
  const app = await open();
  addThings(app);
  const headers = { ...signed, 'content-type': 'application/x-www-form-urlencoded' };
  expect((await app.inject({ method: 'DELETE', url: '/api/v1/things/3', headers })).statusCode).toBe(204);
  const post = await app.inject({ method: 'POST', url: '/api/v1/things', headers, payload: 'name=x' });
  expect(post.statusCode).toBe(415);
});

test.each([
  [{}, 200],
  [{ origin: 'http://localhost:80' }, 403],
  [{ origin: 'http://vigie.example' }, 200],
  [{ origin: 'https://evil.example' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
])('a change asked with %o answers %i', async (headers, status) => {
  const app = await open();
  addThings(app);
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/things',
    headers: { host: 'vigie.example', ...signed, ...headers },
    payload: { name: 'x' },
  });
  expect(answer.statusCode).toBe(status);
});

test('the content security policy holds nothing unsafe and lets in the host of the map alone', async () => {
  const app = await open({ mapOrigins: () => ['https://tiles.example'], secure: true });
  const { headers } = await app.inject('/api/v1/openapi.json');
  const policy = String(headers['content-security-policy']);
  expect(policy).not.toContain('unsafe');
  expect(policy).toMatch(/connect-src 'self' https:\/\/tiles.example;/);
  expect(policy).toContain("worker-src 'self' blob:");
  expect(headers['strict-transport-security']).toContain('max-age');
});

test('every address that is no file shows the page, with its nonce; the API answers 404', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-web-'));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<head></head><script src="/assets/a.js"></script>');
  writeFileSync(join(directory, 'assets/a.js'), 'void 0;');
  const app = await open();
  await serveWebPages(app, directory);
  const accept = { accept: 'text/html' };
  const page = await app.inject({ url: '/cameras/3', headers: accept });
  expect(page.statusCode).toBe(200);
  const nonce = /script nonce="([^"]+)"/.exec(page.body)?.[1];
  expect(page.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
  expect(page.body).toContain('<meta property="csp-nonce" nonce="');
  const asset = await app.inject('/assets/a.js');
  expect(asset.headers['cache-control']).toContain('immutable');
  expect(asset.headers['content-type']).toContain('javascript');
  expect((await app.inject({ url: '/assets/b.js' })).statusCode).toBe(404);
  expect((await app.inject({ url: '/api/v1/absent', headers: accept })).statusCode).toBe(404);
  expect((await app.inject({ url: '/..%2f..%2fpackage.json' })).statusCode).not.toBe(200);
});

test('a page is sent as it was compressed when it was built, to whoever reads that', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-web-'));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<head></head>');
  const code = `/* ${'long '.repeat(500)} */`;
  writeFileSync(join(directory, 'assets/a.js'), code);
  writeFileSync(join(directory, 'assets/a.js.gz'), gzipSync(code));
  const app = await open();
  await serveWebPages(app, directory);
  const packed = await app.inject({ url: '/assets/a.js', headers: { 'accept-encoding': 'gzip, br' } });
  expect(packed.headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': expect.stringContaining('javascript'),
    'cache-control': expect.stringContaining('immutable'),
    vary: expect.stringMatching(/accept-encoding/i),
  });
  expect(gunzipSync(packed.rawPayload).toString()).toBe(code);
  const plain = await app.inject({ url: '/assets/a.js', headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.body).toBe(code);
  expect((await app.inject('/assets/a.js.gz')).statusCode).toBe(404);
});
