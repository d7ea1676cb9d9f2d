import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readFile, realpath, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { VigieError } from '#foundation/errors.ts';
import { canReach, type ServerUser } from './server-user.ts';

/** The folders of one embedded server. */
export interface Place {
  /** owner record, log, cluster */
  readonly folder: string;
  /** what PostgreSQL calls PGDATA */
  readonly cluster: string;
  readonly socket: string;
  /** where programs are copied to when the package is out of reach */
  readonly copies: string;
  readonly logFile: string;
}

/** Where root's databases lie when their data directory is out of the server's reach. */
const commonHome = '/var/lib/vigie';
const socketPathLimit = 90;
const leastFreeMb = 150;

/** Prepares the folders for a data directory; as root they move to a place that `user` can reach where it must be. */
export async function preparePlace(dataDirectory: string, user: ServerUser | undefined): Promise<Place> {
  await makeFolder(dataDirectory);
  const real = await realpath(dataDirectory);
  const key = createHash('sha256').update(real).digest('hex').slice(0, 12);
  const home = await databaseHome(real, key, user);
  const folder = join(home, 'postgres');
  await guarded(folder, () => ownFolder(folder, user));
  await refuseFullDisk(folder);
  const socket = await socketFolder(folder, key, user);
  return {
    folder,
    cluster: join(folder, 'cluster'),
    socket,
    copies: dirname(home) === commonHome ? commonHome : home,
    logFile: join(folder, 'postgres.log'),
  };
}

const noteOf = (dataDirectory: string): string => join(dataDirectory, 'postgres.location');

async function databaseHome(real: string, key: string, user: ServerUser | undefined): Promise<string> {
  if (user === undefined) return real;
  const note = noteOf(real);
  const noted = await readNote(note);
  if (noted !== undefined) return ownedFolder(noted);
  if (await canReach(real, user)) return real;
  const home = await firstReachable([join(commonHome, key), join(tmpdir(), `vigie-${key}`)], user);
  await guarded(note, () => writeFile(note, `${home}\n`));
  return home;
}

async function readNote(note: string): Promise<string | undefined> {
  const text = (await readFile(note, 'utf8').catch(() => '')).trim();
  return text === '' ? undefined : text;
}

async function firstReachable(candidates: readonly string[], user: ServerUser): Promise<string> {
  for (const candidate of candidates) {
    const made = await newFolder(candidate).catch(() => undefined);
    if (made !== undefined && (await canReach(made, user))) return made;
  }
  throw new VigieError('unavailable', 'No folder for the database can be reached by the user of the server', {
    fix: 'name a data directory outside of a private home (data.directory), or run as an ordinary user',
  });
}

/** A folder that was not there: one left by a data directory that was removed is another database. */
async function newFolder(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o755 });
  for (let number = 1; ; number++) {
    const numbered = number === 1 ? path : `${path}-${number}`;
    try {
      await mkdir(numbered, { mode: 0o755 });
      return await ownedFolder(numbered);
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
    }
  }
}

async function ownedFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true, mode: 0o755 });
  const { uid } = await lstat(path);
  if (uid !== process.getuid?.()) throw new VigieError('forbidden', `${path} belongs to another user`);
  return path;
}

/** Removes a data directory, and its database where that had to lie elsewhere; nothing may run on it. */
export async function removeDataDirectory(dataDirectory: string): Promise<void> {
  const home = await readNote(noteOf(dataDirectory));
  if (home !== undefined) await rm(home, { recursive: true, force: true });
  await rm(dataDirectory, { recursive: true, force: true });
}

/** A folder for the server's user alone. */
async function ownFolder(path: string, user: ServerUser | undefined): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const info = await lstat(path);
  const expected = [process.getuid?.(), user?.uid];
  if (!info.isDirectory() || !expected.includes(info.uid))
    throw new VigieError('forbidden', `${path} is not a folder of ours`, {
      fix: 'remove it, or choose another data directory',
    });
  if (user !== undefined) await chown(path, user.uid, user.gid);
  await chmod(path, 0o700);
}

/** A socket's path is bounded (108 bytes on Linux): a long one moves to the folder for temporary files. */
async function socketFolder(folder: string, key: string, user: ServerUser | undefined): Promise<string> {
  const near = join(folder, 'socket');
  const path = Buffer.byteLength(near) <= socketPathLimit ? near : join('/tmp', `vigie-${key}-socket`);
  await guarded(path, () => ownFolder(path, user));
  return path;
}

async function makeFolder(path: string): Promise<void> {
  await guarded(path, () => mkdir(path, { recursive: true }));
}

async function refuseFullDisk(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const freeMb = Math.floor((bavail * bsize) / 1_048_576);
  if (freeMb >= leastFreeMb) return;
  throw new VigieError('unavailable', `data directory: the disk is full (${freeMb} MB free at ${folder})`, {
    fix: `free at least ${leastFreeMb} MB, or choose another data directory (data.directory)`,
  });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'is not writable',
  EPERM: 'is not writable',
  EROFS: 'lies on a read-only disk',
  ENOSPC: 'lies on a full disk',
  EDQUOT: 'lies on a disk whose quota is used up',
  ENOTDIR: 'passes through something that is not a folder',
  EEXIST: 'is not a folder',
};

async function guarded<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const reason = reasons[(cause as NodeJS.ErrnoException).code ?? ''];
    if (reason === undefined) throw cause;
    throw new VigieError('unavailable', `data directory: ${path} ${reason}`, {
      fix: 'mend it, or choose another data directory (data.directory, or VIGIE_DATA_DIRECTORY)',
      cause,
    });
  }
}
