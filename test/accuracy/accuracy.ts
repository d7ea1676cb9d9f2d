import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createFrameSource } from '#adapters/ffmpeg/frame-source.ts';
import { openDetector } from '#adapters/onnx/detector.ts';
import { formatMot, type MotRow } from '#analytics/evaluation/mot-format.ts';
import { loadConfig } from '#app/config.ts';
import { openModels, openPrecision } from '#app/models.ts';
import type { Detector } from '#features/video-analysis/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import { type AnalysedClip, analyseClip } from './analyse-clip.ts';
import { type ClipReport, clipReport } from './clip-report.ts';
import { belowFloors } from './floors.ts';
import { type Clip, readClips, truePicture } from './footage-truth.ts';
import { clipText, jsonReport, sequencesText } from './print-report.ts';
import { publicFolder, sequenceReports } from './public-sequences.ts';

const usage = `Measure detection, tracking and counting against known truth (docs/measuring.md).

  --json           print one JSON object and nothing else
  --check          fail when a figure is under its floor
  --clip NAME      only this clip; may be repeated
  --rate NUMBER    analysed pictures a second (default 5)
  --export FOLDER  write tracks and truth of each clip in MOT format
  --precision WORD auto, fp32 or int8 (default auto: what this machine uses)
  --footage FOLDER clips to use (default test/fixtures/footage)`;

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    clip: { type: 'string', multiple: true, default: [] },
    rate: { type: 'string', default: '5' },
    export: { type: 'string' },
    precision: { type: 'string', default: 'auto' },
    footage: { type: 'string', default: join(import.meta.dirname, '../fixtures/footage') },
    help: { type: 'boolean', default: false },
  },
});
const say = flags.json ? () => {} : (line: string) => console.log(line);

/** Warnings go to the error output, so that the JSON stays alone on the other. */
const log: Log = {
  debug() {},
  info() {},
  warn: (details, message) => console.error(message, details),
  error: (details, message) => console.error(message, details),
};

async function openDefaultDetector(): Promise<Detector> {
  const { models } = loadConfig().config;
  const asked = (['auto', 'fp32', 'int8'] as const).find((word) => word === flags.precision);
  if (asked === undefined) throw new Error(`--precision: "${flags.precision}" is not auto, fp32 or int8`);
  const float = await openModels(models.directory).ensure(models.name);
  const { model, choice } = await openPrecision(models.directory).choose(float, asked, 'cpu');
  say(`${models.name} in ${choice.precision.toUpperCase()}: ${choice.reason}\n`);
  return openDetector({ model, threads: 2, log });
}

async function measureClips(clips: readonly Clip[], detector: Detector): Promise<readonly ClipReport[]> {
  const source = createFrameSource({ log, anyFile: true, hardware: 'none' });
  const reports: ClipReport[] = [];
  for (const clip of clips) {
    const analysed = await analyseClip(clip, { source, detector, framesPerSecond: Number(flags.rate) });
    if (flags.export !== undefined) await exportClip(flags.export, clip, analysed);
    const report = clipReport(clip, analysed);
    say(`${clipText(report)}\n`);
    reports.push(report);
  }
  await source.stop();
  return reports;
}

/** Writes what `vigie evaluate` takes; excused objects stand with confidence 0. */
async function exportClip(folder: string, clip: Clip, { pictures }: AnalysedClip): Promise<void> {
  await mkdir(folder, { recursive: true });
  const tracks = pictures.flatMap(({ tracks: boxes }, at) => {
    return boxes.map((box): MotRow => ({ ...box, frame: at + 1, confidence: 1 }));
  });
  const truth = pictures.flatMap(({ frame }, at) => {
    const { counted, ignored } = truePicture(clip.truth, frame);
    return [
      ...counted.map((box): MotRow => ({ ...box, frame: at + 1, confidence: 1 })),
      ...ignored.map((box): MotRow => ({ ...box, frame: at + 1, confidence: 0 })),
    ];
  });
  await writeFile(join(folder, `${clip.name}.tracks.txt`), formatMot(tracks));
  await writeFile(join(folder, `${clip.name}.truth.txt`), formatMot(truth));
}

async function main(): Promise<number> {
  if (flags.help) {
    console.log(usage);
    return 0;
  }
  if (!(Number(flags.rate) > 0)) throw new Error(`--rate: "${flags.rate}" is not a number above 0`);
  const clips = await readClips(flags.footage, flags.clip);
  if (clips.length === 0) say(`no clip in ${flags.footage}`);
  const detector = clips.length > 0 ? await openDefaultDetector() : undefined;
  const reports = detector ? await measureClips(clips, detector) : [];
  await detector?.close();
  const tracking = await sequenceReports(publicFolder());
  say(tracking.length > 0 ? sequencesText(tracking) : `no public sequence in ${publicFolder()}: skipped`);
  if (flags.json) {
    const run = { detector: detector?.name ?? null, framesPerSecond: Number(flags.rate) };
    console.log(jsonReport(reports, tracking, run));
  }
  const faults = flags.check ? belowFloors(reports, tracking) : [];
  for (const fault of faults) console.error(fault);
  return faults.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (fault) {
  console.error(fault instanceof VigieError ? `${fault.message} ${fault.fix ?? ''}` : fault);
  process.exitCode = 1;
}
