import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { analyseFile } from '#app/analyse-file.ts';
import { usedProvider } from '#app/choose-hardware.ts';
import { type Config, loadConfig } from '#app/config.ts';
import { holidaysAround } from '#app/file-holidays.ts';
import { openGate } from '#app/legal-gate.ts';
import { openModels, openPrecision } from '#app/models.ts';
import { planFromFile } from '#app/plan.ts';
import type { InstalledModel } from '#features/models/ports.ts';
import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import { measuresCsv, staysCsv } from '#features/video-analysis/measure-output.ts';
import { countsCsv, eventsNdjson, type RefusedOutput } from '#features/video-analysis/offline-output.ts';
import type { OfflineResult } from '#features/video-analysis/offline-result.ts';
import type { FileCamera, TerritoryFile } from '#features/zones/territory-file.ts';
import { readTerritoryFile } from '#features/zones/territory-file-ingest.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Words } from '#foundation/legal-gate.ts';
import type { Log } from '#foundation/log.ts';
import { AnalysisProgress } from './analysis-progress.ts';
import { readableSummary, summaryOf } from './analysis-summary.ts';
import { refuseUnwritable, writeMotFile } from './mot-files.ts';
import { numberOption } from './number-option.ts';
import { openOutputDirectory } from './output-directory.ts';
import { TrackRecorder } from './track-recorder.ts';
import { untilSignal } from './until-signal.ts';

interface AnalyseFlags {
  readonly rules: string;
  readonly out: string;
  readonly camera?: string;
  readonly start?: number;
  readonly framesPerSecond?: number;
  readonly exportTracks?: string;
  readonly model?: string;
  readonly force?: boolean;
  readonly config?: string;
}

/** `vigie analyse VIDEO --rules FILE --out DIR`: counts, events and a summary of one video. */
export function analyseCommand(): Command {
  return new Command('analyse')
    .summary('analyse a video file')
    .description('Analyse a video file as fast as the machine allows: counts, events and a summary.')
    .argument('<video>', 'video file')
    .requiredOption('-r, --rules <file>', 'rules file: `place`, `purpose`, zones, lines, rules (YAML)')
    .requiredOption('-o, --out <folder>', 'folder to make; it appears once everything is written')
    .option('--camera <name>', 'camera of the rules file, when it has several')
    .option('--start <time>', 'when the first picture was filmed, such as 2026-05-04T22:10:00+02:00', instant)
    .option(
      '--frames-per-second <number>',
      'pictures to analyse for each second of video (default: as the rules file says, else 5)',
      numberOption('--frames-per-second', 0.2, 1000),
    )
    .option('--model <name>', 'detector to use (vigie models list)')
    .option('--export-tracks <file>', 'also write every track in MOT format, for evaluation only')
    .option('--force', 'replace the folder when it is there already')
    .option('--config <file>', 'settings to use (default: vigie.yml where there is one)')
    .addHelpText('after', notes)
    .action((video: string, flags: AnalyseFlags) => analyse(video, flags));
}

const notes = `
Written to the folder:
  counts.csv      crossings by line, direction, class and quarter hour; coverage is the share of it analysed
  events.ndjson   what the rules saw, one JSON object a line; only where the place allows alerts (closed-site)
  measures.csv    what rules measured (stays, queues, speeds), where one did; never of a single person
  stays.csv       when vehicles came and left, where a rule asks for it and the place allows it
  summary.json    pictures, speed, counts, events, coverage, and what was not made and why

Tracks say where each person went: --export-tracks is refused on public places. A rules file can say otherwise
for its camera with "trackExport: allowed" (footage made for tests), or forbid it anywhere with "refused".

Without --start the time of the file counts as the time of its first picture.

Example:
  vigie analyse video.mp4 --rules rules.yml --out result/`;

function instant(text: string): number {
  const timeMs = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(timeMs))
    throw new InvalidArgumentError('--start takes a time such as 2026-05-04T22:10:00+02:00.');
  return timeMs;
}

