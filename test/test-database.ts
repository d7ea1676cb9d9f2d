import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { Database } from '#database/database.ts';
import { openDatabase } from '#database/open-database.ts';
import { silentLog } from './silent-log.ts';

/** Role that the services of tests connect as, like the service itself. */
export const serviceRole = { name: 'vigie_test_service', password: 'of the tests only' };

/** Template that every test file clones. */
export const template = 'vigie_test_template';

/** Address of another database on the same server. */
export function databaseAt(serverUrl: string, name: string): string {
  return serverUrl.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
}

/** Address of the same database for the role of the service. */
export function asService(url: string): string {
  const password = encodeURIComponent(serviceRole.password);
  return url.replace(/^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/, `$1${serviceRole.name}:${password}@`);
}

/** A database of the tests; some statements are for the owner of the tables alone. */
export interface TestDatabase extends Database {
  readonly ownerUrl: string;
}

/** A fresh, migrated database of its own on the run's server; closing it drops it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('databaseServer');
  const name = `vigie_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const ownerUrl = databaseAt(serverUrl, name);
  const database = await openDatabase({
    url: asService(ownerUrl),
    ownerUrl,
    dataDirectory: '',
    log: silentLog,
  });
  return {
    ...database,
    ownerUrl,
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
