import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type MotRow, parseMot } from './mot-format.ts';
import { framesFromMot } from './mot-sequence.ts';
import { trackDetections } from './track-detections.ts';
import { trackingReport } from './tracking-report.ts';

// The sequence is not ours to give on: it lies beside the project where somebody put it.
const folder = join(
  process.env.VIGIE_TRACKING_DIR ?? join(import.meta.dirname, '../../../../shared/tracking'),
  'TUD-Stadtmitte',
);

function rowsOf(name: string): readonly MotRow[] {
  const rows = parseMot(readFileSync(join(folder, name), 'utf8'));
  if ('message' in rows) throw new Error(rows.message);
  return rows;
}

describe.skipIf(!existsSync(join(folder, 'gt.txt')))('on TUD-Stadtmitte', () => {
  test('the reference tracker gets exactly its published figures', () => {
    const report = trackingReport(framesFromMot(rowsOf('gt.txt'), rowsOf('reference-tracker.txt')));
    const published = { falsePositives: 45, misses: 452, idSwitches: 7, fragmentations: 6 };
    expect(report).toMatchObject({ ...published, mostlyTracked: 5, partlyTracked: 4, mostlyLost: 1 });
    const shares = { mota: 0.564, motp: 0.346, idf1: 0.645, idPrecision: 0.82, idRecall: 0.531 };
    for (const [figure, share] of Object.entries({ ...shares, recall: 0.609, precision: 0.94 })) {
      expect(report[figure as keyof typeof shares]?.toFixed(3), figure).toBe(share.toFixed(3));
    }
    expect(report.hota?.toFixed(4)).toBe('0.3978');
  });

  test('our tracker is better than the reference, as it is delivered', () => {
    const report = trackingReport(framesFromMot(rowsOf('gt.txt'), trackDetections(rowsOf('det.txt'), 25)));
    expect(report.mota).toBeGreaterThan(0.7);
    expect(report.idf1).toBeGreaterThan(0.7);
  });
});
