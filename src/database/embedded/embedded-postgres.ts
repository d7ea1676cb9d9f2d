import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { claim, identityOf, liveOwner, release } from './owner.ts';
import { type Place, preparePlace } from './place.ts';
import {
  databaseUser,
  findRunning,
  initialise,
  isGoneWithin,
  lastWords,
  serviceUser,
  startServer,
  stopServer,
} from './postmaster.ts';
import { type ServerUser, serverUser } from './server-user.ts';

/** A PostgreSQL server on a local socket. */
export interface EmbeddedPostgres {
  /** for the role that owns the tables */
  readonly url: string;
  /** for the role of the service, which cannot change the schema, nor lines of who did what */
  readonly serviceUrl: string;
  /** process id of the server now; it changes when the server had to be started again */
  pid(): number | undefined;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDirectory: string;
  readonly log: Log;
  /** use the server of another process of Vigie where one runs, instead of refusing */
  readonly share?: boolean;
}

const startPatienceMs = 60_000;
const stopPatienceMs = 20_000;

/** Starts, adopts or (with `share`) joins the server of a data directory. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const user = serverUser();
  const place = await preparePlace(options.dataDirectory, user);
  const owner = await claim(place.folder);
  if (owner !== undefined) return join(place, owner.pid, options);
  try {
    const binaries = await findBinaries(user, place.copies);
    return await superviseServer({ place, user, binaries, log: options.log });
  } catch (fault) {
    await release(place.folder);
    throw fault;
  }
}

async function join(place: Place, ownerPid: number, options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  if (options.share !== true)
    throw new VigieError(
      'conflict',
      `data directory: ${options.dataDirectory} is used by another instance of Vigie (process ${ownerPid})`,
      { fix: 'stop that instance, or choose another data directory (data.directory)' },
    );
  await untilReady(place, async () => (await liveOwner(place.folder)) !== undefined);
  const pid = await findRunning(place);
  return { ...urlsOf(place), pid: () => pid, stop: () => Promise.resolve() };
}

interface Parts {
  readonly place: Place;
  readonly user: ServerUser | undefined;
  readonly binaries: Binaries;
  readonly log: Log;
}

async function superviseServer(parts: Parts): Promise<EmbeddedPostgres> {
  const { place, log } = parts;
  let pid: number | undefined = await adoptOrStart(parts);
  let stopping = false;
  const watch = watchServer();
  process.once('exit', abandon);

  return {
    ...urlsOf(place),
    pid: () => pid,
    async stop() {
      if (stopping) return;
      stopping = true;
      process.off('exit', abandon);
      await watch.end();
      if (pid !== undefined) await stopServer(pid, stopPatienceMs);
      await release(place.folder);
    },
  };

  /** The last thing a process that ends without `stop` can do. */
  function abandon(): void {
    if (pid !== undefined) process.kill(pid, 'SIGINT');
  }

  function watchServer(): { end(): Promise<void> } {
    const ended = new AbortController();
    const loop = keepAlive(ended.signal);
    return {
      end: () => {
        ended.abort();
        return loop;
      },
    };
  }

  async function keepAlive(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(250, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted || (pid !== undefined && (await identityOf(pid)) !== undefined)) continue;
      log.warn({ pid }, 'The database server ended by itself: it is started again');
      pid = undefined;
      pid = await startOnce(parts).catch(async (fault: unknown) => {
        log.error({ fault }, 'The database server does not start');
        await sleep(2000, undefined, { signal, ref: false }).catch(() => undefined);
        return undefined;
      });
    }
  }
}

async function adoptOrStart(parts: Parts): Promise<number> {
  const running = await findRunning(parts.place);
  if (running !== undefined) {
    const adopted = await untilReady(parts.place, async () => (await identityOf(running)) !== undefined).then(
      () => true,
      () => false,
    );
    if (adopted) return running;
    await stopServer(running, stopPatienceMs);
  }
  await initialise(parts.binaries, parts.place, parts.user);
  return startOnce(parts);
}

/** The processes of a server that was killed need a moment to see it and to free its memory: hence several tries. */
async function startOnce(parts: Parts): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    await findRunning(parts.place);
    const child = await startServer(parts.binaries, parts.place, parts.user);
    await Promise.race([once(child, 'spawn'), once(child, 'error').then(([fault]) => Promise.reject(fault))]);
    child.unref();
    const pid = child.pid ?? 0;
    try {
      await untilReady(parts.place, () =>
        Promise.resolve(child.exitCode === null && child.signalCode === null),
      );
      return pid;
    } catch (cause) {
      await isGoneWithin(pid, 100);
      if (attempt < 8) {
        await sleep(250);
        continue;
      }
      await stopServer(pid, stopPatienceMs);
      throw new VigieError('unavailable', `The database does not start: ${await lastWords(parts.place)}`, {
        fix: `see ${parts.place.logFile}`,
        cause,
      });
    }
  }
}

const urlOf = (place: Place, user: string = databaseUser): string =>
  `postgresql://${user}@/postgres?host=${encodeURIComponent(place.socket)}`;

const urlsOf = (place: Place) => ({ url: urlOf(place), serviceUrl: urlOf(place, serviceUser) });

async function untilReady(place: Place, isLiving: () => Promise<boolean>): Promise<void> {
  let last: unknown;
  for (let waited = 0; waited < startPatienceMs; waited += 30) {
    if (!(await isLiving())) break;
    const client = new pg.Client({ connectionString: urlOf(place), connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (fault) {
      last = fault;
      await client.end().catch(() => undefined);
      await sleep(30);
    }
  }
  throw new VigieError('unavailable', 'The database server does not answer', { cause: last });
}
