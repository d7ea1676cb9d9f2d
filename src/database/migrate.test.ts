import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { migrate } from './migrate.ts';

const released = join(import.meta.dirname, 'migrations');
let database: TestDatabase;
let client: pg.Client;
let folder: string;

beforeAll(async () => {
  database = await openTestDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  folder = mkdtempSync(join(tmpdir(), 'vigie-migrations-'));
  for (const name of readdirSync(released)) copyFileSync(join(released, name), join(folder, name));
});
afterAll(async () => {
  await client.end();
  await database.close();
  rmSync(folder, { recursive: true });
});

test('what was applied is not applied again', async () => {
  expect(await migrate(client)).toEqual([]);
});

test('two starters at once apply each step once', async () => {
  writeFileSync(join(folder, '9000-once.sql'), 'CREATE TABLE once (a int)');
  const other = new pg.Client({ connectionString: database.ownerUrl });
  await other.connect();
  const applied = await Promise.all([migrate(client, folder), migrate(other, folder)]);
  await other.end();
  expect(applied.flat()).toEqual(['9000-once.sql']);
});

test('a step that fails leaves nothing of itself', async () => {
  writeFileSync(join(folder, '9001-fails.sql'), 'CREATE TABLE half (a int); SELECT nonsense');
  await expect(migrate(client, folder)).rejects.toMatchObject({
    message: expect.stringContaining('9001-fails.sql'),
  });
  const { rows } = await client.query("SELECT to_regclass('half') AS found");
  expect(rows[0].found).toBeNull();
  rmSync(join(folder, '9001-fails.sql'));
});

test('a database of a newer Vigie is refused', async () => {
  await expect(migrate(client)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('newer Vigie'),
  });
});

test('a released step that was edited is refused', async () => {
  writeFileSync(join(folder, '9000-once.sql'), 'CREATE TABLE once (b int)');
  await expect(migrate(client, folder)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('9000-once.sql'),
  });
});
