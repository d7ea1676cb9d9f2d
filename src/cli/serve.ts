import { Command } from 'commander';
import pc from 'picocolors';
import { loadConfig } from '#app/config.ts';
import { checkListener } from '#app/listener.ts';
import { createLog } from '#app/log.ts';
import { startServer } from '#app/serve.ts';
import { setUp } from '#app/setup.ts';
import { untilSignal } from './until-signal.ts';

/** `vigie serve`: everything this instance does, until it is told to stop. */
export function serveCommand(): Command {
  return new Command('serve')
    .summary('run Vigie: cameras, analysis, API and web pages')
    .description(
      'Run Vigie until it is stopped (Ctrl+C, SIGTERM): database, analysis of the cameras, API and web pages.',
    )
    .option('-c, --config <file>', 'settings; by default ./vigie.yml, else vigie.yml in the data directory')
    .addHelpText(
      'after',
      `
Every setting is shown in vigie.example.yml and can be given by the environment too (VIGIE_SERVER_PORT=9000).

Examples:
  vigie serve
  vigie serve --config /etc/vigie/vigie.yml
  VIGIE_SERVER_PORT=9000 vigie serve`,
    )
    .action(async ({ config: file }: { readonly config?: string }) => {
      const { config, file: read, notices } = loadConfig({ file });
      const log = createLog(config.log.level);
      for (const notice of notices) log.warn({}, notice);
      log.info({ file: read ?? 'none: defaults' }, 'Settings read');
      const stopped = untilSignal();
      await checkListener(config.server);
      await setUp(config.models, (line) => console.log(line));
      const server = await startServer(config, { log, signal: stopped.signal }).catch((fault: unknown) => {
        if (stopped.signal.aborted) return undefined;
        throw fault;
      });
      if (server === undefined) return;
      console.log(`Vigie runs at ${pc.bold(server.url)}`);
      if (server.setupUrl !== undefined) printSetupLink(server.setupUrl);
      await stopped.promise;
      await server.stop();
    });
}

/** Prints the link that makes the first people. */
export function printSetupLink(url: string): void {
  console.log('Nobody can sign in yet. This link makes the first people; it works once, for 24 hours:');
  console.log(`  ${pc.bold(url)}`);
}
