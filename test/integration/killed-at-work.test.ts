import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isIntact } from '#features/audit/audit-check-service.ts';
import { type BusyTerritory, openBusyTerritory, tellAll } from '../fakes/busy-territory.ts';

const worker = fileURLToPath(new URL('../fakes/busy-main.ts', import.meta.url));
/** things done before it is killed: each time in the middle of others */
const killedAfter = [7, 15, 26];

let directory: string;
let hook: Server;
/** how often the webhook got each key */
const calls = new Map<string, number>();
/** what was done, by kind */
const done = new Map<string, string[]>();
let territory: BusyTerritory;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'vigie-busy-'));
  chmodSync(directory, 0o711);
  hook = createServer((request, response) => {
    const key = String(request.headers['idempotency-key']);
    calls.set(key, (calls.get(key) ?? 0) + 1);
    // Now and then the answer comes too late for who is killed meanwhile.
    request.resume().once('end', () => setTimeout(() => response.end(), calls.size % 5 === 0 ? 300 : 0));
  }).listen(0, '127.0.0.1');
  await once(hook, 'listening');
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`;
  for (const count of killedAfter) await workUntilKilled(url, count);
  // A message that was being sent is free again a minute later.
  territory = await openBusyTerritory(directory, () => Date.now() + 61_000);
  await tellAll(territory.notifications);
});
afterAll(async () => {
  await territory?.database.close();
  hook?.closeAllConnections();
  hook?.close();
  rmSync(directory, { recursive: true, force: true });
});

async function workUntilKilled(url: string, count: number): Promise<void> {
  const child = spawn(process.execPath, [worker, directory, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  let left = count;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [kind = '', ...rest] = line.split(' ');
    done.set(kind, [...(done.get(kind) ?? []), rest.join(' ')]);
    left -= 1;
    if (left === 0) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
}

const doneOf = (kind: string): readonly string[] => done.get(kind) ?? [];
const countOf = async (statement: string): Promise<number> =>
  Number((await territory.database.pool.query<{ n: string }>(statement)).rows[0]?.n);

test('every alert that was confirmed is told outside, under one key, and the log says so once', async () => {
  const told = [...calls.keys()].map((key) => key.split('-')[1]);
  expect(doneOf('confirmed').filter((id) => !told.includes(id))).toEqual([]);
  expect(new Set(told).size).toBe(told.length);
  expect(await countOf(`SELECT count(*) AS n FROM alert WHERE verdict = 'confirmed'`)).toBe(told.length);
  expect(await countOf(`SELECT count(*) AS n FROM notice WHERE state <> 'sent'`)).toBe(0);
  expect(await countOf(`SELECT count(*) AS n FROM audit_line WHERE action = 'alert.hand-over'`)).toBe(
    told.length,
  );
  // Twice at most is what was under way when the process died.
  const twice = [...calls.values()].filter((times) => times > 1);
  expect(twice.length).toBeLessThanOrEqual(killedAfter.length);
});

test('of recordings no half is left, what was kept can be read, and what was handed over is registered', async () => {
  const { recordings, retention, registers } = territory.recorded;
  await retention.run();
  const { rows } = await territory.database.pool.query<{ id: string; file: string }>(
    'SELECT id, file FROM recording',
  );
  const files = readdirSync(join(directory, 'recordings'));
  expect(files.toSorted()).toEqual(rows.map(({ file }) => `${file}.vigie`).toSorted());
  expect(doneOf('kept').filter((id) => !rows.some((row) => Number(row.id) === Number(id)))).toEqual([]);
  for (const { id } of rows) expect(await recordings.look(Number(id), 'alert')).toHaveLength(3);
  const lines = (await registers.transmissions({ limit: 500 })).items;
  const registered = lines.map(({ extractionId, sha256 }) => `${extractionId} ${sha256}`);
  expect(doneOf('handed').filter((one) => !registered.includes(one))).toEqual([]);
  expect(await countOf(`SELECT count(*) AS n FROM audit_line WHERE action = 'extraction.hand-over'`)).toBe(
    lines.length,
  );
});

test('a list of cameras is in the register whole or not at all, and no camera that was added is missing', async () => {
  const { rows } = await territory.database.pool.query<{ list: string; n: number }>(
    `SELECT split_part(name, ' ', 2) AS list, count(*)::int AS n FROM camera WHERE name LIKE 'list %' GROUP BY 1`,
  );
  expect(rows.filter(({ n }) => n !== 20)).toEqual([]);
  expect(doneOf('list').filter((name) => !rows.some(({ list }) => list === name))).toEqual([]);
  const cameras = await territory.database.pool.query<{ name: string }>(
    `SELECT split_part(name, ' ', 2) AS name FROM camera WHERE name LIKE 'one %'`,
  );
  const names = cameras.rows.map(({ name }) => name);
  expect(doneOf('camera').filter((name) => !names.includes(name))).toEqual([]);
});

test('the sealed log is intact', async () => {
  expect(isIntact(await territory.auditLog.checks.verify())).toBe(true);
});
