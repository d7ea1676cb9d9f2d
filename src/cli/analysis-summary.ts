import pc from 'picocolors';
import type { FileAnalysisResult } from '#app/analyse-file.ts';
import type { CameraPlan } from '#features/video-analysis/analysis-plan.ts';
import { type MeasureSummary, measureSummaries } from '#features/video-analysis/measure-output.ts';
import {
  lineSummaries,
  type RefusedOutput,
  watchedTime,
  zoneSummaries,
} from '#features/video-analysis/offline-output.ts';
import { inWords } from './analysis-progress.ts';

/** What the summary says besides the findings. */
export interface SummaryFacts {
  readonly video: string;
  readonly rules: string;
  readonly model: string;
  readonly isStartAssumed: boolean;
  /** no alert may be drawn at this place: nothing is said of events */
  readonly mayAlert: boolean;
  readonly refused: readonly RefusedOutput[];
}

/** The summary as it is written to `summary.json`: times in seconds, shares 0…1. */
export function summaryOf(plan: CameraPlan, result: FileAnalysisResult, facts: SummaryFacts) {
  const spanMs = result.lastMs - result.firstMs;
  const wallSeconds = result.wallMs / 1000;
  return {
    video: facts.video,
    rules: facts.rules,
    camera: plan.name,
    place: plan.legal.place,
    purposes: plan.legal.purposes.map(({ code }) => code),
    model: facts.model,
    provider: result.provider,
    start: new Date(result.firstMs).toISOString(),
    startAssumed: facts.isStartAssumed,
    frames: result.pictures,
    width: result.width,
    height: result.height,
    durationSeconds: rounded(spanMs / 1000),
    coverage: spanMs > 0 ? rounded(Math.min(1, watchedTime(result) / spanMs)) : 0,
    damagedPackets: result.damagedPackets,
    wallSeconds: rounded(wallSeconds),
    framesPerSecond: rounded(result.pictures / wallSeconds),
    speed: rounded(spanMs / result.wallMs),
    lines: lineSummaries(plan, result),
    zones: zoneSummaries(plan, result),
    measures: measureSummaries(plan, result),
    events: facts.mayAlert ? result.events.length : null,
    refused: facts.refused,
  };
}

/** The summary as people read it. */
export function readableSummary(summary: ReturnType<typeof summaryOf>, out: string): string {
  const video = `${summary.frames} pictures of ${inWords(summary.durationSeconds)} of video (${summary.width}×${summary.height})`;
  const speed = `${summary.framesPerSecond} pictures/s, ${summary.speed}× real time`;
  const lines = [
    `${pc.bold(summary.camera)}: ${video} in ${inWords(summary.wallSeconds)} (${speed}), ${summary.model} on ${summary.provider}`,
    `coverage ${percent(summary.coverage)}, from ${summary.start}${summary.startAssumed ? ' (time of the file; say it with --start)' : ''}`,
    ...(summary.damagedPackets > 0 ? [`${summary.damagedPackets} damaged packets were skipped`] : []),
    ...summary.lines.flatMap((line) => [
      `line ${pc.bold(line.name)}: ${line.total} crossings`,
      ...Object.entries(line.directions).map(([name, classes]) => `  ${name}: ${inClasses(classes)}`),
    ]),
    ...summary.zones.map((zone) => `zone ${pc.bold(zone.name)}: on average ${inClasses(zone.meanPresent)}`),
    ...summary.measures.map(inMeasure),
    ...(summary.events === null ? [] : [`events: ${summary.events}`]),
    ...summary.refused.map(({ output, reason }) => `${pc.yellow('not made')} ${output}: ${reason}`),
    `written to ${out}`,
  ];
  return lines.join('\n');
}

function inMeasure({
  rule,
  measure,
  unit,
  class: name,
  part,
  mean,
  minimum,
  maximum,
}: MeasureSummary): string {
  const what = [measure, name, part].filter(Boolean).join(', ');
  return `rule ${pc.bold(rule)}: ${what}: on average ${mean} ${unit}, from ${minimum} to ${maximum}`;
}

function inClasses(classes: Readonly<Record<string, number>>): string {
  const words = Object.entries(classes).map(([name, count]) => `${count} ${name}`);
  return words.length === 0 ? 'none' : words.join(', ');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
