import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { MeasureSeries } from '#features/statistics/measure-schema.ts';
import type { CountSeries, PresenceSeries, TodayCount } from '#features/statistics/statistics-schema.ts';
import { type Page, queryString, request } from './client.ts';

/** Length of the intervals asked for. */
export type Interval = 'quarter-hour' | 'hour' | 'day';

/** Which statistics are asked for; the instants are RFC 3339. */
export interface StatisticsFilter {
  readonly camera: number | undefined;
  readonly from: string;
  readonly to: string;
  readonly by: Interval;
}

/** Crossings per line, class and direction. */
export const countsQuery = (filter: StatisticsFilter) =>
  queryOptions({
    queryKey: ['statistics', 'counts', filter],
    queryFn: async ({ signal }) =>
      (await request<Page<CountSeries>>(`/api/v1/statistics/counts${queryString({ ...filter })}`, { signal }))
        .items,
    placeholderData: keepPreviousData,
  });

/** Presence per zone and class. */
export const presenceQuery = (filter: StatisticsFilter) =>
  queryOptions({
    queryKey: ['statistics', 'presence', filter],
    queryFn: async ({ signal }) =>
      (
        await request<Page<PresenceSeries>>(`/api/v1/statistics/presence${queryString({ ...filter })}`, {
          signal,
        })
      ).items,
    placeholderData: keepPreviousData,
  });

/** Totals since midnight. */
export const todayQuery = queryOptions({
  queryKey: ['statistics', 'today'],
  queryFn: async ({ signal }) =>
    (await request<Page<TodayCount>>('/api/v1/statistics/today', { signal })).items,
  refetchInterval: 60_000,
});

/** Address of the same counts as a CSV file. */
export const countsCsvUrl = (filter: StatisticsFilter): string =>
  `/api/v1/statistics/counts.csv${queryString({ ...filter })}`;

const measureFilter = (rule: number, { from, to, by }: StatisticsFilter) => ({ rule, from, to, by });

/** What a rule measured. */
export const measuresQuery = (rule: number, filter: StatisticsFilter) =>
  queryOptions({
    queryKey: ['statistics', 'measures', rule, filter],
    queryFn: async ({ signal }) =>
      (
        await request<Page<MeasureSeries>>(
          `/api/v1/statistics/measures${queryString(measureFilter(rule, filter))}`,
          { signal },
        )
      ).items,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

/** Address of the same measures as a CSV file. */
export const measuresCsvUrl = (rule: number, filter: StatisticsFilter): string =>
  `/api/v1/statistics/measures.csv${queryString(measureFilter(rule, filter))}`;
