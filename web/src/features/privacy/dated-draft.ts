import { fieldOfInstant, instantOfField } from '@/components/local-instant.ts';
import type { FormUse } from './edit-buttons.tsx';

/** First and last moment of a record, as fields for date and time hold them. */
export interface DatedDraft {
  readonly from: string;
  readonly until: string;
}

/** The dates a form begins with: those of the record, or for what follows it, from its end on. */
export function datesOf(
  record: { readonly from: string; readonly until: string } | undefined,
  use: FormUse,
): DatedDraft {
  if (record === undefined) return { from: '', until: '' };
  if (use === 'renew') return { from: fieldOfInstant(record.until), until: '' };
  return { from: fieldOfInstant(record.from), until: fieldOfInstant(record.until) };
}

/** The dates as instants; undefined while one is missing or they run backwards. */
export function spanOf({
  from,
  until,
}: DatedDraft): { readonly from: string; readonly until: string } | undefined {
  const [first, last] = [instantOfField(from), instantOfField(until)];
  if (first === undefined || last === undefined || isBackwards({ from, until })) return undefined;
  return { from: first, until: last };
}

/** Whether both dates are there and the last does not lie after the first. */
export function isBackwards({ from, until }: DatedDraft): boolean {
  const [first, last] = [Date.parse(from), Date.parse(until)];
  return last <= first;
}
