import type { ClipReport } from './clip-report.ts';
import type { SequenceReport } from './public-sequences.ts';

/** All figures as the one JSON object that docs/measuring.md describes. */
export function jsonReport(
  clips: readonly ClipReport[],
  tracking: readonly SequenceReport[],
  run: { readonly detector: string | null; readonly framesPerSecond: number },
): string {
  return JSON.stringify({
    ...run,
    clips: clips.map(({ name, heldOut, pictures, classes, tracking: figures, countAccuracy, counts }) => ({
      name,
      heldOut,
      pictures,
      classes: classes.map((score) => ({
        name: score.name,
        recall: score.recall ?? null,
        precision: score.precision ?? null,
        truths: score.truths,
        found: score.found,
      })),
      ...shares(figures),
      countAccuracy: countAccuracy ?? null,
      counts: counts.map(({ startMs, ...segment }) => ({ ...segment, startSeconds: startMs / 1000 })),
    })),
    tracking: tracking.map((report) => ({ sequence: report.sequence, ...shares(report) })),
  });
}

function shares(report: ClipReport['tracking']) {
  return {
    mota: report.mota ?? null,
    idf1: report.idf1 ?? null,
    hota: report.hota ?? null,
    idSwitches: report.idSwitches,
    misses: report.misses,
    falsePositives: report.falsePositives,
  };
}

/** The figures of one clip as text. */
export function clipText(clip: ClipReport): string {
  const { tracking } = clip;
  const title = `${clip.name}${clip.heldOut ? ' (held out: never used to tune)' : ''}, ${clip.pictures} pictures`;
  const figures = [
    `MOTA ${percent(tracking.mota)}`,
    `IDF1 ${percent(tracking.idf1)}`,
    `HOTA ${percent(tracking.hota)}`,
    `id switches ${tracking.idSwitches}`,
    `counts ${percent(clip.countAccuracy)}`,
  ];
  const classes = clip.classes.map(({ name, recall, precision, truths, found }) => [
    name,
    percent(recall),
    percent(precision),
    String(truths),
    String(found),
  ]);
  const counts = clip.counts.map((segment) => [
    `${segment.line} ${segment.direction}`,
    segment.class,
    String(segment.truth),
    String(segment.counted),
    percent(segment.accuracy),
  ]);
  return [
    title,
    `  ${figures.join('   ')}`,
    ...columns(['class', 'recall', 'precision', 'objects', 'found'], classes),
    ...columns(['line', 'class', 'truth', 'counted', 'accuracy'], counts),
  ].join('\n');
}

/** The figures of public sequences as text. */
export function sequencesText(reports: readonly SequenceReport[]): string {
  const rows = reports.map((report) => [
    report.sequence,
    percent(report.mota),
    percent(report.idf1),
    percent(report.hota),
    String(report.idSwitches),
    String(report.falsePositives),
    String(report.misses),
  ]);
  return columns(['sequence', 'MOTA', 'IDF1', 'HOTA', 'switches', 'false', 'missed'], rows).join('\n');
}

function columns(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [head, ...rows].map((row) => {
    const cells = row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)));
    return `  ${cells.join('  ')}`;
  });
}

function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${(share * 100).toFixed(1)} %`;
}
