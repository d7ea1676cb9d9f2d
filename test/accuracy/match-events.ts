import { assign } from '#analytics/tracking/assignment.ts';

/** A time a true event may be told in, seconds; the place where it is known. */
export interface Window {
  readonly fromSecond: number;
  readonly toSecond: number;
  readonly place?: string;
}

/** Something told at a second. */
export interface Moment {
  readonly second: number;
  readonly place?: string;
}

/** How far outside its window an event may be told, seconds. */
export interface Tolerance {
  readonly before: number;
  readonly after: number;
}

/** Which of the told things fits which event: as many pairs as there can be, each used once. */
export interface Matching<E, T> {
  readonly pairs: readonly { readonly event: E; readonly told: T }[];
  readonly missed: readonly E[];
  readonly spare: readonly T[];
}

/** Above any sum of seconds in a clip: two pairs always win over one closer pair. */
const forbidden = 1e6;

/** Pairs events with what was told within their windows: as many as can be, then those closest to the wanted end. */
export function matchEvents<E extends Window, T extends Moment>(
  events: readonly E[],
  told: readonly T[],
  tolerance: Tolerance,
  wanted: 'fromSecond' | 'toSecond' = 'fromSecond',
): Matching<E, T> {
  const costs = events.flatMap((event) =>
    told.map((one) => (fits(event, one, tolerance) ? Math.abs(one.second - event[wanted]) : forbidden)),
  );
  const columns = assign(Float64Array.from(costs), events.length, told.length, forbidden);
  const used = new Set(columns);
  return {
    pairs: events.flatMap((event, row) => {
      const one = told[columns[row] ?? -1];
      return one === undefined ? [] : [{ event, told: one }];
    }),
    missed: events.filter((_, row) => (columns[row] ?? -1) === -1),
    spare: told.filter((_, column) => !used.has(column)),
  };
}

/** Whether something was told within the window of an event, and at its place where both know one. */
export function fits(event: Window, told: Moment, { before, after }: Tolerance): boolean {
  const isThen = told.second >= event.fromSecond - before && told.second <= event.toSecond + after;
  return isThen && (event.place === undefined || told.place === undefined || event.place === told.place);
}

/** 95 % interval of a share of `of` trials (Wilson 1927); undefined without trials. */
export function wilsonInterval(hits: number, of: number): readonly [low: number, high: number] | undefined {
  if (of === 0) return undefined;
  const z = 1.959964;
  const share = hits / of;
  const scale = 1 + z ** 2 / of;
  const middle = (share + z ** 2 / (2 * of)) / scale;
  const reach = (z / scale) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  return [Math.max(0, middle - reach), Math.min(1, middle + reach)];
}

/** The value below which a share of the values lies, nearest rank; undefined without values. */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
