import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { MeasureSeries } from '#features/statistics/measure-schema.ts';
import type {
  CountedCamera,
  CountSeries,
  PresenceSeries,
  TodayCount,
} from '#features/statistics/statistics-schema.ts';
import { type Page, queryString, request } from './client.ts';

/** Length of the intervals asked for. */
export type Interval = 'quarter-hour' | 'hour' | 'day';

/** The law that figures are under. */
export type Regime = CountedCamera['regime'];

/** Which statistics are asked for; the instants are RFC 3339. */
export interface StatisticsFilter {
  readonly camera: number | undefined;
  readonly line?: number | undefined;
  readonly class?: string | undefined;
  readonly regime?: Regime | undefined;
  readonly from: string;
  readonly to: string;
  readonly by: Interval;
}

/** What is counted: cameras with their lines and zones, and the law each is under. */
export const countedCamerasQuery = queryOptions({
  queryKey: ['cameras', 'counted'],
  queryFn: async ({ signal }) =>
    (await request<Page<CountedCamera>>('/api/v1/statistics/cameras', { signal })).items,
  staleTime: 60_000,
});

/** The laws of these cameras, each once, the GDPR first. */
export const regimesOf = (cameras: readonly Pick<CountedCamera, 'regime'>[]): Regime[] =>
  (['rgpd', 'titre-iii'] as const).filter((regime) => cameras.some((camera) => camera.regime === regime));

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
export const presenceQuery = ({ line: _, ...filter }: StatisticsFilter) =>
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

/** Totals since midnight: an answer of one law has no figure of the other, so each is asked for. */
export const todayQuery = queryOptions({
  queryKey: ['statistics', 'today'],
  queryFn: async ({ client, signal }) => {
    const regimes = regimesOf(await client.fetchQuery(countedCamerasQuery));
    const answers = await Promise.all(
      regimes.map((regime) =>
        request<Page<TodayCount>>(`/api/v1/statistics/today${queryString({ regime })}`, { signal }),
      ),
    );
    return answers.flatMap(({ items }) => items);
  },
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
