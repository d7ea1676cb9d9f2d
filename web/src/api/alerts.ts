import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Alert, AlertState, AlertTransition } from '#features/alerts/alert-schema.ts';
import { type Page, queryString, request } from './client.ts';

/** Which alerts are asked for. */
export interface AlertFilter {
  readonly state?: AlertState | undefined;
  readonly camera?: number | undefined;
}

const fetchAlerts = (filter: AlertFilter, after: string | undefined, limit: number, signal: AbortSignal) =>
  request<Page<Alert>>(
    `/api/v1/alerts${queryString({ state: filter.state, camera: filter.camera, after, limit })}`,
    { signal },
  );

/** Alerts page by page, newest first. */
export const alertPagesQuery = (filter: AlertFilter) =>
  infiniteQueryOptions({
    queryKey: ['alerts', 'pages', filter],
    queryFn: ({ pageParam, signal }) => fetchAlerts(filter, pageParam, 50, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

/** The newest alerts only. */
export const latestAlertsQuery = (filter: AlertFilter, limit: number) =>
  queryOptions({
    queryKey: ['alerts', 'latest', filter, limit],
    queryFn: async ({ signal }) => await fetchAlerts(filter, undefined, limit, signal),
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
