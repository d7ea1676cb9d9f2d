import { existsSync } from 'node:fs';
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { messageOf, VigieError } from '#foundation/errors.ts';
import type { Outcome } from '#foundation/first-that-works.ts';
import type { Config } from './config.ts';
import { createLog } from './log.ts';
import { openModels, openPrecision } from './models.ts';
import { openSharedDatabase } from './shared-database.ts';

/** What one check found: a fault stops Vigie, a warning lets it run worse. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'fault';
  readonly detail: string;
  /** what else is known, a line each */
  readonly notes?: readonly string[];
  /** what mends it, absent when nothing is wrong */
  readonly fix?: string;
}

/** One check of the machine and the installation. */
export interface Check {
  readonly name: string;
  run(config: Config): Promise<Finding>;
}

const ok = (detail: string): Finding => ({ state: 'ok', detail });
const warning = (detail: string, fix: string): Finding => ({ state: 'warning', detail, fix });
const fault = (detail: string, fix: string): Finding => ({ state: 'fault', detail, fix });

const web = fileURLToPath(new URL('../../dist/web/index.html', import.meta.url));
const leastFreeGib = 2;
const gib = 2 ** 30;

/** Every check, in the order in which faults hide each other. */
export const checks: readonly Check[] = [
  { name: 'runtime', run: checkRuntime },
  { name: 'ffmpeg', run: checkFfmpeg },
  { name: 'onnx runtime', run: checkOnnxRuntime },
  { name: 'model', run: checkModel },
  { name: 'inference', run: checkInference },
  { name: 'decoding', run: checkDecoding },
  { name: 'live video', run: checkEncoding },
  { name: 'web ui', run: checkWeb },
  { name: 'data directory', run: checkDataDirectory },
  { name: 'disk', run: checkDisk },
  { name: 'database', run: checkDatabase },
  { name: 'port', run: checkPort },
  { name: 'clock', run: checkClock },
];

/** Runs one check; what it throws is a fault like any other. */
export async function examine(check: Check, config: Config): Promise<Finding> {
  try {
    return await check.run(config);
  } catch (thrown) {
    const message = messageOf(thrown);
    const fix = thrown instanceof VigieError ? thrown.fix : undefined;
    return fault(message, fix ?? 'run npm ci again in the folder of Vigie, then vigie doctor');
  }
}

function checkRuntime(): Promise<Finding> {
  const major = Number(process.versions.node.split('.')[0]);
  const detail = `Node.js ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores`;
  return Promise.resolve(
    major >= 24 ? ok(detail) : fault(detail, 'run npm ci, which brings Node.js 24, and call npx vigie'),
  );
}

async function checkFfmpeg(): Promise<Finding> {
  const { ffmpegVersion } = await import('#adapters/ffmpeg/version.ts');
  return ok(ffmpegVersion());
}

async function checkOnnxRuntime(): Promise<Finding> {
  const { runtimeVersion } = await import('#adapters/onnx/version.ts');
  return ok(`ONNX Runtime ${runtimeVersion}`);
}

async function checkModel({ models }: Config): Promise<Finding> {
  const { manifest } = await openModels(models.directory).open(models.name);
  return ok(
    `${manifest.name}, ${manifest.input.width}×${manifest.input.height}, ${manifest.licence}, checksum right`,
  );
}

/** What runs the network and on which numbers, and why each other does not. */
async function checkInference({ models }: Config): Promise<Finding> {
  const { chooseInference } = await import('./choose-hardware.ts');
  const model = await openModels(models.directory).open(models.name);
  const { used, outcomes } = await chooseInference(models.provider, model);
  const { choice } = await openPrecision(models.directory).choose(model, models.precision, used);
  const detail = `${used} in ${choice.precision.toUpperCase()}: ${choice.reason}`;
  const notes = notesOf(outcomes);
  if (!['auto', used].includes(models.provider)) {
    return { ...warning(detail, 'install what that provider needs, or set models.provider: auto'), notes };
  }
  return choice.isFallback
    ? { ...warning(detail, `make it again: vigie models quantize ${models.name}`), notes }
    : { ...ok(detail), notes };
}

