/** An interval of a chart, milliseconds since 1970, the end not included. */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** What was measured of one series in one interval. */
export interface Measured {
  readonly seriesId: number;
  readonly startMs: number;
  /** crossings, or object-milliseconds */
  readonly amount: number;
}

/** How much of an interval a camera analysed. */
export interface Analysed {
  readonly cameraId: number;
  readonly startMs: number;
  readonly analysedMs: number;
  /** models that looked, quarter hour by quarter hour */
  readonly models: readonly (readonly string[])[];
}

/** One interval of a series as answered: `value` is null when nothing of it was analysed. */
export interface Assembled {
  readonly from: string;
  readonly to: string;
  readonly value: number | null;
  readonly coverage: number;
  /** models that looked */
  readonly models: string[];
}

const key = (id: number, startMs: number): string => `${id} ${startMs}`;

/** Puts amounts and coverage together; `combine` makes the value of a covered interval. */
export class SeriesAssembly {
  readonly #intervals: readonly Interval[];
  readonly #amounts: ReadonlyMap<string, number>;
  readonly #analysed: ReadonlyMap<string, Analysed>;

  constructor(intervals: readonly Interval[], measured: readonly Measured[], analysed: readonly Analysed[]) {
    this.#intervals = intervals;
    this.#amounts = new Map(measured.map((row) => [key(row.seriesId, row.startMs), row.amount]));
    this.#analysed = new Map(analysed.map((row) => [key(row.cameraId, row.startMs), row]));
  }

  /** Crossings of each interval; an uncovered one that counted something all the same says it. */
  counts(seriesId: number, cameraId: number): Assembled[] {
    return this.#assemble(seriesId, cameraId, (amount, analysedMs) =>
      analysedMs > 0 ? (amount ?? 0) : (amount ?? null),
    );
  }

  /** Mean number present: object time over analysed time, so that a gap weighs nothing. */
  presence(seriesId: number, cameraId: number): Assembled[] {
    return this.#assemble(seriesId, cameraId, (amount, analysedMs) =>
      analysedMs > 0 ? round((amount ?? 0) / analysedMs) : null,
    );
  }

  #assemble(
    seriesId: number,
    cameraId: number,
    combine: (amount: number | undefined, analysedMs: number) => number | null,
  ): Assembled[] {
    return this.#intervals.map(({ startMs, endMs }) => {
      const { analysedMs = 0, models = [] } = this.#analysed.get(key(cameraId, startMs)) ?? {};
      return {
        from: new Date(startMs).toISOString(),
        to: new Date(endMs).toISOString(),
        value: combine(this.#amounts.get(key(seriesId, startMs)), analysedMs),
        coverage: round(Math.min(1, analysedMs / (endMs - startMs))),
        models: distinct(models),
      };
    });
  }
}

/** Each model once. */
export function distinct(models: Analysed['models']): string[] {
  return [...new Set(models.flat())].sort();
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Sum of the values that are known. */
export function totalOf(buckets: readonly { readonly value: number | null }[]): number {
  return buckets.reduce((sum, { value }) => sum + (value ?? 0), 0);
}
