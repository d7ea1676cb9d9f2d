import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type {
  Breach,
  BreachAssessment,
  BreachInput,
  BreachStep,
} from '#features/compliance/breach-schema.ts';
import type { ControllerDraft } from '#features/compliance/controller-schema.ts';
import type { Dpia, DpiaOpinions } from '#features/compliance/dpia-schema.ts';
import type { Evidence } from '#features/compliance/evidence-schema.ts';
import type { CameraRegister, MoveNotice } from '#features/compliance/publication-schema.ts';
import type {
  RequestFindings,
  RequestStep,
  SubjectRequest,
  SubjectRequestInput,
} from '#features/compliance/subject-request-schema.ts';
import { type Page, queryString, request } from './client.ts';

/** The public register of cameras; anybody may read it. */
export const registerQuery = queryOptions({
  queryKey: ['register'],
  queryFn: ({ signal }) => request<CameraRegister>('/api/v1/public/cameras', { signal }),
  staleTime: 60_000,
});

/** How this instance stands, rule by rule. */
export const evidenceQuery = queryOptions({
  queryKey: ['compliance', 'evidence'],
  queryFn: ({ signal }) => request<Evidence>('/api/v1/compliance/evidence', { signal }),
  // What mends a finding is done on other pages.
  staleTime: 0,
});

/** Cameras that moved so far that the prefect is told. */
export const movesQuery = queryOptions({
  queryKey: ['compliance', 'moves'],
  queryFn: async ({ signal }) =>
    (
      await request<{ readonly items: readonly Static<typeof MoveNotice>[] }>('/api/v1/compliance/moves', {
        signal,
      })
    ).items,
});

/** Who answers for the processing, as far as it is known. */
export const controllerQuery = queryOptions({
  queryKey: ['compliance', 'controller'],
  queryFn: ({ signal }) => request<ControllerDraft>('/api/v1/compliance/controller', { signal }),
});

/** Says who answers for the processing. */
export const saveController = (draft: ControllerDraft): Promise<ControllerDraft> =>
  request('/api/v1/compliance/controller', { method: 'PUT', body: draft });

/** The impact assessment, and what changed since its newest version. */
export const dpiaQuery = queryOptions({
  queryKey: ['compliance', 'dpia'],
  queryFn: ({ signal }) => request<Dpia>('/api/v1/compliance/dpia', { signal }),
});

/** Writes a version of the assessment from the configuration as it stands. */
export const writeDpia = (opinions: DpiaOpinions): Promise<Dpia> =>
  request('/api/v1/compliance/dpia/versions', { method: 'POST', body: opinions });

/** Signs the newest version of the assessment. */
export const signDpia = (): Promise<Dpia> => request('/api/v1/compliance/dpia/signature', { method: 'POST' });

/** Requests of people about their data. */
export const requestPagesQuery = pagesQuery<SubjectRequest>('requests');

/** Enters a request. */
export const addRequest = (input: SubjectRequestInput): Promise<SubjectRequest> =>
  request('/api/v1/compliance/requests', { method: 'POST', body: input });

/** Answers, refuses or extends a request. */
export const takeRequestStep = (id: number, step: RequestStep): Promise<SubjectRequest> =>
  request(`/api/v1/compliance/requests/${id}/steps`, { method: 'POST', body: step });

/** What is kept of the place and time a request names; looking is logged. */
export const findForRequest = (id: number): Promise<RequestFindings> =>
  request(`/api/v1/compliance/requests/${id}/findings`);

/** Breaches of personal data. */
export const breachPagesQuery = pagesQuery<Breach>('breaches');

/** Enters a breach. */
export const addBreach = (input: BreachInput): Promise<Breach> =>
  request('/api/v1/compliance/breaches', { method: 'POST', body: input });

/** Says what was done about a breach. */
export const takeBreachStep = (id: number, step: BreachStep): Promise<Breach> =>
  request(`/api/v1/compliance/breaches/${id}/steps`, { method: 'POST', body: step });

/** Whom and what a breach concerns, and the text for the authority. */
export const assessBreach = (id: number): Promise<BreachAssessment> =>
  request(`/api/v1/compliance/breaches/${id}/assessment`);

function pagesQuery<Item>(list: 'requests' | 'breaches') {
  return infiniteQueryOptions({
    queryKey: ['compliance', list],
    queryFn: ({ pageParam, signal }) =>
      request<Page<Item>>(`/api/v1/compliance/${list}${queryString({ after: pageParam })}`, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
}
