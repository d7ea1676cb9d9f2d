import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import pc from 'picocolors';
import { actAs, commandActor } from '#app/acting.ts';
import { loadConfig } from '#app/config.ts';
import { createLog } from '#app/log.ts';
import { createCameraImports } from '#app/onboarding.ts';
import { createServices, createStores } from '#app/services.ts';
import { openSharedDatabase } from '#app/shared-database.ts';
import type { CameraImport, CameraImportInput } from '#features/cameras/camera-import-schema.ts';
import type { Events } from '#features/events.ts';
import { VigieError } from '#foundation/errors.ts';
import { createEventBus } from '#foundation/event-bus.ts';

/** `vigie cameras`: many cameras at once. */
export function camerasCommand(): Command {
  return new Command('cameras')
    .summary('add many cameras from a list')
    .description('Cameras of the register.')
    .addCommand(importCommand());
}

interface Flags {
  readonly config?: string;
  readonly dryRun?: true;
  readonly goodOnes?: true;
}

function importCommand(): Command {
  return new Command('import')
    .description('Add cameras from a list (CSV), all of them or none. Works beside a running `vigie serve`.')
    .argument('<file>', 'list of cameras; its columns: docs/1-start.md')
    .option('-c, --config <file>', 'settings, as for vigie serve')
    .addOption(new Option('--dry-run', 'say what each row would do; store nothing').conflicts('goodOnes'))
    .option('--good-ones', 'add the rows without fault and leave the others out')
    .action(importList);
}

async function importList(path: string, flags: Flags): Promise<void> {
  const csv = decoded(await readBytes(path));
  const { config } = loadConfig({ file: flags.config });
  const database = await openSharedDatabase(config, createLog('warn'));
  try {
    const stores = createStores();
    const services = createServices(
      database,
      createEventBus<Events>(() => undefined),
      stores,
      {
        law: config.law,
        cameraNetworks: config.network.cameras,
      },
    );
    const imports = createCameraImports({ database, stores, services });
    const mode = modeOf(flags);
    const result = await actAs(commandActor('cameras import'), () =>
      imports.run({ csv, mode }, { mayWriteLaw: true }),
    );
    print(result, mode);
  } finally {
    await database.close();
  }
}

function modeOf({ dryRun, goodOnes }: Flags): CameraImportInput['mode'] {
  if (dryRun === true) return 'check';
  return goodOnes === true ? 'good' : 'all';
}

function print({ added, rows }: CameraImport, mode: CameraImportInput['mode']): void {
  for (const row of rows) for (const line of linesOf(row, mode)) console.log(line);
  const faulty = rows.filter(({ state }) => state === 'faulty').length;
  console.log(`${added} added, ${faulty} at fault`);
  if (faulty > 0 && mode !== 'good') process.exitCode = 1;
}

function linesOf(
  { line, name, state, faults }: CameraImport['rows'][number],
  mode: CameraImportInput['mode'],
): readonly string[] {
  if (state === 'added') return [`${pc.green('+')} camera ${name}`];
  if (state === 'good') return mode === 'check' ? [`${pc.green('✓')} line ${line}: ${name}`] : [];
  return faults.map(({ column, message, fix }) => {
    const where = column === '' ? `line ${line}` : `line ${line}, ${column}`;
    return `${pc.red('✗')} ${where}: ${message}${fix === undefined ? '' : ` (${fix})`}`;
  });
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new VigieError('invalid', `${path} cannot be read`, {
      fix: 'give the path of a list of cameras (CSV)',
      cause,
    });
  }
}

/** Spreadsheets save in UTF-8 or, on older machines, in Windows-1252. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
