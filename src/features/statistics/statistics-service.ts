import type { CountSeries, PresenceSeries, StatisticsQuery, TodayCount } from './statistics-schema.ts';

/** Counts and presence over time. Intervals are those of the territory's time zone. */
export interface StatisticsService {
  counts(query: StatisticsQuery): Promise<CountSeries[]>;
  /** The same series, one line an interval, RFC 4180, with a head. */
  countsCsv(query: StatisticsQuery): Promise<string>;
  presence(query: StatisticsQuery): Promise<PresenceSeries[]>;
  today(): Promise<TodayCount[]>;
}
