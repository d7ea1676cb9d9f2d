import { csvCell, csvText } from '#foundation/csv.ts';
import type { Assembled } from './series-assembly.ts';

interface CsvSeries {
  readonly cameraName: string;
  readonly regime: string;
  readonly lineName: string;
  readonly class: string;
  readonly directionName: string;
  readonly buckets: readonly Assembled[];
}

const head = ['camera', 'line', 'class', 'direction', 'from', 'to', 'count', 'coverage', 'regime', 'models'];

/** The series as CSV (RFC 4180): one line an interval; the count is empty where nothing was analysed. */
export function countsAsCsv(series: readonly CsvSeries[]): string {
  const rows = series.flatMap((one) =>
    one.buckets.map(({ from, to, value, coverage, models }) => [
      csvCell(one.cameraName),
      csvCell(one.lineName),
      csvCell(one.class),
      csvCell(one.directionName),
      from,
      to,
      value === null ? '' : String(value),
      String(coverage),
      one.regime,
      csvCell(models.join(' + ')),
    ]),
  );
  return csvText([head, ...rows]);
}
