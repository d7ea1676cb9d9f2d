import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import { removeDataDirectory } from '#database/embedded/place.ts';
import type { HabilitationInput } from '#features/accounts/habilitation-schema.ts';
import type { ConfigFile } from './config-schema.ts';
import { holdDataDirectory } from './data-directory.ts';
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

/** Removes what the last demo stored; throws `conflict` while one runs. */
export async function forgetDemo(directory: string = demoDirectory): Promise<void> {
  const held = await holdDataDirectory(directory);
  await held.release();
  await removeDataDirectory(directory);
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

/** The act by which the operator of the demo sees its clips, for a year. */
export function demoHabilitation(today: Date): HabilitationInput {
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  const end = new Date(today);
  end.setUTCFullYear(end.getUTCFullYear() + 1);
  // Set-up is in the territory's time, which may still be at the day before.
  const start = new Date(today.getTime() - 24 * 3_600_000);
  return { act: 'DEMO', trainedOn: day(start), validFrom: day(start), validUntil: day(end) };
}
