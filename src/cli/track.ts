import { Command } from 'commander';
import type { MotRow } from '#analytics/evaluation/mot-format.ts';
import { trackDetections } from '#analytics/evaluation/track-detections.ts';
import { type TrackerOptions, trackerSettings } from '#analytics/tracking/tracker-options.ts';
import { VigieError } from '#foundation/errors.ts';
import { readMotFile, writeMotFile } from './mot-files.ts';
import { numberOption } from './number-option.ts';

interface TrackFlags {
  readonly out: string;
  readonly frameRate: number;
  readonly confidence?: number;
  readonly lowConfidence?: number;
  readonly confirm: number;
  readonly maxLost: number;
}

/** `vigie track DET.txt --out TRACKS.txt`: detections in, tracks out, both in MOT format. */
export function trackCommand(): Command {
  const defaults = trackerSettings({});
  return new Command('track')
    .summary('follow the objects of a file of detections')
    .description(
      'Follow the objects of a file of detections (MOT15/MOT16 text format) with the tracker of the product, and write one line for each picture that saw a confirmed object.',
    )
    .argument('<detections>', 'text file, each line "frame,id,left,top,width,height,confidence"')
    .requiredOption('-o, --out <file>', 'file to write the tracks to; an older one is replaced')
    .option(
      '--frame-rate <number>',
      'pictures a second of the sequence',
      numberOption('--frame-rate', 0.1, 1000),
      25,
    )
    .option(
      '--confidence <number>',
      `confidence from which a detection may begin a track (default: ${defaults.confidence})`,
      numberOption('--confidence'),
    )
    .option(
      '--low-confidence <number>',
      'confidence from which a detection may go on a track (default: half of --confidence)',
      numberOption('--low-confidence'),
    )
    .option(
      '--confirm <pictures>',
      'pictures that must see an object before it is written',
      numberOption('--confirm', 1, 100),
      defaults.confirmHits,
    )
    .option(
      '--max-lost <seconds>',
      'time an object may stay hidden and keep its number',
      numberOption('--max-lost', 0, 600),
      defaults.maxLostMs / 1000,
    )
    .addHelpText(
      'after',
      `
Examples:
  vigie track det.txt --out tracks.txt --frame-rate 25
  vigie track det.txt --out tracks.txt --frame-rate 10 --confirm 2 --max-lost 3
  vigie evaluate tracks.txt --truth gt.txt`,
    )
    .action(async (path: string, flags: TrackFlags) => {
      const rows = withKnownConfidence(await readMotFile(path, 'detections'));
      const options = trackerOptions(flags);
      if (flags.confidence === undefined) requireShares(rows);
      const tracks = trackDetections(rows, flags.frameRate, options);
      await writeMotFile(flags.out, tracks, '--out');
      const objects = new Set(tracks.map((row) => row.id)).size;
      console.log(`${objects} objects, ${tracks.length} boxes from ${rows.length} detections: ${flags.out}`);
    });
}

function trackerOptions(flags: TrackFlags): TrackerOptions {
  const { confidence, lowConfidence } = flags;
  if (confidence !== undefined && lowConfidence !== undefined && lowConfidence > confidence) {
    throw new VigieError('invalid', '--low-confidence: is above --confidence', {
      fix: 'give a --low-confidence that is at most --confidence',
    });
  }
  return {
    confirmHits: Math.round(flags.confirm),
    maxLostMs: flags.maxLost * 1000,
    ...(confidence === undefined ? {} : { confidence }),
    ...(lowConfidence === undefined ? {} : { lowConfidence }),
  };
}

/** Detectors that know no confidence write -1 on every line: each detection then counts as sure. */
function withKnownConfidence(rows: readonly MotRow[]): readonly MotRow[] {
  return rows.every((row) => row.confidence === -1) ? rows.map((row) => ({ ...row, confidence: 1 })) : rows;
}

function requireShares(rows: readonly MotRow[]): void {
  const confidences = rows.map((row) => row.confidence);
  const least = confidences.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const most = confidences.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (least >= 0 && most <= 1) return;
  throw new VigieError('invalid', `detections: confidences run from ${least} to ${most}, not within 0…1`, {
    fix: 'give --confidence (and --low-confidence) on the scale of the file',
  });
}
