import { Command, InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import { loadConfig } from '#app/config.ts';
import {
  demoHabilitation,
  demoLogFile,
  demoSettings,
  demoTerritory,
  forgetDemo,
  freePort,
  openDemoLog,
} from '#app/demo.ts';
import { importFile } from '#app/import-file.ts';
import { checkListener } from '#app/listener.ts';
import { type RunningServer, startServer } from '#app/serve.ts';
import { setUp } from '#app/setup.ts';
import { untilSignal } from './until-signal.ts';

interface DemoOptions {
  readonly port?: number;
  readonly keep?: boolean;
}

/** `vigie demo`: a whole territory on an embedded default, from nothing to the first alert. */
export function demoCommand(): Command {
  return new Command('demo')
    .summary('run a demo territory with three cameras')
    .description(
      'Run a demo territory with three cameras: database, analysis, API and web pages, on this machine only.',
    )
    .option('--port <number>', 'port of the web pages; by default 8484, or the next free one', parsePort)
    .option('--keep', 'keep what the last demo stored; by default it starts from nothing')
    .addHelpText('after', '\nExamples:\n  npm run demo\n  npm run demo -- --port 9000 --keep')
    .action(demonstrate);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new InvalidArgumentError('a port is a whole number from 1 to 65535');
}

async function demonstrate({ port, keep = false }: DemoOptions): Promise<void> {
  const started = performance.now();
  const step = (text: string) => console.log(`${pc.dim(seconds(started))} ${pc.green('✓')} ${text}`);
  const { config } = loadConfig({ overrides: demoSettings(port ?? (await freePort(8484))) });
  await checkListener(config.server);
  await setUp(config.models, step);
  step('detector and web pages are there');
  if (!keep) await forgetDemo();
  const stopped = untilSignal();
  const server = await startServer(config, {
    log: openDemoLog(),
    signal: stopped.signal,
    onStep: step,
    usualHabilitation: demoHabilitation(new Date()),
  });
  try {
    await importFile(server.services, demoTerritory);
    step('demo territory: a depot yard seen by two cameras, and a street');
    tellFirstAlert(server, started);
    printAddress(server);
    await stopped.promise;
    console.log('Stopping…');
  } finally {
    await server.stop();
  }
}

function tellFirstAlert(server: RunningServer, started: number): void {
  const analysed = performance.now();
  const end = server.events.subscribe('alert', ({ change }) => {
    if (change !== 'raised') return;
    end();
    const after = ((performance.now() - analysed) / 1000).toFixed(1);
    console.log(
      `${pc.dim(seconds(started))} ${pc.green('✓')} first alert, ${after} s after the cameras were brought in`,
    );
  });
}

function printAddress({ url, setupUrl }: RunningServer): void {
  console.log(`\nVigie runs at ${pc.bold(url)}`);
  if (setupUrl === undefined) console.log('Sign in with the people made before.');
  else {
    console.log('Open this link once, within 24 hours, to make the administrator and the operator:');
    console.log(`  ${pc.bold(setupUrl)}`);
    console.log(pc.dim('An administrator sees no image: sign in as the operator to watch.'));
  }
  console.log(pc.dim(`Log: ${demoLogFile}. Ctrl+C stops everything.\n`));
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1).padStart(6)} s`;
}
