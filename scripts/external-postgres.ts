import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL server of the system, on loopback, with a database of its own. */
export interface ExternalPostgres {
  readonly url: string;
  stop(): void;
}

/** Starts the newest PostgreSQL that Debian installed; undefined when there is none. */
export async function startExternalPostgres(): Promise<ExternalPostgres | undefined> {
  const bin = globSync('/usr/lib/postgresql/*/bin').toSorted().at(-1);
  if (bin === undefined) return undefined;
  const directory = mkdtempSync(join(tmpdir(), 'vigie-external-postgres-'));
  const user = dropTo('postgres');
  if (user) chownSync(directory, user.uid, user.gid);
  chmodSync(directory, 0o700);
  const run = (program: string, ...words: string[]) =>
    spawnSync(join(bin, program), words, { cwd: directory, encoding: 'utf8', ...user });
  const port = await freePort();
  // Another locale than that of the embedded server: nothing of ours may depend on how the server sorts.
  run('initdb', '-D', `${directory}/data`, '-U', 'vigie', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8');
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
  const started = run(
    'pg_ctl',
    '-D',
    `${directory}/data`,
    '-w',
    '-o',
    options,
    '-l',
    `${directory}/log`,
    'start',
  );
  if (started.status !== 0) throw new Error(`the external PostgreSQL did not start: ${started.stderr}`);
  return {
    url: `postgresql://vigie@127.0.0.1:${port}/postgres`,
    stop() {
      run('pg_ctl', '-D', `${directory}/data`, '-m', 'immediate', 'stop');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: the account Debian made for it, when we are root. */
function dropTo(account: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(spawnSync('id', [flag, account], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
