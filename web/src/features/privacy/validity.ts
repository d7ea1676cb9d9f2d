/** Where a record with dates stands. */
export type Validity = 'coming' | 'valid' | 'ending' | 'over';

const soonMs = 30 * 86_400_000;

/** Where a record stands at a time; one that ends within a month is to be renewed. */
export function validityOf(
  { from, until }: { readonly from: string; readonly until: string | null },
  nowMs: number,
): Validity {
  if (Date.parse(from) > nowMs) return 'coming';
  if (until === null) return 'valid';
  const leftMs = Date.parse(until) - nowMs;
  if (leftMs <= 0) return 'over';
  return leftMs < soonMs ? 'ending' : 'valid';
}
