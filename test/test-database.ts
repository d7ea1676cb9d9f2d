import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Database } from '#database/database.ts';
import { openDatabase } from '#database/open-database.ts';
import { silentLog } from './silent-log.ts';

/** Template that every test file clones. */
export const template = 'vigie_test_template';

/** Address of another database on the same server. */
export function databaseAt(serverUrl: string, name: string): string {
  return serverUrl.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
}

/** A fresh, migrated database of its own on the run's server; closing it drops it. */
export async function openTestDatabase(): Promise<Database> {
  const serverUrl = inject('databaseServer');
  const name = `vigie_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const database = await openDatabase({
    url: databaseAt(serverUrl, name),
    dataDirectory: '',
    log: silentLog,
  });
  return {
    ...database,
    pid: undefined,
    close: async () => {
      await database.close();
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
