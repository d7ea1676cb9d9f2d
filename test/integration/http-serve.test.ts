import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '#app/config.ts';
import type { ConfigFile } from '#app/config-schema.ts';
import { holdDataDirectory } from '#app/data-directory.ts';
import { startServer } from '#app/serve.ts';

const cli = fileURLToPath(new URL('../../src/cli/vigie.ts', import.meta.url));
const log = pino({ level: 'silent' });
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vigie-serve-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function start(overrides: ConfigFile, signal?: AbortSignal): ReturnType<typeof startServer> {
  const { config } = loadConfig({ environment: {}, workingDirectory: directory, overrides });
  return startServer(config, signal === undefined ? { log } : { log, signal });
}

async function listening(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, port: address.port };
}

async function freePort(): Promise<number> {
  const { server, port } = await listening();
  server.close();
  await once(server, 'close');
  return port;
}

test('a port that is taken is told with its setting and a way out', async () => {
  const { server, port } = await listening();
  await expect(start({ server: { port } })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(`server.port: ${port} is taken`),
    fix: expect.stringContaining('VIGIE_SERVER_PORT'),
  });
  server.close();
});

test('a data directory is used by one instance, and must be a folder', async () => {
  const data = join(directory, 'data');
  const held = await holdDataDirectory(data);
  await expect(start({ server: { port: 0 }, data: { directory: data } })).rejects.toThrow(
    /data.directory: .* is used by another instance/,
  );
  await held.release();
  writeFileSync(join(directory, 'file'), '');
  await expect(
    start({ server: { port: 0 }, data: { directory: join(directory, 'file/data') } }),
  ).rejects.toThrow(/data.directory: .* cannot be written/);
  for (const kernel of ['/proc', '/proc/self/data', '/sys/vigie', '/dev'])
    await expect(start({ server: { port: 0 }, data: { directory: kernel } })).rejects.toThrow(
      /data.directory: .* lies in a folder of the kernel/,
    );
});

test('certificate files that cannot be read are named', async () => {
  const tls = { certificate: 'absent.pem', key: 'absent.pem' };
  await expect(start({ server: { port: 0, tls } })).rejects.toThrow('server.tls.certificate');
});

test('while its database is down Vigie lives, says that it is not ready and why, and can be stopped', async () => {
  const [port, closed] = [await freePort(), await freePort()];
  const stop = new AbortController();
  const url = `postgresql://vigie:secret-word@127.0.0.1:${closed}/vigie`;
  const started = start({ server: { port }, database: { url } }, stop.signal);
  started.catch(() => {});
  const ask = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`);
  await expect
    .poll(async () => (await ask('/readyz')).text(), { timeout: 15_000 })
    .toContain('cannot be reached');
  const ready = await ask('/readyz');
  expect(ready.status).toBe(503);
  expect(await ready.text()).not.toContain('secret-word');
  expect((await ask('/healthz')).status).toBe(200);
  stop.abort();
  await expect(started).rejects.toThrow();
  await expect(ask('/healthz')).rejects.toThrow();
});

test('vigie serve prints its address and the one-time link, answers, and stops when told to', async () => {
  const port = await freePort();
  const child = spawn(process.execPath, [cli, 'serve'], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      VIGIE_SERVER_PORT: String(port),
      VIGIE_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  await expect.poll(() => lines.join('\n'), { timeout: 120_000 }).toMatch(/\/setup\?token=[\w-]{40,}/);
  const ready = (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as {
    parts: { database: string };
  };
  expect(ready.parts.database).toBe('ready');
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(0);
});
