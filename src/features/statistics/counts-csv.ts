import type { Assembled } from './series-assembly.ts';

interface CsvSeries {
  readonly cameraName: string;
  readonly lineName: string;
  readonly class: string;
  readonly directionName: string;
  readonly buckets: readonly Assembled[];
}

const head = ['camera', 'line', 'class', 'direction', 'from', 'to', 'count', 'coverage'];

/** The series as CSV (RFC 4180): one line an interval; the count is empty where nothing was analysed. */
export function countsAsCsv(series: readonly CsvSeries[]): string {
  const rows = series.flatMap((one) =>
    one.buckets.map(({ from, to, value, coverage }) => [
      cell(one.cameraName),
      cell(one.lineName),
      cell(one.class),
      cell(one.directionName),
      from,
      to,
      value === null ? '' : String(value),
      String(coverage),
    ]),
  );
  return `${[head, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`;
}

/** A name that begins like a formula would be run by a spreadsheet: an apostrophe keeps it a text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
