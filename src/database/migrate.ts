import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { messageOf, VigieError } from '#foundation/errors.ts';

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Names the lock that two starters share: any number, the same for ever. */
const lockKey = 7_245_001;
const folder = join(import.meta.dirname, 'migrations');

/** Brings the schema up to date, each step in its own transaction, under a lock; answers the names of the steps taken. */
export async function migrate(client: pg.Client, from: string = folder): Promise<readonly string[]> {
  const known = await readMigrations(from);
  await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
  try {
    await client.query(
      `CREATE TABLE IF NOT EXISTS migration (
         name text COLLATE "C" PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    const applied = await client.query<{ name: string; checksum: string }>(
      'SELECT name, checksum FROM migration ORDER BY name',
    );
    refuseForeign(applied.rows, known);
    const pending = known.slice(applied.rows.length);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lockKey]);
  }
}

async function readMigrations(from: string): Promise<readonly Migration[]> {
  const names = (await readdir(from)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(from, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

function refuseForeign(
  applied: readonly { name: string; checksum: string }[],
  known: readonly Migration[],
): void {
  applied.forEach((row, index) => {
    const migration = known[index];
    if (migration === undefined || migration.name !== row.name)
      throw new VigieError(
        'conflict',
        `The database was changed by a newer Vigie (migration ${row.name} is unknown here)`,
        {
          fix: 'start that version or a later one; nothing was changed',
        },
      );
    if (migration.checksum !== row.checksum)
      throw new VigieError('conflict', `Migration ${row.name} is not the one this database was made with`, {
        fix: 'restore the released file; a migration never changes once it was applied',
      });
  });
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query('INSERT INTO migration (name, checksum) VALUES ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    const reason = messageOf(cause);
    throw new VigieError('unavailable', `Migration ${migration.name} failed: ${reason}`, {
      fix: 'nothing of it was kept; mend the cause and start again',
      cause,
    });
  }
}
