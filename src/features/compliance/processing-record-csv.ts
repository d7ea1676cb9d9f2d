import { csvCell, csvText } from '#foundation/csv.ts';
import { linesOf, type ProcessingRecord } from './processing-record.ts';

/** The record as CSV: one line an activity. */
export function recordAsCsv({ activities }: ProcessingRecord, language: 'fr' | 'en'): string {
  const tables = activities.map((activity) => linesOf(activity, language));
  const head = tables[0]?.map(([name]) => csvCell(name)) ?? [];
  return csvText([head, ...tables.map((lines) => lines.map(([, value]) => csvCell(value)))]);
}
