import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { silentLog as log } from '../../../test/silent-log.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { identityOf, liveOwner } from './owner.ts';
import { removeDataDirectory } from './place.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'vigie-embedded-'));
  chmodSync(root, 0o711);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function ask(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: question, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

describe('one data directory', () => {
  let dataDirectory: string;
  beforeAll(() => {
    dataDirectory = join(root, 'data');
  });

  it('holds a server that listens on no port, with checksums', async () => {
    const server = await startEmbeddedPostgres({ dataDirectory, log });
    expect(await ask(server.url, 'SHOW listen_addresses')).toBe('');
    expect(await ask(server.url, 'SHOW data_checksums')).toBe('on');
    expect(await ask(server.url, 'SHOW server_version_num')).toMatch(/^18/);
    expect(
      await ask(
        server.url,
        "SELECT datcollate || ' ' || pg_encoding_to_char(encoding) FROM pg_database LIMIT 1",
      ),
    ).toBe('C UTF8');
    const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid()}/status`, 'utf8'))?.[1];
    expect(uid).not.toBe('0');
    await server.stop();
    expect(await liveOwner(join(dataDirectory, 'postgres'))).toBeUndefined();
  });

  it('is used by one instance; another may join when it asks to', async () => {
    const server = await startEmbeddedPostgres({ dataDirectory, log });
    await expect(startEmbeddedPostgres({ dataDirectory, log })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('used by another instance'),
    });
    const joined = await startEmbeddedPostgres({ dataDirectory, log, share: true });
    expect(joined.pid()).toBe(server.pid());
    await joined.stop();
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
    await server.stop();
  });

  it('starts its server again when it dies, with all that was stored', async () => {
    const server = await startEmbeddedPostgres({ dataDirectory, log });
    await ask(server.url, 'CREATE TABLE kept AS SELECT 7 AS number');
    const pid = server.pid() ?? 0;
    process.kill(pid, 'SIGKILL');
    while (server.pid() === undefined || server.pid() === pid) await sleep(50);
    expect(await ask(server.url, 'SELECT number FROM kept')).toBe(7);
    await server.stop();
  });

  it('starts over the marks of a machine that went down', async () => {
    // The number of a live process that is no PostgreSQL: after a restart numbers are given anew.
    writeFileSync(join(dataDirectory, 'postgres/cluster/postmaster.pid'), `${process.ppid}\n/elsewhere\n`);
    writeFileSync(
      join(dataDirectory, 'postgres/owner.json'),
      JSON.stringify({ pid: process.ppid, started: '1' }),
    );
    const server = await startEmbeddedPostgres({ dataDirectory, log });
    expect(await ask(server.url, 'SELECT number FROM kept')).toBe(7);
    await server.stop();
  });

  it('is not opened by another major version', async () => {
    const file = join(dataDirectory, 'postgres/cluster/PG_VERSION');
    const version = readFileSync(file, 'utf8');
    writeFileSync(file, '17\n');
    await expect(startEmbeddedPostgres({ dataDirectory, log })).rejects.toMatchObject({
      message: expect.stringContaining('made by PostgreSQL 17'),
    });
    writeFileSync(file, version);
  });
});

test('a long path whose first start was killed half way gets its cluster, and its socket elsewhere', async () => {
  const dataDirectory = join(root, 'a-rather-long-name-of-a-folder'.repeat(4), 'data');
  const draft = join(dataDirectory, 'postgres/cluster.new');
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, 'rubbish'), '');
  const server = await startEmbeddedPostgres({ dataDirectory, log });
  expect(await ask(server.url, 'SELECT 1')).toBe(1);
  await server.stop();
  expect(existsSync(draft)).toBe(false);
});

test('a data directory that is a file is refused, with the fix', async () => {
  const dataDirectory = join(root, 'file');
  writeFileSync(dataDirectory, '');
  await expect(startEmbeddedPostgres({ dataDirectory, log })).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('data directory'),
    fix: expect.stringContaining('VIGIE_DATA_DIRECTORY'),
  });
});

test.runIf(process.getuid?.() !== 0)('a data directory that is not writable is refused', async () => {
  const dataDirectory = join(root, 'closed');
  mkdirSync(dataDirectory, { mode: 0o500 });
  await expect(startEmbeddedPostgres({ dataDirectory, log })).rejects.toMatchObject({
    message: expect.stringContaining('is not writable'),
  });
});

test.runIf(process.getuid?.() === 0)(
  'as root a folder that nobody may enter keeps its database in a reachable place',
  async () => {
    const dataDirectory = join(root, 'private', 'data');
    mkdirSync(dataDirectory, { recursive: true });
    chmodSync(join(root, 'private'), 0o700);
    const server = await startEmbeddedPostgres({ dataDirectory, log });
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
    await server.stop();
    const home = readFileSync(join(dataDirectory, 'postgres.location'), 'utf8').trim();
    expect(existsSync(join(home, 'postgres/cluster/PG_VERSION'))).toBe(true);
    await removeDataDirectory(dataDirectory);
    expect([existsSync(home), existsSync(dataDirectory)]).toEqual([false, false]);
  },
);

test('a process is told from a later one with its number', async () => {
  expect(await identityOf(process.pid)).toMatchObject({
    pid: process.pid,
    started: expect.stringMatching(/^\d+$/),
  });
  expect(await identityOf(2 ** 22 + 1)).toBeUndefined();
});