/** What decodes video, and why each other does not. */
async function checkDecoding({ sources }: Config): Promise<Finding> {
  const { chooseDecoder } = await import('./choose-hardware.ts');
  const { used, outcomes } = await chooseDecoder(sources.hardwareDecoding);
  const detail = used === 'none' ? 'on the processor' : `by ${used}`;
  const notes = notesOf(outcomes);
  return ['auto', used].includes(sources.hardwareDecoding)
    ? { ...ok(detail), notes }
    : { ...warning(detail, 'install its driver, or set sources.hardwareDecoding: auto'), notes };
}

/** What makes live video, and why each other does not. */
async function checkEncoding({ sources }: Config): Promise<Finding> {
  const { chooseEncoder } = await import('./choose-hardware.ts');
  const { used, outcomes } = await chooseEncoder(sources.videoEncoding);
  const detail = used === 'none' ? 'none: viewers get the pictures of the analysis' : `by ${used}`;
  const notes = notesOf(outcomes);
  return ['auto', used].includes(sources.videoEncoding)
    ? { ...ok(detail), notes }
    : { ...warning(detail, 'install its driver, or set sources.videoEncoding: auto'), notes };
}

function notesOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.filter(({ isUsed }) => !isUsed).map(({ name, reason }) => `not ${name}: ${reason}`);
}

function checkWeb(): Promise<Finding> {
  return Promise.resolve(existsSync(web) ? ok('built') : fault('not built', 'npm run setup'));
}

async function checkDataDirectory({ data }: Config): Promise<Finding> {
  try {
    await mkdir(data.directory, { recursive: true });
    await access(data.directory, constants.W_OK | constants.X_OK);
    return ok(data.directory);
  } catch {
    return fault(
      `${data.directory} cannot be written`,
      'give this user the right to write there, or set data.directory',
    );
  }
}

async function checkDisk({ data }: Config): Promise<Finding> {
  const { bavail, bsize, blocks } = await statfs(data.directory);
  const free = (bavail * bsize) / gib;
  const detail = `${free.toFixed(1)} GiB free of ${((blocks * bsize) / gib).toFixed(1)}`;
  return free >= leastFreeGib
    ? ok(detail)
    : fault(detail, `free ${leastFreeGib} GiB at least on that disk, or move data.directory to another`);
}

async function checkDatabase(config: Config): Promise<Finding> {
  const opened = await openSharedDatabase(config, createLog('error'));
  try {
    const detail = `PostgreSQL ${opened.version}, ${opened.kind}`;
    return opened.protectsLog
      ? ok(detail)
      : warning(
          `${detail}; its user could rewrite the log of who did what`,
          'name the owner of the tables in database.ownerUrl, and in database.url a role that owns nothing (docs/2-operate.md)',
        );
  } finally {
    await opened.close();
  }
}

function checkPort({ server }: Config): Promise<Finding> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(
        code === 'EADDRINUSE'
          ? warning(
              `${server.host}:${server.port} is in use`,
              'fine while Vigie runs; else choose another server.port',
            )
          : fault(
              `${server.host}:${server.port} cannot be opened (${code})`,
              'set server.host and server.port',
            ),
      ),
    );
    probe.listen(server.port, server.host, () =>
      probe.close(() => resolve(ok(`${server.host}:${server.port} is free`))),
    );
  });
}

/** The clock of this release: an earlier date can only be wrong. */
const releasedMs = Date.UTC(2026, 10, 1);

async function checkClock(): Promise<Finding> {
  const now = new Date();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const detail = `${now.toISOString()}, ${zone}`;
  if (now.getTime() < releasedMs)
    return fault(`${detail} is before this release`, 'set the clock: counts are filed by time');
  return (await isSynchronised()) === false
    ? warning(`${detail}, not synchronised`, 'switch network time on: timedatectl set-ntp true')
    : ok(detail);
}

/** Undefined where systemd does not tell. */
async function isSynchronised(): Promise<boolean | undefined> {
  const { execFile } = await import('node:child_process');
  return new Promise((resolve) => {
    execFile(
      'timedatectl',
      ['show', '--property=NTPSynchronized', '--value'],
      { timeout: 3000 },
      (failure, output) => resolve(failure ? undefined : output.trim() === 'yes'),
    );
  });
}
