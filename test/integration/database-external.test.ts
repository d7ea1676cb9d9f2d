import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverUser } from '#database/embedded/server-user.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '../..');
/** servers that Debian installs */
const installed = '/usr/lib/postgresql';
const version = existsSync(installed)
  ? readdirSync(installed).find((name) => existsSync(join(installed, name, 'bin/initdb')))
  : undefined;
const url = env.VIGIE_TEST_DATABASE_URL;

let folder: string;
let address: string | undefined = url;
const user = serverUser();

beforeAll(async () => {
  if (url !== undefined || version === undefined) return;
  const programs = join(installed, version, 'bin');
  folder = mkdtempSync(join(tmpdir(), 'vigie-external-'));
  mkdirSync(join(folder, 'socket'));
  for (const path of [folder, join(folder, 'socket')])
    if (user !== undefined) await chown(path, user.uid, user.gid);
  const asUser = { ...user, cwd: '/' };
  const data = join(folder, 'data');
  // Another locale than C: nothing of ours may depend on how the server sorts.
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'vigie', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8'],
    asUser,
  );
  const options = `-c listen_addresses='' -c unix_socket_directories=${join(folder, 'socket')} -c fsync=off`;
  const control = spawn(
    join(programs, 'pg_ctl'),
    ['-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start'],
    {
      ...asUser,
      stdio: 'ignore',
    },
  );
  await new Promise((resolve) => control.on('exit', resolve));
  address = `postgresql://vigie@/postgres?host=${encodeURIComponent(join(folder, 'socket'))}`;
});
afterAll(async () => {
  if (folder === undefined || version === undefined) return;
  await run(join(installed, version, 'bin/pg_ctl'), ['-D', join(folder, 'data'), '-m', 'fast', 'stop'], {
    ...user,
    cwd: '/',
  });
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(url === undefined && version === undefined)(
  'the store tests pass on an external PostgreSQL',
  async () => {
    const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
    const parameters = [
      vitest,
      'run',
      '--project',
      'store',
      '--reporter',
      'json',
      '--exclude',
      'src/database/embedded/**',
    ];
    const { stdout } = await run(process.execPath, parameters, {
      cwd: repository,
      env: { ...env, VIGIE_TEST_DATABASE_URL: address },
      maxBuffer: 50_000_000,
    }).catch((fault: { stdout?: string }) => ({ stdout: fault.stdout ?? '' }));
    const result = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
      readonly numPassedTests: number;
      readonly numFailedTests: number;
      readonly testResults: readonly { name: string; status: string; message: string }[];
    };
    expect(result.testResults.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(result.numPassedTests).toBeGreaterThan(40);
  },
);
