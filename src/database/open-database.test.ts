import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { silentLog } from '../../test/silent-log.ts';
import { openTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { openDatabase } from './open-database.ts';
import { makePartitions, monthsAround } from './partitions.ts';
import { queries } from './queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const name = async (): Promise<string | undefined> =>
  (await queries(database.reader).selectFrom('territory').select('name').executeTakeFirst())?.name;
const rename = (to: string) =>
  database.unitOfWork((tx) => queries(tx).updateTable('territory').set({ name: to }).execute());
/** Ends every other connection to the database, as a restart of the server does. */
const cut = () =>
  sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`;

describe('a transaction', () => {
  it('is stored whole or not at all', async () => {
    await rename('before');
    const failing = database.unitOfWork(async (tx) => {
      await queries(tx).updateTable('territory').set({ name: 'half' }).execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await name()).toBe('before');
  });

  it('runs again when it met another one', async () => {
    let runs = 0;
    await database.unitOfWork(async (tx) => {
      runs += 1;
      if (runs === 1) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      await queries(tx).updateTable('territory').set({ name: 'again' }).execute();
    });
    expect([runs, await name()]).toEqual([2, 'again']);
  });

  it('says that the database is away when its connection is lost, and keeps nothing', async () => {
    const lost = database.unitOfWork(async (tx) => {
      await queries(tx).updateTable('territory').set({ name: 'lost' }).execute();
      await sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(queries(tx));
    });
    await expect(lost).rejects.toMatchObject({ code: 'unavailable' });
    expect(await name()).toBe('again');
  });
});

test('a read whose connection is lost is asked again', async () => {
  await Promise.all([name(), name(), name()]);
  await cut().execute(queries(database.reader));
  expect(await Promise.all([name(), name(), name()])).toEqual(['again', 'again', 'again']);
});

test('a listener whose connection was lost hears that it must look for itself', async () => {
  const heard: string[] = [];
  let wake: () => void = () => undefined;
  await database.listen('news', (payload) => {
    heard.push(payload);
    wake();
  });
  const next = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const told = next();
  await sql`SELECT pg_notify('news', 'one')`.execute(queries(database.reader));
  await told;
  const reconnected = next();
  await cut().execute(queries(database.reader));
  await reconnected;
  expect(heard).toEqual(['one', '']);
});

test('observations lie in the partition of their month, those that came before it too', async () => {
  const kysely = queries(database.reader);
  const nowMs = Date.parse('2031-05-20T00:00:00Z');
  const { rows } = await sql<{ id: number }>`
    WITH made AS (INSERT INTO thing (territory_id, name) VALUES (1, 'sensor') RETURNING id)
    INSERT INTO datastream (territory_id, thing_id, name, observed_property, unit)
    SELECT 1, id, 'temperature', 'temperature', '{}' FROM made RETURNING id`.execute(kysely);
  await sql`INSERT INTO observation (territory_id, datastream_id, phenomenon_start, result)
            VALUES (1, ${rows[0]?.id}, '2031-05-03', 1), (1, ${rows[0]?.id}, '2040-01-01', 2)`.execute(
    kysely,
  );
  const owner = await openDatabase({ url: database.ownerUrl, dataDirectory: '', log: silentLog });
  await makePartitions(queries(owner.reader), nowMs);
  await makePartitions(queries(owner.reader), nowMs);
  await owner.close();
  const where = await sql<{ partition: string }>`
    SELECT tableoid::regclass::text AS partition FROM observation WHERE datastream_id = ${rows[0]?.id} ORDER BY phenomenon_start`.execute(
    kysely,
  );
  expect(where.rows.map(({ partition }) => partition)).toEqual(['observation_2031_05', 'observation_other']);
  const last = await queries(database.reader)
    .selectFrom('observation_last')
    .select(['result', 'observations'])
    .where('datastream_id', '=', rows[0]?.id ?? 0)
    .executeTakeFirst();
  expect(last).toEqual({ result: 2, observations: 2 });
});

it('looks one month back and three ahead', () => {
  expect(monthsAround(Date.parse('2026-11-23T00:00:00Z')).map(({ table }) => table)).toEqual([
    'observation_2026_10',
    'observation_2026_11',
    'observation_2026_12',
    'observation_2027_01',
    'observation_2027_02',
  ]);
});

test('a server that cannot be reached is told, without its password', async () => {
  const url = 'postgresql://vigie:hunter2@127.0.0.1:1/vigie';
  const fault = await openDatabase({ url, dataDirectory: '', log: silentLog }).catch(
    (reason: unknown) => reason,
  );
  expect(fault).toMatchObject({ code: 'unavailable', fix: expect.stringContaining('address') });
  expect(String((fault as Error).message)).not.toContain('hunter2');
});
