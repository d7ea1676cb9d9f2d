import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import type { UnitOfWork } from '#foundation/unit-of-work.ts';
import { isCollision, isConnectionLost, toVigieError } from './connection-faults.ts';
import type { Database } from './database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/embedded-postgres.ts';
import { createListener } from './listener.ts';
import { migrate } from './migrate.ts';
import { startPartitionJob } from './partitions.ts';
import { asTx } from './queries.ts';
import { canRewriteLog, createServiceRole, grantService } from './service-role.ts';
import type { Tables } from './tables.ts';

/** Where the database is: a server named by its address, or an embedded one in the data directory. */
export interface DatabaseOptions {
  /** postgresql://…; when absent the embedded server is used */
  readonly url?: string | undefined;
  /** the same server for the role that owns the tables, where `url` names one that must not change the log */
  readonly ownerUrl?: string | undefined;
  readonly dataDirectory: string;
  readonly log: Log;
  /** join the embedded server of a running instance instead of refusing */
  readonly share?: boolean;
}

const oldestVersion = 150_000;
const statementLimitMs = 30_000;

/** Opens the database and brings its schema up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const embedded = options.url === undefined ? await startEmbeddedPostgres(options) : undefined;
  try {
    return await connect(options, embedded);
  } catch (fault) {
    await embedded?.stop();
    throw fault;
  }
}

async function connect(options: DatabaseOptions, embedded: EmbeddedPostgres | undefined): Promise<Database> {
  const url = embedded?.serviceUrl ?? options.url ?? '';
  const ownerUrl = embedded?.url ?? options.ownerUrl ?? url;
  const version = await prepareSchema(ownerUrl, url, embedded !== undefined);
  const protectsLog = await withClient(url, async (client) => !(await canRewriteLog(client)));
  const pool = openPool(url, options.log);
  const writing = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const reading = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: readingPool(pool) }) });
  const listener = createListener(url, options.log);
  const owner = openPool(ownerUrl, options.log, 1);
  const owning = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: owner }) });
  const partitions = startPartitionJob(owning, options.log);
  return {
    kind: embedded === undefined ? 'external' : 'embedded',
    version,
    get pid() {
      return embedded?.pid();
    },
    url,
    protectsLog,
    pool,
    unitOfWork: createUnitOfWork(writing),
    reader: asTx(reading),
    listen: listener.listen,
    async close() {
      await partitions.stop();
      await listener.close();
      await owner.end();
      await pool.end();
      await embedded?.stop();
    },
  };
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = clientFor(url);
  try {
    await client.connect();
  } catch (cause) {
    throw unreachable(cause);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Checks the server, then migrates as the owner and gives the service its rights; answers the server's version. */
function prepareSchema(ownerUrl: string, url: string, makesRole: boolean): Promise<string> {
  return withClient(ownerUrl, async (client) => {
    const result = await client.query<{ number: number; text: string }>(
      `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS text`,
    );
    const { number, text } = result.rows[0] ?? { number: 0, text: 'unknown' };
    if (number < oldestVersion)
      throw new VigieError('invalid', `VIGIE_DATABASE_URL: PostgreSQL ${text} is too old`, {
        fix: 'use PostgreSQL 15 or later',
      });
    await migrate(client);
    if (url !== ownerUrl) {
      const role = clientFor(url).user ?? '';
      if (makesRole) await createServiceRole(client, role);
      await grantService(client, role);
    }
    return text.split(' ')[0] ?? text;
  });
}

function clientFor(url: string): pg.Client {
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  } catch {
    // The fault may hold the address, and with it the password: it goes no further.
    throw new VigieError('invalid', 'VIGIE_DATABASE_URL: is not the address of a PostgreSQL server', {
      fix: 'write it as postgresql://user:password@host:5432/vigie; in a password, @ is %40, / is %2F, : is %3A',
    });
  }
}

function unreachable(cause: unknown): VigieError {
  const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
  return new VigieError('unavailable', `VIGIE_DATABASE_URL: the server cannot be reached: ${reason}`, {
    fix: 'see that it runs and that its address, user, password and database name are right',
    cause,
  });
}

// Ids and counts stay far below 2^53: plain numbers.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

function openPool(url: string, log: Log, most = 10): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: statementLimitMs,
    idle_in_transaction_session_timeout: statementLimitMs,
    application_name: 'vigie',
    keepAlive: true,
    types,
  });
  // An idle connection that breaks is dropped by the pool; whoever needs one gets a new one.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (fault) => log.debug({ fault }, 'A connection to the database was lost'));
  return pool;
}

const readTries = [50, 150, 400, 1000, 2000];

/** Asks again, a few times, what failed because the connection was lost. */
async function retried<Result>(read: () => Promise<Result>): Promise<Result> {
  for (const waitMs of readTries) {
    try {
      return await read();
    } catch (fault) {
      if (!isConnectionLost(fault)) throw toVigieError(fault);
      await sleep(waitMs);
    }
  }
  return read().catch((fault: unknown) => Promise.reject(toVigieError(fault)));
}

/** Statements outside a transaction: a read that loses its connection is asked again. */
function readingPool(pool: pg.Pool): PostgresPool {
  const query = (text: string, parameters: readonly unknown[]) =>
    retried(() => pool.query(text, [...parameters]));
  const client = { query, release: () => undefined } as unknown as PostgresPoolClient;
  return { connect: () => Promise.resolve(client), end: () => Promise.resolve() };
}

const collisionTries = 5;

function createUnitOfWork(kysely: Kysely<Tables>): UnitOfWork {
  return async (work) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await kysely.transaction().execute((transaction) => work(asTx(transaction)));
      } catch (fault) {
        if (isCollision(fault) && attempt < collisionTries) continue;
        throw toVigieError(fault);
      }
    }
  };
}
