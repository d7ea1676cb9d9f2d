import { Command } from 'commander';
import pc from 'picocolors';
import { actAs, commandActor } from '#app/acting.ts';
import { loadConfig } from '#app/config.ts';
import type { ImportChange } from '#app/import-changes.ts';
import { importFile } from '#app/import-file.ts';
import { createLog } from '#app/log.ts';
import { createServices, createStores } from '#app/services.ts';
import { openSharedDatabase } from '#app/shared-database.ts';
import type { Events } from '#features/events.ts';
import { createEventBus } from '#foundation/event-bus.ts';

/** `vigie import FILE`: cameras, zones, lines, periods and rules from a territory file into the database. */
export function importCommand(): Command {
  return new Command('import')
    .summary('bring cameras, zones, lines and rules in from a file')
    .description(
      'Bring a territory file in, all of it or nothing. Works beside a running `vigie serve`, which takes it up at once.',
    )
    .argument(
      '<file>',
      'territory file (YAML): the schema of `vigie analyse --rules`, with name and source of each camera',
    )
    .option('-c, --config <file>', 'settings, as for vigie serve')
    .addHelpText(
      'after',
      `
Things are found by their names: what the file names is added or changed, everything else stays as it is.
A second import of the same file changes nothing.

Example:
  vigie import territory.yml`,
    )
    .action(importTerritoryFile);
}

async function importTerritoryFile(path: string, flags: { readonly config?: string }): Promise<void> {
  const { config } = loadConfig({ file: flags.config });
  const database = await openSharedDatabase(config, createLog('warn'));
  try {
    const events = createEventBus<Events>(() => undefined);
    const services = createServices(database, events, createStores(), {
      law: config.law,
      cameraNetworks: config.network.cameras,
    });
    print(await actAs(commandActor('import'), () => importFile(services, path)));
  } finally {
    await database.close();
  }
}

const marks = { added: pc.green('+'), changed: pc.yellow('~') } as const;

function print(changes: readonly ImportChange[]): void {
  for (const { what, name, change } of changes)
    if (change !== 'unchanged') console.log(`${marks[change]} ${what} ${name}`);
  const count = (wanted: ImportChange['change']): number =>
    changes.filter(({ change }) => change === wanted).length;
  console.log(`${count('added')} added, ${count('changed')} changed, ${count('unchanged')} unchanged`);
}
