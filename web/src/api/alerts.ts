import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import type { Alert, AlertTransition } from '#features/alerts/alert-schema.ts';
import type { AlertCounts } from '#features/alerts/desk-schema.ts';
import { meQuery } from './accounts.ts';
import { type AlertFilter, isListed, withChanges } from './alert-pages.ts';
import { type Page, queryString, request } from './client.ts';

export type { AlertFilter } from './alert-pages.ts';

const pageSize = 100;
const rememberedMs = 60_000;

const fetchAlerts = (filter: AlertFilter, after: string | undefined, limit: number, signal: AbortSignal) => {
  const { states, ...rest } = filter;
  return request<Page<Alert>>(
    `/api/v1/alerts${queryString({ ...rest, state: states?.join(','), after, limit })}`,
    { signal },
  );
};

/** Alerts page by page, newest first; news are put in as they come, so that nothing is fetched twice. */
export const alertPagesQuery = (filter: AlertFilter) =>
  infiniteQueryOptions({
    queryKey: ['alerts', 'pages', filter],
    queryFn: async ({ pageParam, signal, client }) => {
      const page = await fetchAlerts(filter, pageParam, pageSize, signal);
      return withNews(page, pageParam, filter, client);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The newest alerts that hold some words. */
export const searchedAlertsQuery = (words: string) => latestAlertsQuery(words === '' ? {} : { words }, 12);

/** The newest alerts only. */
export const latestAlertsQuery = (filter: AlertFilter, limit: number) =>
  queryOptions({
    queryKey: ['alerts', 'latest', filter, limit],
    queryFn: async ({ signal }) => await fetchAlerts(filter, undefined, limit, signal),
  });

/** How many alerts wait, in all and for each camera. */
export const alertCountsQuery = queryOptions({
  queryKey: ['alerts', 'counts'],
  queryFn: ({ signal }) => request<AlertCounts>('/api/v1/alerts/counts', { signal }),
});

/** One alert. */
export const alertQuery = (id: number) =>
  queryOptions({
    queryKey: ['alerts', 'one', id],
    queryFn: ({ signal }) => request<Alert>(`/api/v1/alerts/${id}`, { signal }),
  });

/** A step of an alert's life. */
export const decideAlert = (id: number, transition: AlertTransition): Promise<Alert> =>
  request(`/api/v1/alerts/${id}/transitions`, { method: 'POST', body: transition });

/** Alerts heard of lately: an answer that was on its way meanwhile is older than they are. */
const heard = new Map<number, { readonly alert: Alert; readonly atMs: number }>();

function withNews(
  page: Page<Alert>,
  cursor: string | undefined,
  filter: AlertFilter,
  client: QueryClient,
): Page<Alert> {
  const [ms, id] = (cursor ?? '').split('-').map(Number);
  const isAfterCursor = (alert: Alert): boolean => {
    const difference = Date.parse(alert.occurredAt) - (ms ?? 0);
    return cursor === undefined || difference < 0 || (difference === 0 && alert.id < (id ?? 0));
  };
  const news = [...heard.values()].flatMap(({ alert }) => (isAfterCursor(alert) ? [alert] : []));
  const meId = client.getQueryData(meQuery.queryKey)?.id;
  return withChanges({ pages: [page] }, news, (alert) => isListed(alert, filter, meId)).pages[0] ?? page;
}

/** Puts changed alerts into every list that is loaded; what is counted is counted anew. */
export function takeAlerts(client: QueryClient, alerts: readonly Alert[]): void {
  const nowMs = Date.now();
  for (const [id, { atMs }] of heard) if (nowMs - atMs > rememberedMs) heard.delete(id);
  const meId = client.getQueryData(meQuery.queryKey)?.id;
  for (const alert of alerts) {
    if ((heard.get(alert.id)?.alert.sequence ?? 0) > alert.sequence) continue;
    heard.set(alert.id, { alert, atMs: nowMs });
    client.setQueryData(alertQuery(alert.id).queryKey, (known) =>
      known !== undefined && known.sequence > alert.sequence ? known : alert,
    );
    void client.invalidateQueries({ queryKey: ['alerts', 'file', alert.id] });
  }
  for (const [queryKey, data] of client.getQueriesData<InfiniteData<Page<Alert>>>({
    queryKey: ['alerts', 'pages'],
  })) {
    const filter = queryKey[2] as AlertFilter;
    if (data !== undefined)
      client.setQueryData(
        queryKey,
        withChanges(data, alerts, (alert) => isListed(alert, filter, meId)),
      );
  }
  for (const counted of ['latest', 'counts', 'times'])
    void client.invalidateQueries({ queryKey: ['alerts', counted] });
}

/** Reads every list anew, from its first page: what was missed meanwhile is not known. */
export function forgetAlerts(client: QueryClient): void {
  heard.clear();
  client.setQueriesData<InfiniteData<Page<Alert>>>(
    { queryKey: ['alerts', 'pages'] },
    (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
  );
  void client.invalidateQueries({ queryKey: ['alerts'] });
}
