import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, statSync, truncateSync } from 'node:fs';
import { chown, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { VigieError } from '#foundation/errors.ts';
import { type Binaries, programEnvironment } from './binaries.ts';
import { identityOf } from './owner.ts';
import type { Place } from './place.ts';
import type { ServerUser } from './server-user.ts';

/** Name of the role and user that own everything. */
export const databaseUser = 'vigie';

/** Name of the role that the service connects as. */
export const serviceUser = 'vigie_service';

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '50',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  // The server's helpers for reading ahead cost more memory than they bring on one small machine.
  io_method: 'sync',
  jit: 'off',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
  log_timezone: 'UTC',
  timezone: 'UTC',
};
const largestLog = 10_000_000;

/** Makes the cluster, unless it is there; a start that was killed half way leaves nothing. */
export async function initialise(
  binaries: Binaries,
  place: Place,
  user: ServerUser | undefined,
): Promise<void> {
  const version = await readFile(join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version !== undefined) return checkVersion(version.trim(), binaries, place);
  const draft = `${place.cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  await rm(place.cluster, { recursive: true, force: true });
  const options = ['--encoding=UTF8', '--locale=C', '--data-checksums', '--auth=trust', '--no-instructions'];
  await runProgram(binaries.initdb, ['-D', draft, '-U', databaseUser, ...options], user);
  await rename(draft, place.cluster);
}

function checkVersion(found: string, binaries: Binaries, place: Place): void {
  const major = binaries.packageVersion.split('.')[0];
  if (found === major) return;
  throw new VigieError(
    'unavailable',
    `${place.cluster} was made by PostgreSQL ${found}; this is PostgreSQL ${major}`,
    {
      fix: 'start the version of Vigie that made it, export, then import into a new data directory',
    },
  );
}

function runProgram(
  program: string,
  parameters: readonly string[],
  user: ServerUser | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      ...user,
      cwd: '/',
      env: programEnvironment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(programFault(complaint))));
  });
}

const programFault = (complaint: string): VigieError =>
  new VigieError('unavailable', `The database could not be made: ${complaint.trim().slice(-400)}`, {
    fix: 'see that the data directory is writable and has room',
  });

/** The live server of this cluster, from a life of Vigie that was killed; stale marks of a dead one are removed. */
export async function findRunning(place: Place): Promise<number | undefined> {
  const mark = join(place.cluster, 'postmaster.pid');
  const pid = Number((await readFile(mark, 'utf8').catch(() => '')).split('\n')[0]);
  if (!(pid > 0)) return undefined;
  if (await isServerOf(pid, place)) return pid;
  // PostgreSQL refuses to start while any process has this number, which after a restart of the machine is chance.
  await rm(mark, { force: true });
  return undefined;
}

async function isServerOf(pid: number, place: Place): Promise<boolean> {
  if ((await identityOf(pid)) === undefined) return false;
  const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  return words.includes(place.cluster);
}

/** Starts the server. It outlives signals meant for this process's group: it is stopped after the last connection. */
export async function startServer(
  binaries: Binaries,
  place: Place,
  user: ServerUser | undefined,
): Promise<ChildProcess> {
  const log = openLog(place.logFile);
  if (user !== undefined) await chown(place.logFile, user.uid, user.gid);
  const chosen = Object.entries({ ...settings, unix_socket_directories: place.socket });
  const parameters = ['-D', place.cluster, ...chosen.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  try {
    return spawn(binaries.postgres, parameters, {
      ...user,
      cwd: '/',
      detached: true,
      env: programEnvironment,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

function openLog(path: string): number {
  const log = openSync(path, 'a', 0o600);
  if (statSync(path).size > largestLog) truncateSync(path);
  return log;
}

/** Last lines of the server's own log, for a person who must know why it does not start. */
export async function lastWords(place: Place): Promise<string> {
  const text = await readFile(place.logFile, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-3).join(' | ').slice(-600);
}

/** Stops the server: connections are ended, everything is written; after `patienceMs` at once. */
export async function stopServer(pid: number, patienceMs: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!send(pid, signal)) return;
    if (await isGoneWithin(pid, patienceMs)) return;
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** True once the process has ended. */
export async function isGoneWithin(pid: number, patienceMs: number): Promise<boolean> {
  for (let waited = 0; waited < patienceMs; waited += 20) {
    if ((await identityOf(pid)) === undefined) return true;
    await sleep(20);
  }
  return false;
}
