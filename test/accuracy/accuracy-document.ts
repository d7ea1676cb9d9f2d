import type { ClipReport } from './clip-report.ts';
import { missedCounts } from './floors.ts';
import { grouped } from './grouped.ts';
import { heightRow, percent, ruleRow, rulesOf, ruleTitles } from './print-report.ts';
import type { SequenceReport } from './public-sequences.ts';
import { addedUp } from './recall-by-height.ts';
import { bar, missedBars, scoreName } from './rule-floors.ts';
import { alertTolerance, measureTolerance } from './rule-scores.ts';

/** All clips measured with one form of the model. */
export interface MeasuredRun {
  readonly model: string;
  readonly precision: 'fp32' | 'int8';
  readonly clips: readonly ClipReport[];
}

/** Both forms of the model side by side, as text. */
export const precisionsText = (runs: readonly MeasuredRun[]): string => precisions(runs);

/** The whole of docs/accuracy.md; what users get, INT8, comes last among the runs. */
export function accuracyDocument(runs: readonly MeasuredRun[], tracking: readonly SequenceReport[]): string {
  const run = runs.at(-1);
  if (!run) throw new Error('--write: no clip was measured');
  const sections = [
    head(run),
    instruction(),
    `## Rules on held-out clips\n\nNo setting is chosen on these seeds; which were looked at is told in [measuring](measuring.md#seeds-that-were-looked-at).\n\n${rules(run, true)}`,
    misses(run),
    `## Rules on the clips that may be tuned on\n\n${rules(run, false)}`,
    `## Both precisions\n\nHeld-out clips.\n\n${precisions(runs)}`,
    `## Recall by height\n\n${heightText}\n\n${heights(run)}`,
    `## Clips\n\n${clips(run)}`,
    ...(tracking.length > 0 ? [`## Public sequence\n\n${sequences(tracking)}`] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function head({ model, precision }: MeasuredRun): string {
  return [
    '# Accuracy',
    '',
    'Written by `npm run accuracy -- --write`; do not edit. How to run it, and how boxes and counts are compared:',
    '[measuring](measuring.md). The clips: [test/fixtures/footage](../test/fixtures/footage/README.md).',
    '',
    `Model ${model}, ${precision.toUpperCase()} unless said otherwise, 5 analysed pictures a second, no motion gate, no second look.`,
    'The scenes are rendered: figures on real cameras differ, and only a test on your own scene tells by how much.',
  ].join('\n');
}

function instruction(): string {
  const { before, after } = alertTolerance;
  return [
    '## How truth is counted for rules',
    '',
    'The truth comes from the exact ways of everybody on the ground, never from what the product found',
    '(`footage/events`). Of each rule there are events it must tell (*true*), events that a careless rule would tell and',
    'that are wrong (*tempting*), and events too close to call (*unclear*), which count neither way.',
    '',
    `- An alert is right when it comes between ${before} s before the condition holds and ${after} s after it has ended. Each event takes`,
    '  one alert, each alert one event, so that as many as can be fit; a second alert for the same event is false.',
    '- An alert that fits no true event is false, whether a tempting event explains it or nothing does, unless it falls on',
    '  an unclear event, which excuses one alert. A true event without an alert is missed.',
    `- *(values)*: rules that measure and never alert. A value fits within ${measureTolerance.before} s before and ${measureTolerance.after} s after (a lost track`,
    '  is waited for), and between the same lines. Its error is |measured − true| / true.',
    '- Delay: from the moment the condition holds to the alert. It may be below 0 within the tolerance.',
    '- Intervals are those of Wilson at 95 %. Cool-downs are off, so that nothing hides a false alert.',
  ].join('\n');
}

function rules({ clips: measured }: MeasuredRun, heldOut: boolean): string {
  return table(ruleTitles, rulesOf(measured, heldOut).map(ruleRow));
}

function misses({ clips: measured }: MeasuredRun): string {
  const held = measured.filter(({ heldOut }) => heldOut).flatMap((clip) => clip.rules);
  const rows = rulesOf(measured, true).flatMap((score) => {
    const figures = missedBars(score);
    if (figures.length === 0) return [];
    const faults = held
      .filter(({ kind, sort }) => kind === score.kind && sort === score.sort)
      .flatMap((rule) => rule.faults);
    return [[scoreName(score), figures.join(', '), reasons(faults.map(reasonOf))]];
  });
  const title = `## What misses its bar\n\nThe bar is precision ≥ ${bar.precision} and recall ≥ ${bar.recall} for every kind of rule.`;
  const counts = missedCounts(measured).map((count) => `- ${count}`);
  const countText = counts.length === 0 ? [] : ['', 'Counts that miss theirs, 0.96:', '', ...counts];
  if (rows.length === 0) return [`${title} Every kind reaches it.`, ...countText].join('\n');
  return [
    `${title} **It is missed by:**`,
    '',
    table(['rule', 'misses', 'its faults, most frequent first'], rows),
    '',
    'Their floors in `test/accuracy/rule-floors.ts` lie a little under what is reached.',
    ...countText,
  ].join('\n');
}

type Fault = ClipReport['rules'][number]['faults'][number];

function reasonOf({ sort, rule, about }: Fault): string {
  const why = sort === 'missed' ? 'missed' : (/tempted by: \d* ?(.*)$/.exec(about)?.[1] ?? 'nothing there');
  return `${rule}: ${sort === 'missed' ? why : `false (${why.trim()})`}`;
}

function reasons(all: readonly string[]): string {
  const counted = [...grouped(all, (reason) => reason)].sort((a, b) => b[1].length - a[1].length);
  return counted.map(([reason, { length }]) => `${length} × ${reason}`).join('; ');
}

function precisions(runs: readonly MeasuredRun[]): string {
  const scores = runs.map((run) => rulesOf(run.clips, true));
  const names = [...new Set(scores.flat().map(scoreName))];
  const titles = runs.flatMap(({ precision }) => [`precision ${precision}`, `recall ${precision}`]);
  const rows = names.map((name) => {
    const cells = scores.flatMap((list) => {
      const score = list.find((one) => scoreName(one) === name);
      return [percent(score?.precision), percent(score?.recall)];
    });
    return [name, ...cells];
  });
  return table(['rule', ...titles], [...rows, ...classRows(runs)]);
}

/** Precision and recall of detections over all clips. */
function classRows(runs: readonly MeasuredRun[]): readonly (readonly string[])[] {
  return ['person', 'car', 'truck', 'bus', 'bicycle'].map((name) => {
    const cells = runs.flatMap(({ clips: measured }) => {
      const scores = measured.flatMap(({ classes }) => classes.filter((score) => score.name === name));
      const sum = (key: 'matches' | 'found' | 'truths') =>
        scores.reduce((total, score) => total + score[key], 0);
      const share = (of: number) => percent(of === 0 ? undefined : sum('matches') / of);
      return [share(sum('found')), share(sum('truths'))];
    });
    return [`boxes: ${name}`, ...cells];
  });
}

const heightText = [
  'All clips; objects of which 60 % can be seen, whatever their height, found by one look at the whole picture. The height',
  'is the one in the input of the network (416 pixels for the whole picture).',
].join('\n');

function heights({ clips: measured }: MeasuredRun): string {
  const bins = addedUp(measured.flatMap((clip) => clip.heights));
  return table(['objects', 'height', 'number', 'recall'], bins.map(heightRow));
}

function clips({ clips: measured }: MeasuredRun): string {
  const rows = measured.map((clip) => {
    const { hota, mota, idf1, idSwitches } = clip.tracking;
    const figures = [percent(hota), percent(mota), percent(idf1), String(idSwitches)];
    const faults = clip.rules.flatMap((rule) => rule.faults);
    const of = (sort: Fault['sort']) => String(faults.filter((fault) => fault.sort === sort).length);
    const right = String(clip.rules.reduce((total, rule) => total + rule.right, 0));
    return [clip.name, ...figures, percent(clip.countAccuracy), right, of('missed'), of('false')];
  });
  const titles = ['clip', 'HOTA', 'MOTA', 'IDF1', 'id switches', 'counts'];
  return table([...titles, 'rules right', 'missed', 'false'], rows);
}

function sequences(tracking: readonly SequenceReport[]): string {
  const rows = tracking.map(({ sequence, mota, idf1, hota, idSwitches, falsePositives, misses: missed }) => {
    return [
      sequence,
      ...[mota, idf1, hota].map(percent),
      ...[idSwitches, falsePositives, missed].map(String),
    ];
  });
  const note = 'From the given detections, whose recall caps MOTA; the publisher’s tracker for comparison.';
  return `${note}\n\n${table(['sequence', 'MOTA', 'IDF1', 'HOTA', 'id switches', 'false', 'missed'], rows)}`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}
