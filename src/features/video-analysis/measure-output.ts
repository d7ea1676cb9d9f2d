import { measuresOf } from '#analytics/rules/catalogue.ts';
import { bucketMs } from '#analytics/statistics/buckets.ts';
import { csvCell } from '#foundation/csv.ts';
import type { CameraPlan } from './analysis-plan.ts';
import { isoTime } from './iso-time.ts';
import { mergeMeasures } from './measure-increments.ts';
import type { OfflineResult } from './offline-result.ts';
import type { MeasureIncrement } from './report.ts';

/** What a rule measured over the whole file; `weight` is a number of values, or the seconds they lasted. */
export interface MeasureSummary {
  readonly rule: string;
  readonly measure: string;
  readonly unit: string;
  readonly class: string | null;
  readonly part: string;
  readonly weight: number;
  readonly mean: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** What the rules measured as CSV, one row for each rule, measure, class, part and quarter hour. */
export function measuresCsv(plan: CameraPlan, result: OfflineResult): string {
  const rows = ['rule,measure,unit,class,part,from,to,weight,mean,minimum,maximum'];
  for (const increment of [...result.measures].sort((a, b) => a.bucketStartMs - b.bucketStartMs)) {
    const { rule, measure, unit, class: name, part, ...figures } = summaryOf(plan, increment);
    const from = isoTime(increment.bucketStartMs);
    const to = isoTime(increment.bucketStartMs + bucketMs);
    const { weight, mean, minimum, maximum } = figures;
    const cells = [rule, measure, unit, name ?? '', part, from, to, weight, mean, minimum, maximum];
    rows.push(cells.map(csvCell).join(','));
  }
  return `${rows.join('\n')}\n`;
}

/** When each vehicle came into a zone and left it, as CSV; never persons. */
export function staysCsv(plan: CameraPlan, result: OfflineResult): string {
  const rows = ['rule,zone,class,entered,left,seconds'];
  for (const { ruleId, zoneId, class: name, enteredMs, leftMs } of result.stays) {
    const rule = plan.rules.find(({ id }) => id === ruleId)?.name ?? '';
    const zone = plan.zones.find(({ id }) => id === zoneId)?.name ?? '';
    const cells = [
      rule,
      zone,
      name,
      isoTime(enteredMs),
      isoTime(leftMs),
      rounded((leftMs - enteredMs) / 1000),
    ];
    rows.push(cells.map(csvCell).join(','));
  }
  return `${rows.join('\n')}\n`;
}

/** What each rule measured in the whole file. */
export function measureSummaries(plan: CameraPlan, result: OfflineResult): MeasureSummary[] {
  const sums = new Map<string, MeasureIncrement>();
  for (const increment of result.measures) {
    const key = JSON.stringify([increment.ruleId, increment.measure, increment.class, increment.part]);
    const kept = sums.get(key);
    sums.set(key, kept ? mergeMeasures(kept, increment) : increment);
  }
  return [...sums.values()].map((increment) => summaryOf(plan, increment));
}

function summaryOf(plan: CameraPlan, increment: MeasureIncrement): MeasureSummary {
  const rule = plan.rules.find(({ id }) => id === increment.ruleId);
  const definition = measuresOf(rule?.kind ?? '').find(({ name }) => name === increment.measure);
  const { weight, sum, minimum, maximum } = increment;
  return {
    rule: rule?.name ?? '',
    measure: increment.measure,
    unit: definition?.unit ?? '',
    class: increment.class,
    part: partInWords(plan, increment.part),
    weight: rounded(definition?.sort === 'level' ? weight / 1000 : weight),
    mean: rounded(weight > 0 ? sum / weight : 0),
    minimum: rounded(minimum),
    maximum: rounded(maximum),
  };
}

/** A way from line to line by the names of the lines; anything else as it is. */
function partInWords({ lines }: CameraPlan, part: string): string {
  const names = part.split('>').map((id) => lines.find((line) => String(line.id) === id)?.name);
  return names.length > 1 && names.every((name) => name !== undefined) ? names.join(' > ') : part;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
