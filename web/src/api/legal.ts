import { queryOptions } from '@tanstack/react-query';
import type {
  Authorisation,
  AuthorisationInput,
  Basis,
  BasisInput,
  CameraGate,
  ClockView,
  DecisionInput,
  LegalDecision,
  PackView,
  Purpose,
  PurposeInput,
} from '#features/privacy/legal-schema.ts';
import { request } from './client.ts';

interface WholeList<Item> {
  readonly items: readonly Item[];
}

const wholeList = <Item>(list: string) =>
  queryOptions({
    queryKey: ['legal', list],
    queryFn: async ({ signal }) =>
      (await request<WholeList<Item>>(`/api/v1/legal/${list}`, { signal })).items,
  });

/** The register of purposes. */
export const purposesQuery = wholeList<Purpose>('purposes');
/** Orders and special texts. */
export const basesQuery = wholeList<Basis>('bases');
/** Authorisations of the prefect. */
export const authorisationsQuery = wholeList<Authorisation>('authorisations');
/** Live counters and set-up sessions. */
export const decisionsQuery = wholeList<LegalDecision>('decisions');

/** The closed lists of the rule pack in use. */
export const packQuery = queryOptions({
  queryKey: ['legal', 'pack'],
  queryFn: ({ signal }) => request<PackView>('/api/v1/legal/pack', { signal }),
  staleTime: 600_000,
});

/** Whether the clock is trusted. */
export const clockQuery = queryOptions({
  queryKey: ['legal', 'clock'],
  queryFn: ({ signal }) => request<ClockView>('/api/v1/legal/clock', { signal }),
});

/** What a camera may give, and what keeps it from the rest. */
export const gateQuery = (cameraId: number) =>
  queryOptions({
    queryKey: ['legal', 'gate', cameraId],
    queryFn: ({ signal }) => request<CameraGate>(`/api/v1/cameras/${cameraId}/gate`, { signal }),
  });

const post = (path: string, body: unknown): Promise<unknown> => request(path, { method: 'POST', body });

/** Says that the clock is right. */
export const confirmClock = (motive: string): Promise<unknown> => post('/api/v1/legal/clock', { motive });

/** Adds a purpose, or changes one. */
export const savePurpose = (id: number | undefined, input: PurposeInput): Promise<unknown> =>
  id === undefined
    ? post('/api/v1/legal/purposes', input)
    : request(`/api/v1/legal/purposes/${id}`, { method: 'PATCH', body: input });

/** Records an order or a special text, or changes one: its signatures are then gathered anew. */
export const saveBasis = (id: number | undefined, input: BasisInput): Promise<unknown> =>
  id === undefined
    ? post('/api/v1/legal/bases', input)
    : request(`/api/v1/legal/bases/${id}`, { method: 'PATCH', body: input });

/** Signs a special text, as the person who is signed in. */
export const signBasis = (id: number, quality: string): Promise<unknown> =>
  post(`/api/v1/legal/bases/${id}/signatures`, { quality });

/** Stops one event of a basis or all of it, or starts it again. */
export const turnBasis = (
  id: number,
  verb: 'stop' | 'resume',
  body: { readonly event?: string; readonly motive: string },
): Promise<unknown> => post(`/api/v1/legal/bases/${id}/${verb}`, body);

/** Records an authorisation, or changes one. */
export const saveAuthorisation = (id: number | undefined, input: AuthorisationInput): Promise<unknown> =>
  id === undefined
    ? post('/api/v1/legal/authorisations', input)
    : request(`/api/v1/legal/authorisations/${id}`, { method: 'PATCH', body: input });

/** Lets the counts of a public place be seen at once, until a date. */
export const decideLiveCounters = (input: DecisionInput): Promise<unknown> =>
  post('/api/v1/legal/decisions', input);

/** Ends a decision now. */
export const revokeDecision = (id: number, motive: string): Promise<unknown> =>
  post(`/api/v1/legal/decisions/${id}/revocation`, { motive });

/** Begins a set-up session of a camera: counts tick while lines and masks are drawn. */
export const openSetupSession = (
  cameraId: number,
  body: { readonly motive: string; readonly minutes: number },
): Promise<LegalDecision> => request(`/api/v1/cameras/${cameraId}/setup-session`, { method: 'POST', body });

/** Ends a set-up session now. */
export const closeSetupSession = (id: number): Promise<unknown> =>
  request(`/api/v1/setup-sessions/${id}`, { method: 'DELETE' });

/** Removes a record of the law. */
export const removeLegal = (list: 'purposes' | 'bases' | 'authorisations', id: number): Promise<unknown> =>
  request(`/api/v1/legal/${list}/${id}`, { method: 'DELETE' });
