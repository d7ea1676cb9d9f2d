import { Command } from 'commander';
import { framesFromMot } from '#analytics/evaluation/mot-sequence.ts';
import { type TrackingReport, trackingReport } from '#analytics/evaluation/tracking-report.ts';
import { VigieError } from '#foundation/errors.ts';
import { readMotFile } from './mot-files.ts';
import { numberOption } from './number-option.ts';

interface EvaluateFlags {
  readonly truth: string;
  readonly json?: true;
  readonly minOverlap: number;
}

/** `vigie evaluate TRACKS.txt --truth GT.txt`: how good tracks are, against the truth. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .summary('measure tracks against the truth')
    .description(
      'Measure tracks against the truth, both in MOT15/MOT16 text format: MOTA, IDF1, HOTA and what they are made of. A line of truth whose confidence is 0 is neither missed nor false.',
    )
    .argument('<tracks>', 'text file, each line "frame,id,left,top,width,height,confidence"')
    .requiredOption('-t, --truth <file>', 'the truth, in the same format')
    .option('--json', 'print one JSON object and nothing else; shares are 0…1')
    .option(
      '--min-overlap <share>',
      'overlap (IoU) from which a box fits an object, for MOTA and IDF1',
      numberOption('--min-overlap', 0.01, 1),
      0.5,
    )
    .addHelpText(
      'after',
      `
Examples:
  vigie evaluate tracks.txt --truth gt.txt
  vigie evaluate tracks.txt --truth gt.txt --json

The figures are defined in docs/measuring.md.`,
    )
    .action(async (path: string, flags: EvaluateFlags) => {
      const tracks = await readMotFile(path, 'tracks');
      const truth = await readMotFile(flags.truth, '--truth');
      requireIds(
        tracks.some((row) => row.id < 0),
        'tracks',
        path,
      );
      requireIds(
        truth.some((row) => row.id < 0),
        '--truth',
        flags.truth,
      );
      const report = trackingReport(framesFromMot(truth, tracks, flags.minOverlap), flags.minOverlap);
      console.log(flags.json ? JSON.stringify(report) : table(report));
    });
}

function requireIds(isMissing: boolean, field: string, path: string): void {
  if (!isMissing) return;
  throw new VigieError(
    'invalid',
    `${field}: ${path} has lines whose id is -1: these are detections, not tracks`,
    {
      fix: `follow them first: vigie track ${path} --out tracks.txt`,
    },
  );
}

function table(report: TrackingReport): string {
  const rows: readonly (readonly [string, string, string])[] = [
    ['MOTA', percent(report.mota), 'faults against objects'],
    [
      'IDF1',
      percent(report.idf1),
      `precision ${percent(report.idPrecision)}, recall ${percent(report.idRecall)}`,
    ],
    [
      'HOTA',
      percent(report.hota),
      `detection ${percent(report.detectionAccuracy)}, association ${percent(report.associationAccuracy)}`,
    ],
    ['MOTP', fixed(report.motp), 'mean distance 1 − IoU of matched boxes, lower is better'],
    ['Recall', percent(report.recall), `${report.misses} of ${report.truths} boxes missed`],
    ['Precision', percent(report.precision), `${report.falsePositives} false boxes`],
    ['Id switches', String(report.idSwitches), `${report.fragmentations} fragmentations`],
    [
      'Objects',
      String(report.mostlyTracked + report.partlyTracked + report.mostlyLost),
      `${report.mostlyTracked} mostly tracked, ${report.partlyTracked} partly, ${report.mostlyLost} mostly lost`,
    ],
    ['Pictures', String(report.frames), ''],
  ];
  return rows
    .map(([name, value, note]) => `${name.padEnd(12)}${value.padStart(8)}  ${note}`.trimEnd())
    .join('\n');
}

function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${(share * 100).toFixed(1)} %`;
}

function fixed(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(3);
}
