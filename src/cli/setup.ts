import { Command } from 'commander';
import { loadConfig } from '#app/config.ts';
import { setUp } from '#app/setup.ts';

/** `vigie setup`: fetches the detector and builds the web UI; does nothing where both are there. */
export function setupCommand(): Command {
  return new Command('setup')
    .summary('fetch the detector and build the web pages')
    .description(
      'Fetch and convert the detector, build the web UI; does nothing where both are there already.',
    )
    .option('-c, --config <file>', 'settings to use (default: vigie.yml where there is one)')
    .addHelpText(
      'after',
      '\nAfter it, nothing needs the network. vigie serve, vigie demo and npm test call it by themselves.',
    )
    .action(async ({ config: file }: { config?: string }) => {
      await setUp(loadConfig({ file }).config.models, (line) => console.log(line));
    });
}
