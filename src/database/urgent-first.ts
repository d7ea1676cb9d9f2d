import { sql } from 'kysely';
import { invalidField } from '#foundation/errors.ts';
import type { PageRequest } from '#foundation/page.ts';

/** Moments of what is open come before this, in milliseconds; what is closed comes after it, the latest first. */
const openUntilMs = 100_000_000_000_000;

/** A row with the date it is due, until it is closed. */
interface Dated {
  readonly id: number;
  readonly dueAt: string;
  readonly closedAt: string | null;
}

/** What is open, the most urgent first; then what is closed, the latest first. */
export const urgency = sql<number>`CASE WHEN closed_at IS NULL THEN round(extract(epoch FROM due_at) * 1000)
  ELSE ${openUntilMs}::float8 * 2 - round(extract(epoch FROM closed_at) * 1000) END`;

/** Where in that order a row stands: the end of a page. */
export const urgencyCursor = ({ id, dueAt, closedAt }: Dated): string =>
  `${closedAt === null ? Date.parse(dueAt) : openUntilMs * 2 - Date.parse(closedAt)}-${id}`;

/** The rows that come after the page before; all of them on the first. */
export function afterUrgency({ after }: PageRequest) {
  if (after === undefined || after === '') return sql<boolean>`true`;
  const match = /^(-?\d{1,15})-(\d{1,15})$/.exec(after);
  if (match === null)
    throw invalidField('after', 'is not the `next` of a page', 'leave it out to start from the first page');
  return sql<boolean>`(${urgency}, id) > (${Number(match[1])}::float8, ${Number(match[2])}::bigint)`;
}
