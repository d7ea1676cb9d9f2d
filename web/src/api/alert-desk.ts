import { queryOptions } from '@tanstack/react-query';
import type { Alert } from '#features/alerts/alert-schema.ts';
import type {
  AlertFile,
  Decider,
  RuleSnooze,
  RuleSnoozeInput,
  RuleTimes,
  RuleTuning,
  SavedFilter,
  SavedFilterInput,
} from '#features/alerts/desk-schema.ts';
import { type Page, queryString, request } from './client.ts';

const post = <Result>(path: string, body?: unknown): Promise<Result> =>
  request(path, { method: 'POST', ...(body === undefined ? {} : { body }) });

/** What belongs to an alert: history, links, occurrences, repeats. */
export const alertFileQuery = (id: number) =>
  queryOptions({
    queryKey: ['alerts', 'file', id],
    queryFn: ({ signal }) => request<AlertFile>(`/api/v1/alerts/${id}/file`, { signal }),
  });

/** People who may decide on an alert. */
export const decidersQuery = (id: number) =>
  queryOptions({
    queryKey: ['alerts', 'deciders', id],
    queryFn: async ({ signal }) =>
      (await request<Page<Decider>>(`/api/v1/alerts/${id}/deciders`, { signal })).items,
  });

/** Takes the own last decision back. */
export const undoDecision = ({ id, version }: Alert): Promise<Alert> =>
  post(`/api/v1/alerts/${id}/undo`, { version });

/** Tells that an alert was opened on a screen. */
export const noteSight = (id: number): Promise<unknown> => post(`/api/v1/alerts/${id}/sight`);

export const commentAlert = (id: number, words: string): Promise<unknown> =>
  post(`/api/v1/alerts/${id}/comments`, { words });

export const assignAlert = ({ id, version }: Alert, personId: string | null): Promise<Alert> =>
  request(`/api/v1/alerts/${id}/assignee`, { method: 'PUT', body: { personId, version } });

export const linkAlerts = (id: number, alertId: number): Promise<unknown> =>
  post(`/api/v1/alerts/${id}/links`, { alertId });

export const unlinkAlerts = (id: number, otherId: number): Promise<unknown> =>
  request(`/api/v1/alerts/${id}/links/${otherId}`, { method: 'DELETE' });

export const mergeAlerts = (id: number, alertIds: readonly number[]): Promise<Alert> =>
  post(`/api/v1/alerts/${id}/merge`, { alertIds });

export const separateAlert = (id: number): Promise<Alert> => post(`/api/v1/alerts/${id}/separate`);

/** Rules that sleep, and those that woke within a day. */
export const snoozesQuery = queryOptions({
  queryKey: ['snoozes'],
  queryFn: async ({ signal }) => (await request<Page<RuleSnooze>>('/api/v1/snoozes', { signal })).items,
  // A rule wakes by itself.
  refetchInterval: 60_000,
});

export const snoozeRule = (ruleId: number, input: RuleSnoozeInput): Promise<RuleSnooze> =>
  request(`/api/v1/rules/${ruleId}/snooze`, { method: 'PUT', body: input });

export const wakeRule = (ruleId: number): Promise<unknown> =>
  request(`/api/v1/rules/${ruleId}/snooze`, { method: 'DELETE' });

/** What could be changed in a rule. */
export const tuningQuery = (ruleId: number) =>
  queryOptions({
    queryKey: ['alerts', 'tuning', ruleId],
    queryFn: ({ signal }) => request<RuleTuning>(`/api/v1/rules/${ruleId}/tuning`, { signal }),
  });

/** How soon the alerts of each rule are seen and decided on. */
export const ruleTimesQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['alerts', 'times', from, to],
    queryFn: async ({ signal }) =>
      (await request<Page<RuleTimes>>(`/api/v1/alerts/times${queryString({ from, to })}`, { signal })).items,
  });

/** The filters that the person signed in keeps. */
export const savedFiltersQuery = queryOptions({
  queryKey: ['alert-filters'],
  queryFn: async ({ signal }) =>
    (await request<Page<SavedFilter>>('/api/v1/me/alert-filters', { signal })).items,
});

export const saveFilter = (input: SavedFilterInput): Promise<SavedFilter> =>
  request('/api/v1/me/alert-filters', { method: 'PUT', body: input });

export const forgetFilter = (id: number): Promise<unknown> =>
  request(`/api/v1/me/alert-filters/${id}`, { method: 'DELETE' });