async function analyse(video: string, flags: AnalyseFlags): Promise<void> {
  const { signal } = untilSignal();
  const { config } = loadConfig({ file: flags.config });
  const modifiedMs = await modificationTime(video);
  const job = await readJob(video, flags);
  refuseByLaw(job.plan, config.law);
  const startMs = flags.start ?? Math.round(modifiedMs);
  const output = await openOutputDirectory(flags.out, flags.force ?? false);
  const progress = new AnalysisProgress(process.stderr);
  try {
    const { model, provider } = await openModel(config, flags.model);
    const tracks = flags.exportTracks === undefined ? undefined : new TrackRecorder();
    const result = await analyseFile({
      plan: job.plan,
      holidays: holidaysAround(job.file, startMs),
      startMs,
      model,
      provider,
      threads: config.models.threads,
      signal,
      log: warningsOnly,
      law: config.law,
      onNotice: (notice) => progress.notice(notice),
      onPicture: (picture) => {
        progress.picture(picture);
        tracks?.add(picture);
      },
    }).finally(() => progress.stop());
    const { decide } = openGate(config.law);
    const alerts = decide(job.plan.legal, 'any', 'alert', Date.now());
    const mayAlert = alerts.allowed;
    const summary = summaryOf(job.plan, result, {
      video: basename(video),
      rules: basename(flags.rules),
      model: model.manifest.name,
      isStartAssumed: flags.start === undefined,
      mayAlert,
      refused: alerts.allowed ? [] : [eventsRefused(alerts, result.refusedRules)],
    });
    await writeTables(output, job.plan, result, mayAlert);
    await output.write('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
    if (tracks && flags.exportTracks) await writeMotFile(flags.exportTracks, tracks.rows, '--export-tracks');
    await output.keep();
    console.log(readableSummary(summary, flags.out));
    if (result.notice) console.error(result.notice);
  } catch (fault) {
    if (signal.aborted) throw new VigieError('unavailable', 'stopped: nothing was written', { cause: fault });
    throw fault;
  } finally {
    await output.discard();
  }
}

async function writeTables(
  output: Awaited<ReturnType<typeof openOutputDirectory>>,
  plan: CameraPlan,
  result: OfflineResult,
  mayAlert: boolean,
): Promise<void> {
  await output.write('counts.csv', countsCsv(plan, result));
  if (mayAlert) await output.write('events.ndjson', eventsNdjson(plan, result));
  if (result.measures.length > 0) await output.write('measures.csv', measuresCsv(plan, result));
  if (result.stays.length > 0) await output.write('stays.csv', staysCsv(plan, result));
}

interface Job {
  readonly file: TerritoryFile;
  readonly plan: CameraPlan;
}

async function readJob(video: string, flags: AnalyseFlags): Promise<Job> {
  const file = readTerritoryFile(await readRules(flags.rules), { name: flags.rules });
  const index = chooseCamera(file, flags.camera, flags.rules);
  const camera = file.cameras[index];
  const plan = planFromFile(file)[index];
  if (!camera || !plan) throw invalidField('--camera', 'is not in the rules file');
  if (flags.exportTracks !== undefined) {
    refuseTracksWhereForbidden(camera);
    await refuseUnwritable(flags.exportTracks, '--export-tracks');
  }
  const framesPerSecond = flags.framesPerSecond ?? plan.framesPerSecond;
  return { file, plan: { ...plan, framesPerSecond, source: { url: `file:${resolve(video)}` } } };
}

function chooseCamera(file: TerritoryFile, wanted: string | undefined, rules: string): number {
  const names = file.cameras.map((camera) => camera.name ?? 'camera');
  if (wanted === undefined) {
    if (names.length === 1) return 0;
    throw invalidField('--camera', `${rules} has ${names.length} cameras`, `choose one: ${names.join(', ')}`);
  }
  const index = names.indexOf(wanted);
  if (index < 0) {
    throw invalidField('--camera', `${rules} has no camera "${wanted}"`, `choose one: ${names.join(', ')}`);
  }
  return index;
}

function refuseTracksWhereForbidden({ trackExport, place }: FileCamera): void {
  if ((trackExport ?? (place === 'closed-site' ? 'allowed' : 'refused')) === 'allowed') return;
  throw invalidField(
    '--export-tracks',
    trackExport === 'refused'
      ? 'the rules file says trackExport: refused'
      : `tracks of single people may not be written at a place that is ${place}`,
    'leave --export-tracks out; for footage made for tests write "trackExport: allowed" in the rules file',
  );
}

/** The law that holds for cameras holds for their files. */
function refuseByLaw({ name, legal }: CameraPlan, law: Config['law']): void {
  const answer = openGate(law).decide(legal, 'video-analysis', 'frames', Date.now());
  if (!answer.allowed)
    throw new VigieError('forbidden', `"${name}" is not analysed. ${answer.rule.en}`, {
      fix: answer.lift.en,
    });
}

function eventsRefused(
  { rule, lift }: { readonly rule: Words; readonly lift: Words },
  rules: readonly { readonly name: string }[],
): RefusedOutput {
  const leftOut = rules.length === 0 ? '' : ` Left out: ${rules.map(({ name }) => name).join(', ')}.`;
  return { output: 'events.ndjson', reason: `${rule.en} ${lift.en}${leftOut}` };
}

async function readRules(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    throw invalidField(
      '--rules',
      isMissing ? `there is no file ${path}` : `${path} cannot be read`,
      'check the path',
    );
  }
}

async function modificationTime(video: string): Promise<number> {
  try {
    return (await stat(video)).mtimeMs;
  } catch {
    throw invalidField('<video>', `there is no file ${video}`, 'check the path');
  }
}

interface OpenedModel {
  readonly model: InstalledModel;
  readonly provider: string;
}

async function openModel(config: Config, name = config.models.name): Promise<OpenedModel> {
  let told = false;
  const { directory, precision, provider } = config.models;
  const float = await openModels(directory).ensure(name, () => {
    if (!told) console.error(`fetching the detector ${name}, once`);
    told = true;
  });
  const used = await usedProvider(provider, float);
  const { model, choice } = await openPrecision(directory).choose(float, precision, used);
  if (choice.isFallback) console.error(`The detector runs in FP32: ${choice.reason}`);
  return { model, provider: used };
}

const warningsOnly: Log = {
  debug() {},
  info() {},
  warn: (_, message) => console.error(message),
  error: (_, message) => console.error(message),
};
