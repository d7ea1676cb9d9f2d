import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatMot, type MotRow } from '#analytics/evaluation/mot-format.ts';
import type { PrecisionSetting } from '#features/models/precision.ts';
import { VigieError } from '#foundation/errors.ts';
import { accuracyDocument, type MeasuredRun, precisionsText } from './accuracy-document.ts';
import type { AnalysedClip } from './analyse-clip.ts';
import { type Origin, openClipOutputs } from './clip-outputs.ts';
import type { Analysis } from './clip-plan.ts';
import { type ClipReport, clipReport } from './clip-report.ts';
import { belowFloors } from './floors.ts';
import { type Clip, readClips, truePicture } from './footage-truth.ts';
import { clipText, jsonReport, rulesText, sequencesText } from './print-report.ts';
import { publicFolder, type SequenceReport, sequenceReports } from './public-sequences.ts';
import { rulesBelowFloors } from './rule-floors.ts';

const usage = `Measure detection, tracking and counting against known truth (docs/measuring.md).

  --json           print one JSON object and nothing else
  --check          fail when a figure is under its floor
  --clip NAME      only this clip; may be repeated
  --rate NUMBER    analysed pictures a second (default 5)
  --export FOLDER  write tracks and truth of each clip in MOT format
  --precision WORD auto, fp32, int8 or both (default auto: what this machine uses)
  --from WORD      store (boxes kept beside the clips, default) or video (the network runs anew)
  --store          run the network and keep its boxes beside the clips
  --gate WORD      motion gate off (default) or auto
  --second-look WORD  small things looked at again: off (default) or on; the network runs anew
  --write          write docs/accuracy.md, from both precisions
  --footage FOLDER clips to use (default test/fixtures/footage)`;

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    clip: { type: 'string', multiple: true, default: [] },
    rate: { type: 'string', default: '5' },
    export: { type: 'string' },
    precision: { type: 'string', default: 'auto' },
    from: { type: 'string', default: 'store' },
    store: { type: 'boolean', default: false },
    gate: { type: 'string', default: 'off' },
    'second-look': { type: 'string', default: 'off' },
    write: { type: 'boolean', default: false },
    footage: { type: 'string', default: join(import.meta.dirname, '../fixtures/footage') },
    help: { type: 'boolean', default: false },
  },
});
const say = flags.json ? () => {} : (line: string) => console.log(line);
const usualRate = 5;
const documentPath = join(import.meta.dirname, '../../docs/accuracy.md');

function wordOf<T extends string>(name: string, given: string, words: readonly T[]): T {
  const word = words.find((one) => one === given);
  if (word === undefined) throw new Error(`--${name}: "${given}" is not ${words.join(' or ')}`);
  return word;
}

const analysis: Analysis = {
  framesPerSecond: Number(flags.rate),
  motionGate: wordOf('gate', flags.gate, ['off', 'auto']),
  secondLook: wordOf('second-look', flags['second-look'], ['off', 'on']),
};

/** What is kept holds for whole pictures at the usual rate. */
function originOf(): Origin {
  const isUsual = analysis.framesPerSecond === usualRate && analysis.secondLook === 'off';
  if (flags.store && isUsual && analysis.motionGate === 'off') return 'renew';
  if (flags.store)
    throw new Error('--store: keeps the output at the usual rate, without gate and second look');
  return isUsual ? wordOf('from', flags.from, ['store', 'video']) : 'video';
}

async function measureClips(clips: readonly Clip[], precision: PrecisionSetting): Promise<MeasuredRun> {
  const outputs = await openClipOutputs(precision, join(flags.footage, 'detections'));
  say(`${outputs.model} in ${outputs.precision.toUpperCase()}: ${outputs.reason}\n`);
  const reports: ClipReport[] = [];
  try {
    for (const clip of clips) {
      const analysed = await outputs.analyse(clip, analysis, originOf());
      if (flags.export !== undefined) await exportClip(flags.export, clip, analysed);
      const report = clipReport(clip, analysed, outputs.inputSize);
      say(`${clipText(report)}\n`);
      reports.push(report);
    }
  } finally {
    await outputs.close();
  }
  say(rulesText(reports));
  return { model: outputs.model, precision: outputs.precision, clips: reports };
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
  const runs = await measureAll();
  const tracking = await sequenceReports(publicFolder());
  say(tracking.length > 0 ? sequencesText(tracking) : `no public sequence in ${publicFolder()}: skipped`);
  if (runs.length > 1) say(precisionsText(runs));
  const { model = null, precision = null, clips = [] } = runs.at(-1) ?? {};
  if (flags.json) console.log(jsonReport(clips, tracking, { detector: model, precision, ...analysis }));
  if (flags.write) await writeFile(documentPath, accuracyDocument(runs, tracking));
  const faults = flags.check ? faultsOf(clips, tracking) : [];
  for (const fault of faults) console.error(fault);
  return faults.length === 0 ? 0 : 1;
}

async function measureAll(): Promise<readonly MeasuredRun[]> {
  const clips = await readClips(flags.footage, flags.clip);
  if (clips.length === 0) say(`no clip in ${flags.footage}`);
  const asked = wordOf('precision', flags.precision, ['auto', 'fp32', 'int8', 'both']);
  const precisions = asked === 'both' || flags.write ? (['fp32', 'int8'] as const) : [asked];
  const runs: MeasuredRun[] = [];
  for (const precision of precisions) if (clips.length > 0) runs.push(await measureClips(clips, precision));
  return runs;
}

/** Rules are judged over all held-out clips only. */
function faultsOf(clips: readonly ClipReport[], tracking: readonly SequenceReport[]): readonly string[] {
  const isWhole = flags.clip.length === 0 && analysis.secondLook === 'off';
  return [...belowFloors(clips, tracking), ...(isWhole ? rulesBelowFloors(clips) : [])];
}

try {
  process.exitCode = await main();
} catch (fault) {
  console.error(fault instanceof VigieError ? `${fault.message} ${fault.fix ?? ''}` : fault);
  process.exitCode = 1;
}
