import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#database/embedded/embedded-postgres.ts';
import { openDatabase } from '#database/open-database.ts';
import { makePartitions } from '#database/partitions.ts';
import { queries } from '#database/queries.ts';
import { createServiceRole } from '#database/service-role.ts';
import { silentLog } from './silent-log.ts';
import { asService, databaseAt, serviceRole, template } from './test-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: string;
  }
}

let teardownSteps: (() => Promise<void> | void)[] = [];

/**
 * One PostgreSQL for all store tests of a run, with a migrated template database: an embedded one, or the server
 * that VIGIE_TEST_DATABASE_URL names.
 */
export async function setup(project: TestProject): Promise<void> {
  const url = env.VIGIE_TEST_DATABASE_URL ?? (await startServer());
  await makeTemplate(url);
  project.provide('databaseServer', url);
}

/** Stops what `setup` started. */
export async function teardown(): Promise<void> {
  for (const step of teardownSteps) await step();
  teardownSteps = [];
}

async function startServer(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-store-'));
  // As root the server runs as another user, who must be able to pass through.
  chmodSync(directory, 0o711);
  const server = await startEmbeddedPostgres({ dataDirectory: directory, log: silentLog });
  teardownSteps = [() => server.stop(), () => rmSync(directory, { recursive: true, force: true })];
  return server.url;
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${template}`);
  await client.query(`CREATE DATABASE ${template}`);
  await createServiceRole(client, serviceRole.name);
  await client.query(`ALTER ROLE ${serviceRole.name} PASSWORD '${serviceRole.password}'`);
  await client.end();
  const ownerUrl = databaseAt(serverUrl, template);
  const owner = await openDatabase({ url: ownerUrl, dataDirectory: '', log: silentLog });
  await makePartitions(queries(owner.reader), Date.now());
  await owner.close();
  const service = await openDatabase({
    url: asService(ownerUrl),
    ownerUrl,
    dataDirectory: '',
    log: silentLog,
  });
  await service.close();
}
