import { csvCell, csvText } from '#foundation/csv.ts';
import type { Spread } from './measure-assembly.ts';

interface CsvMeasure {
  readonly cameraName: string;
  readonly regime: string;
  readonly ruleName: string;
  readonly measure: string;
  readonly unit: string;
  readonly class: string | null;
  readonly part: string;
  readonly partName: string | null;
  readonly edges: readonly number[];
  readonly buckets: readonly (Spread & {
    readonly from: string;
    readonly to: string;
    readonly coverage: number;
    readonly models: readonly string[];
  })[];
}

const head = [
  ...['camera', 'rule', 'measure', 'unit', 'class', 'part', 'from', 'to'],
  ...[
    'weight',
    'mean',
    'minimum',
    'median',
    'median_low',
    'median_high',
    'maximum',
    'coverage',
    'distribution',
    'regime',
    'models',
  ],
];

/** Measures as CSV: one line an interval; empty where nothing was measured. The distribution reads `0-30:5 30-60:2`. */
export function measuresAsCsv(series: readonly CsvMeasure[]): string {
  const rows = series.flatMap((one) => one.buckets.map((bucket) => row(one, bucket)));
  return csvText([head, ...rows]);
}

function row(one: CsvMeasure, bucket: CsvMeasure['buckets'][number]): string[] {
  const { mean, minimum, maximum, median } = bucket;
  // Not analysed is not zero.
  const isKnown = bucket.coverage > 0 || bucket.weight > 0;
  const numbers = [mean, minimum, median?.value, median?.low, median?.high, maximum];
  return [
    csvCell(one.cameraName),
    csvCell(one.ruleName),
    csvCell(one.measure),
    csvCell(one.unit),
    csvCell(one.class ?? ''),
    csvCell(one.partName ?? one.part),
    bucket.from,
    bucket.to,
    isKnown ? String(bucket.weight) : '',
    ...numbers.map((value) => (value == null ? '' : String(value))),
    String(bucket.coverage),
    isKnown ? distribution(bucket.bins, one.edges) : '',
    one.regime,
    csvCell(bucket.models.join(' + ')),
  ];
}

function distribution(bins: readonly number[], edges: readonly number[]): string {
  return bins.map((weight, index) => `${range(edges[index - 1], edges[index])}:${weight}`).join(' ');
}

function range(low: number | undefined, high: number | undefined): string {
  if (low === undefined) return `<${high}`;
  return high === undefined ? `>=${low}` : `${low}-${high}`;
}
