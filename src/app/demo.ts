import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import type { ConfigFile } from './config-schema.ts';
import { createLog } from './log.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Where the demo keeps its database. */
export const demoDirectory = join(repository, 'data/demo');

/** The territory of the demo, in the schema of `vigie import`. */
export const demoTerritory = join(repository, 'examples/demo/territory.yml');

/** The log of the demo: beside its data, so that the terminal shows the steps only. */
export const demoLogFile = join(demoDirectory, 'vigie.log');

/** Opens the log of the demo. */
export function openDemoLog(): Logger {
  return createLog('info', pino.destination({ dest: demoLogFile, mkdir: true, sync: false }));
}

/** Settings of the demo: this machine only, the clips of the repository, no camera of any network. */
export function demoSettings(port: number): ConfigFile {
  return {
    server: { host: '127.0.0.1', port },
    data: { directory: demoDirectory },
    sources: { directory: join(repository, 'test/fixtures/footage') },
    network: { cameras: [], outgoing: [] },
  };
}

/** The wanted port, or the next one that nobody uses. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 50; port++) {
    if (await isFree(port)) return port;
  }
  return 0;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
