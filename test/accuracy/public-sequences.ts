import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMot } from '#analytics/evaluation/mot-format.ts';
import { framesFromMot } from '#analytics/evaluation/mot-sequence.ts';
import { trackDetections } from '#analytics/evaluation/track-detections.ts';
import { type TrackingReport, trackingReport } from '#analytics/evaluation/tracking-report.ts';

/** Figures of one tracker on one public sequence. */
export interface SequenceReport extends TrackingReport {
  /** name of the sequence; with `(reference)` for the tracker that the publisher ran */
  readonly sequence: string;
}

/** Public sequences are not part of the project: they lie in a folder of their own, where there is one. */
export function publicFolder(): string {
  return process.env.VIGIE_TRACKING_DIR ?? join(import.meta.dirname, '../../../shared/tracking');
}

const sequences = [{ name: 'TUD-Stadtmitte', framesPerSecond: 25 }];

/** Our tracker with its defaults on the given detections, then the publisher's, on each sequence that is there. */
export async function sequenceReports(folder: string): Promise<readonly SequenceReport[]> {
  const reports: SequenceReport[] = [];
  for (const { name, framesPerSecond } of sequences) {
    const place = join(folder, name);
    if (!existsSync(join(place, 'gt.txt'))) continue;
    const truth = await rowsOf(join(place, 'gt.txt'));
    const ours = trackDetections(await rowsOf(join(place, 'det.txt')), framesPerSecond);
    reports.push({ sequence: name, ...trackingReport(framesFromMot(truth, ours)) });
    if (!existsSync(join(place, 'reference-tracker.txt'))) continue;
    const theirs = await rowsOf(join(place, 'reference-tracker.txt'));
    reports.push({ sequence: `${name} (reference)`, ...trackingReport(framesFromMot(truth, theirs)) });
  }
  return reports;
}

async function rowsOf(path: string) {
  const rows = parseMot(await readFile(path, 'utf8'));
  if ('message' in rows) throw new Error(`${path} line ${rows.line}: ${rows.field}: ${rows.message}`);
  return rows;
}
