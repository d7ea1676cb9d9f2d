import { bucketMs } from '#analytics/statistics/buckets.ts';
import { csvCell } from '#foundation/csv.ts';
import type { CameraPlan, PlanLine } from './analysis-plan.ts';
import { isoTime } from './iso-time.ts';
import type { OfflineResult } from './offline-result.ts';
import type { CountIncrement, RuleEvent } from './report.ts';

const directions = ['forward', 'backward'] as const;
type Direction = (typeof directions)[number];

/** Crossings of one line: by the name of its direction, then by class. */
export interface LineSummary {
  readonly name: string;
  readonly total: number;
  readonly directions: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Presence in one zone: mean number of objects of each class over the watched time. */
export interface ZoneSummary {
  readonly name: string;
  readonly meanPresent: Readonly<Record<string, number>>;
}

/** An output that the place or the purpose does not allow, and why, in plain words. */
export interface RefusedOutput {
  readonly output: string;
  readonly reason: string;
}

/**
 * The counts as CSV, one row for each line, direction, class and quarter hour that was watched, zeros included.
 * `coverage` is the share of the quarter hour really analysed.
 */
export function countsCsv(plan: CameraPlan, result: OfflineResult): string {
  const rows = ['line,direction,class,from,to,count,coverage'];
  const counts = new Map(result.counts.map((count) => [keyOf(count), count.count]));
  for (const { bucketStartMs, analysedMs } of watchedBuckets(result)) {
    const times = [isoTime(bucketStartMs), isoTime(bucketStartMs + bucketMs)];
    const coverage = share(analysedMs / bucketMs);
    for (const line of plan.lines) {
      for (const direction of directions) {
        for (const name of classesOf(line, result.counts)) {
          const count = counts.get(keyOf({ lineId: line.id, direction, class: name, bucketStartMs })) ?? 0;
          rows.push([line.name, line[direction], name, ...times, count, coverage].map(csvCell).join(','));
        }
      }
    }
  }
  return `${rows.join('\n')}\n`;
}

/** The events as NDJSON, one a line, in the order of their time. */
export function eventsNdjson(plan: CameraPlan, result: OfflineResult): string {
  return [...result.events]
    .sort((a, b) => a.timeMs - b.timeMs)
    .map((event) => `${JSON.stringify(readableEvent(plan, event, result.firstMs))}\n`)
    .join('');
}

/** What each line counted. */
export function lineSummaries(plan: CameraPlan, result: OfflineResult): LineSummary[] {
  return plan.lines.map((line) => {
    const counts = result.counts.filter((count) => count.lineId === line.id);
    const byClass = (direction: Direction) => {
      const sums: Record<string, number> = {};
      for (const count of counts) {
        if (count.direction === direction) sums[count.class] = (sums[count.class] ?? 0) + count.count;
      }
      return sums;
    };
    return {
      name: line.name,
      total: counts.reduce((sum, { count }) => sum + count, 0),
      directions: { [line.forward]: byClass('forward'), [line.backward]: byClass('backward') },
    };
  });
}

/** Who was in each zone, on average. */
export function zoneSummaries(plan: CameraPlan, result: OfflineResult): ZoneSummary[] {
  const watchedMs = watchedTime(result);
  return plan.zones.map((zone) => {
    const sums: Record<string, number> = {};
    for (const presence of result.presence) {
      if (presence.zoneId === zone.id) sums[presence.class] = (sums[presence.class] ?? 0) + presence.objectMs;
    }
    const means = Object.entries(sums).map(([name, ms]) => [name, share(ms / watchedMs)]);
    return { name: zone.name, meanPresent: Object.fromEntries(means) };
  });
}

/** Time really analysed, milliseconds. */
export function watchedTime(result: OfflineResult): number {
  return result.coverage.reduce((sum, { analysedMs }) => sum + analysedMs, 0);
}

function watchedBuckets(result: OfflineResult) {
  return [...result.coverage].sort((a, b) => a.bucketStartMs - b.bucketStartMs);
}

/** The classes a line is asked to count; all that crossed it when it is asked for every class. */
function classesOf(line: PlanLine, counts: readonly CountIncrement[]): readonly string[] {
  if (line.classes.length > 0) return line.classes;
  return [...new Set(counts.filter(({ lineId }) => lineId === line.id).map((count) => count.class))].sort();
}

function readableEvent(plan: CameraPlan, event: RuleEvent, firstMs: number): object {
  const line = plan.lines.find(({ id }) => id === event.lineId);
  const zone = plan.zones.find(({ id }) => id === event.zoneId);
  return {
    time: isoTime(event.timeMs),
    offsetSeconds: Math.round(event.timeMs - firstMs) / 1000,
    rule: plan.rules.find(({ id }) => id === event.ruleId)?.name,
    kind: event.kind,
    class: event.class,
    confidence: event.confidence === null ? null : share(event.confidence),
    ...(zone ? { zone: zone.name } : {}),
    ...(line ? { line: line.name } : {}),
    ...(line && event.direction ? { direction: line[event.direction] } : {}),
    point: event.point === null ? null : event.point.map(share),
    ...(event.value === undefined ? {} : { value: event.value }),
  };
}

function keyOf(count: Omit<CountIncrement, 'count'>): string {
  return `${count.lineId} ${count.direction} ${count.bucketStartMs} ${count.class}`;
}

function share(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 10_000) / 10_000 : 0;
}
