import type { ClipReport } from './clip-report.ts';
import type { SequenceReport } from './public-sequences.ts';
import { addedUp, type HeightScore } from './recall-by-height.ts';
import { type RuleFault, type RuleScore, ruleScores } from './rule-scores.ts';

/** All figures as the one JSON object that docs/measuring.md describes. */
export function jsonReport(
  clips: readonly ClipReport[],
  tracking: readonly SequenceReport[],
  run: {
    readonly detector: string | null;
    readonly precision: string | null;
    readonly framesPerSecond: number;
  },
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
    rules: { heldOut: rulesOf(clips, true), tuning: rulesOf(clips, false) },
    heights: addedUp(clips.flatMap(({ heights }) => heights)),
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

/** The figures of each kind of rule over the clips that are held out, or over the others. */
export function rulesOf(clips: readonly ClipReport[], heldOut: boolean): readonly RuleScore[] {
  return ruleScores(clips.filter((clip) => clip.heldOut === heldOut).flatMap(({ rules }) => rules));
}

/** Titles of the table of rules. */
export const ruleTitles: readonly string[] = [
  ...['rule', 'true', 'tempting', 'missed', 'false', 'precision', '95 %', 'recall', '95 %'],
  ...['delay', 'p95', 'error', 'p95'],
];

/** A row of the table of rules; delays in seconds, errors as shares of the true value. */
export function ruleRow(score: RuleScore): readonly string[] {
  const numbers = [score.right + score.missed, score.tempting, score.missed, score.false].map(String);
  const seconds = (value: number | undefined) => (value === undefined ? '–' : `${value.toFixed(1)} s`);
  return [
    `${score.kind}${score.sort === 'values' ? ' (values)' : ''}`,
    ...numbers,
    ...[percent(score.precision), interval(score.precisionInterval)],
    ...[percent(score.recall), interval(score.recallInterval)],
    ...[seconds(score.medianDelay), seconds(score.p95Delay)],
    ...[percent(score.medianError), percent(score.p95Error)],
  ];
}

function interval(bounds: readonly [number, number] | undefined): string {
  return bounds ? bounds.map((bound) => (bound * 100).toFixed(1)).join('–') : '–';
}

/** Rules, what each missed and told wrongly, and recall by height, as text. */
export function rulesText(clips: readonly ClipReport[]): string {
  const tables = [true, false].flatMap((heldOut) => {
    const scores = rulesOf(clips, heldOut);
    const title = heldOut ? 'rules on held-out clips' : 'rules on clips that may be tuned on';
    return scores.length === 0 ? [] : [title, ...columns(ruleTitles, scores.map(ruleRow)), ''];
  });
  const faults = clips.flatMap(({ rules }) => rules.flatMap((rule) => rule.faults.map(faultRow)));
  const heights = addedUp(clips.flatMap((clip) => clip.heights));
  return [
    ...tables,
    ...(faults.length > 0 ? columns(['clip', 'fault', 'second', 'rule', 'what'], faults) : []),
    '',
    'recall by height in the network',
    ...columns(['objects', 'height', 'number', 'recall'], heights.map(heightRow)),
    '',
  ].join('\n');
}

const faultRow = ({ clip, sort, second, rule, about }: RuleFault): readonly string[] => [
  ...[clip, sort, second.toFixed(1), rule, about],
];

/** A row of the table of heights. */
export function heightRow({ group, from, below, objects, found }: HeightScore): readonly string[] {
  const range = below === Number.POSITIVE_INFINITY ? `from ${from} px` : `${from}–${below} px`;
  return [group, range, String(objects), percent(found / objects)];
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

/** A share in per cent, a dash where there is none. */
export function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${(share * 100).toFixed(1)} %`;
}
