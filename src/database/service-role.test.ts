import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { silentLog } from '../../test/silent-log.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { openDatabase } from './open-database.ts';
import { canRewriteLog, grantService, rightsOf } from './service-role.ts';

let database: TestDatabase;
let service: pg.Client;
let owner: pg.Client;

beforeAll(async () => {
  database = await openTestDatabase();
  service = new pg.Client({ connectionString: database.url });
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await Promise.all([service.connect(), owner.connect()]);
  await service.query(
    `SELECT audit_append(1, '{"action":"a.b","actor":{"id":"1","kind":"system"},"at":1,"subject":{"id":"1","kind":"a"}}')`,
  );
});
afterAll(async () => {
  await Promise.all([service.end(), owner.end()]);
  await database.close();
});

const denied = ['42501'];

describe('N39: the role of the service', () => {
  it.each([
    `UPDATE audit_line SET hash = 'x'`,
    'DELETE FROM audit_line',
    'TRUNCATE audit_line',
    `INSERT INTO audit_line (territory_id, sequence, content, previous_hash, hash) VALUES (1, 9, '{}', '', '')`,
    `UPDATE audit_head SET sequence = 0`,
    'DELETE FROM audit_head',
    'SELECT * FROM audit_draft',
    `INSERT INTO audit_draft (territory_id, content) VALUES (1, '{}')`,
    'DELETE FROM audit_checkpoint',
    `INSERT INTO audit_checkpoint VALUES (1, 1, 'x', 'x', 'x')`,
    'UPDATE audit_check SET lines = 0',
    'DELETE FROM migration',
    'ALTER TABLE audit_line ADD COLUMN x int',
    'ALTER TABLE audit_draft DISABLE TRIGGER ALL',
    'DROP TABLE audit_line',
    'CREATE TABLE mine (a int)',
    'DROP FUNCTION audit_purge',
    `SET session_replication_role = 'replica'`,
  ])('is denied %s', async (statement) => {
    await expect(service.query(statement)).rejects.toMatchObject({ code: expect.toBeOneOf(denied) });
  });

  it('removes no line younger than six months, by the function made for it', async () => {
    await service.query(
      `SELECT audit_append(1, json_build_object('action', 'a.b', 'at', floor(extract(epoch from now()) * 1000)::bigint,
         'actor', json_build_object('id', '1', 'kind', 'system'), 'subject', json_build_object('id', '1', 'kind', 'a'))::text)`,
    );
    const { rows } = await service.query(
      'SELECT sequence, hash FROM audit_line ORDER BY sequence DESC LIMIT 1',
    );
    const purge = (hash: string) =>
      service.query('SELECT audit_purge(1, $1, $2, $3, $4)', [rows[0].sequence, hash, '{}', 'signature']);
    await expect(purge(rows[0].hash)).rejects.toThrow('younger than six months');
    await expect(purge('0'.repeat(64))).rejects.toThrow('no line');
  });

  it('cannot put tables of its own in the place of the log', async () => {
    const count = async (): Promise<number> =>
      (await owner.query('SELECT count(*)::int AS lines FROM audit_line')).rows[0].lines;
    const before = await count();
    for (const table of ['audit_line', 'audit_head', 'audit_checkpoint'])
      await service.query(`CREATE TEMPORARY TABLE ${table} (LIKE public.${table} INCLUDING ALL)`);
    await service.query('CREATE TEMPORARY TABLE audit_draft (id serial, territory_id bigint, content text)');
    await service.query(
      `SELECT audit_append(1, '{"action":"a.b","actor":{"id":"1","kind":"system"},"at":1,"subject":{"id":"1","kind":"a"}}')`,
    );
    await service.query('DISCARD TEMP');
    expect(await count()).toBe(before + 1);
  });

  it('reads and writes what it works with', async () => {
    await service.query(`UPDATE territory SET name = 'mine'`);
    await service.query(`INSERT INTO period (territory_id, name, definition) VALUES (1, 'night', '{}')`);
    await service.query(`SELECT nextval('alert_change')`);
  });
});

test('N39: rights that were widened by hand are taken back at the next start', async () => {
  const { rows } = await service.query('SELECT current_user AS name');
  await owner.query(`GRANT DELETE, TRUNCATE ON audit_line TO ${rows[0].name}`);
  expect(await canRewriteLog(service)).toBe(true);
  await grantService(owner, rows[0].name);
  expect(await canRewriteLog(service)).toBe(false);
  expect(await canRewriteLog(owner)).toBe(true);
});

test('N39: a database says whether its service could rewrite the log', async () => {
  const alone = await openDatabase({ url: database.ownerUrl, dataDirectory: '', log: silentLog });
  await alone.close();
  expect([database.protectsLog, alone.protectsLog]).toEqual([true, false]);
});

test('the comment of a table says what the service may do with it', () => {
  expect(rightsOf(null)).toEqual(['SELECT', 'INSERT', 'UPDATE', 'DELETE']);
  expect(rightsOf('Proofs. service: SELECT, INSERT')).toEqual(['SELECT', 'INSERT']);
  expect(rightsOf('Drafts. service: none')).toEqual([]);
});
