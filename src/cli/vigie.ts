import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { openCompileCache } from '#app/compile-cache.ts';
import { printFailure } from './print-failure.ts';

/** Every command by its name: a command is loaded only when it is called, or when help lists them all. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand(),
  demo: async () => (await import('./demo.ts')).demoCommand(),
  analyse: async () => (await import('./analyse.ts')).analyseCommand(),
  replay: async () => (await import('./replay.ts')).replayCommand(),
  import: async () => (await import('./import.ts')).importCommand(),
  cameras: async () => (await import('./cameras.ts')).camerasCommand(),
  purposes: async () => (await import('./purposes.ts')).purposesCommand(),
  track: async () => (await import('./track.ts')).trackCommand(),
  evaluate: async () => (await import('./evaluate.ts')).evaluateCommand(),
  models: async () => (await import('./models.ts')).modelsCommand(),
  admin: async () => (await import('./admin.ts')).adminCommand(),
  audit: async () => (await import('./audit.ts')).auditCommand(),
  recordings: async () => (await import('./recordings.ts')).recordingsCommand(),
  doctor: async () => (await import('./doctor.ts')).doctorCommand(),
  'verify-release': async () => (await import('./verify-release.ts')).verifyReleaseCommand(),
  setup: async () => (await import('./setup.ts')).setupCommand(),
};

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return (manifest as { version: string }).version;
}

async function program(asked: string | undefined): Promise<Command> {
  const root = new Command('vigie')
    .description(
      'Cameras and sensors of a territory into alerts, statistics and open data, lawfully by construction.',
    )
    .version(version())
    .showHelpAfterError('(vigie COMMAND --help says what a command takes)')
    .exitOverride();
  const only = asked === undefined ? undefined : commands[asked];
  const wanted = only ? [only] : Object.values(commands);
  for (const load of wanted) root.addCommand(inheritSettings(await load(), root));
  return root;
}

function inheritSettings(command: Command, root: Command): Command {
  command.copyInheritedSettings(root);
  for (const child of command.commands) inheritSettings(child, root);
  return command;
}

async function main(argv: readonly string[]): Promise<number> {
  try {
    await (await program(argv[2])).parseAsync([...argv]);
    return Number(process.exitCode ?? 0);
  } catch (fault) {
    if (fault instanceof CommanderError) return fault.exitCode === 0 ? 0 : 2;
    printFailure(fault);
    return 1;
  }
}

openCompileCache();
process.exitCode = await main(process.argv);
