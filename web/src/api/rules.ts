import { queryOptions } from '@tanstack/react-query';
import type {
  Period,
  PeriodInput,
  Rule,
  RuleInput,
  RuleKind,
  RuleReading,
  RuleToRead,
} from '#features/zones/rule-schema.ts';
import { type Page, queryString, request } from './client.ts';

/** The kinds of rules and what their forms ask. */
export const ruleKindsQuery = queryOptions({
  queryKey: ['rule-kinds'],
  queryFn: async ({ signal }) => {
    const answer = await request<Page<RuleKind>>('/api/v1/rule-kinds', { signal });
    return answer.items;
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** The rules of a camera, or of all. */
export const rulesQuery = (cameraId: number | undefined) =>
  queryOptions({
    queryKey: ['rules', cameraId ?? 'all'],
    queryFn: async ({ signal }) =>
      (await request<Page<Rule>>(`/api/v1/rules${queryString({ camera: cameraId, limit: 500 })}`, { signal }))
        .items,
  });

/** Adds a rule. */
export const addRule = (input: RuleInput): Promise<Rule> =>
  request('/api/v1/rules', { method: 'POST', body: input });

/** Changes a rule, if it still has the version. */
export const changeRule = (
  id: number,
  input: Partial<RuleInput> & { readonly version?: number },
): Promise<Rule> => request(`/api/v1/rules/${id}`, { method: 'PATCH', body: input });

/** Removes a rule; its alerts stay. */
export const removeRule = (id: number): Promise<unknown> =>
  request(`/api/v1/rules/${id}`, { method: 'DELETE' });

/** The periods of the territory. */
export const periodsQuery = queryOptions({
  queryKey: ['periods'],
  queryFn: async ({ signal }) => (await request<Page<Period>>('/api/v1/periods?limit=500', { signal })).items,
});

/** Adds a period. */
export const addPeriod = (input: PeriodInput): Promise<Period> =>
  request('/api/v1/periods', { method: 'POST', body: input });

/** Changes a period, if it still has the version; a key given as null is removed. */
export const changePeriod = (
  id: number,
  input: { readonly [Key in keyof PeriodInput]?: PeriodInput[Key] | null } & { readonly version?: number },
): Promise<Period> => request(`/api/v1/periods/${id}`, { method: 'PATCH', body: input });

/** The sentence of a rule while it is typed, cut at the words that say its parameters. */
export const ruleReadingQuery = (rule: RuleToRead) =>
  queryOptions({
    queryKey: ['rule-reading', rule],
    queryFn: ({ signal }) =>
      request<RuleReading>('/api/v1/rule-readings', { method: 'POST', body: rule, signal }),
    gcTime: 10_000,
  });
