import { Command } from 'commander';
import pc from 'picocolors';
import { loadConfig } from '#app/config.ts';
import { openGate } from '#app/legal-gate.ts';

/** `vigie purposes`: the closed list of purposes that territory files name, from the rule pack in use. */
export function purposesCommand(): Command {
  return new Command('purposes')
    .summary('list the purposes that a camera may serve')
    .description('List the closed list of purposes of the rule pack in use, with where each one holds.')
    .option('-c, --config <file>', 'settings, as for vigie serve')
    .addHelpText(
      'after',
      `
In a territory file:
  purposes: [{ name: Traffic, code: traffic-statistics }]   # or a camera names the code itself
  cameras: [{ name: Street, place: public-road, purposes: [Traffic], … }]`,
    )
    .action(({ config: file }: { config?: string }) => {
      const { pack } = openGate(loadConfig({ file }).config.law);
      console.log(pc.bold(pack.name));
      for (const { code, title, law, places, outputs } of pack.purposes)
        console.log(
          `${pc.bold(code)}\n  ${title.en} · ${title.fr}\n  ${law.en}\n  at: ${places.join(', ')}; for: ${outputs.join(', ')}`,
        );
    });
}
