import { invalidField } from '#foundation/errors.ts';
import type { Page, PageRequest } from '#foundation/page.ts';

const usualLimit = 50;
const largestLimit = 500;

/** How many rows to read for a page: one more than asked tells whether there is a next. */
export function rowsToRead({ limit = usualLimit }: PageRequest): number {
  return Math.min(largestLimit, Math.max(1, limit)) + 1;
}

/** The id after which the page starts, 0 for the first. */
export function idAfter({ after }: PageRequest): number {
  if (after === undefined || after === '') return 0;
  const id = Number(after);
  if (Number.isSafeInteger(id) && id >= 0) return id;
  throw invalidField('after', 'is not the `next` of a page', 'leave it out to start from the first page');
}

/** Makes the page of rows read with `rowsToRead`; `cursorOf` names the last item of a page. */
export function pageOf<Item>(
  items: readonly Item[],
  request: PageRequest,
  cursorOf: (item: Item) => string,
): Page<Item> {
  const size = rowsToRead(request) - 1;
  const kept = items.slice(0, size);
  const last = kept.at(-1);
  return items.length > size && last !== undefined ? { items: kept, next: cursorOf(last) } : { items: kept };
}
