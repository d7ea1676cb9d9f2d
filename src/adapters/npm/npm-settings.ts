/// <reference path="./npmcli-config.d.ts" />
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import Config from '@npmcli/config';
import settings from '@npmcli/config/lib/definitions/index.js';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The user's npm settings (registry, credentials, proxy, certificates) as npm itself reads them,
 * in the shape its libraries take. The npm cache is left out: nothing fetched is kept.
 */
export async function readNpmSettings(
  environment: Environment,
  directory: string,
): Promise<Record<string, unknown>> {
  const installed = findNpm(environment);
  const config = new Config({
    ...settings,
    npmPath: installed.npmPath,
    execPath: installed.node,
    // npm writes into the environment it is given.
    env: { ...environment },
    argv: [],
    cwd: directory,
    warn: false,
  });
  await config.load();
  const { cache: _, ...flat } = config.flat;
  return flat;
}

/** The npm of the machine: its own settings file and the global one are found from where it lies. */
function findNpm(environment: Environment): { npmPath: string; node: string } {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const named = environment.npm_execpath;
  const candidates = [
    ...(named === undefined ? [] : [named]),
    ...folders.map((folder) => join(folder, 'npm')),
  ];
  const npm = candidates.find((file) => existsSync(file));
  if (npm === undefined) return { npmPath: dirname(process.execPath), node: process.execPath };
  const npmPath = dirname(dirname(realpathSync(npm)));
  // …/lib/node_modules/npm belongs to …/bin/node.
  const node = join(dirname(dirname(dirname(npmPath))), 'bin', 'node');
  return { npmPath, node: existsSync(node) ? node : process.execPath };
}
