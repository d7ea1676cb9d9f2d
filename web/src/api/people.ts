import { queryOptions } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type { HabilitationInput } from '#features/accounts/habilitation-schema.ts';
import type {
  Key,
  KeyInput,
  OneTimeLink,
  Person,
  PersonChange,
  PersonInvitation,
  PersonPatch,
  Place,
  PlaceInput,
  Proposal,
  Session,
} from '#features/accounts/people-schema.ts';
import { request } from './client.ts';

/** A link that works once, to hand over. */
export type Link = Static<typeof OneTimeLink>;
/** An open session. */
export type OpenSession = Static<typeof Session>;
/** What a program may do here. */
export type ApiKey = Static<typeof Key>;
type Change = Static<typeof PersonChange>;

const wholeList = <Item>(path: string) =>
  queryOptions({
    queryKey: ['people', path],
    queryFn: async ({ signal }) =>
      (await request<{ readonly items: readonly Item[] }>(`/api/v1/${path}`, { signal })).items,
  });

/** Everybody who may sign in. */
export const peopleQuery = wholeList<Person>('people');
/** Keys of programs. */
export const keysQuery = wholeList<ApiKey>('keys');
/** Rights that wait, or waited, for a second person. */
export const proposalsQuery = wholeList<Proposal>('rights-proposals');
/** Communes of the territory. */
export const communesQuery = wholeList<Place>('communes');
/** Groups of cameras. */
export const groupsQuery = wholeList<Place>('camera-groups');
/** Open sessions of the person who is signed in. */
export const ownSessionsQuery = wholeList<OpenSession>('me/sessions');
/** Open sessions of a person. */
export const sessionsQuery = (person: string) => wholeList<OpenSession>(`people/${person}/sessions`);

const post = <Result>(path: string, body: unknown): Promise<Result> =>
  request<Result>(`/api/v1/${path}`, { method: 'POST', body });
const remove = (path: string): Promise<unknown> => request(`/api/v1/${path}`, { method: 'DELETE' });

/** Invites a person; answers the link to hand over. */
export const invitePerson = (input: PersonInvitation): Promise<{ readonly link: Link }> =>
  post('people', input);

/** Changes name, role or cameras of a person; suspends them. */
export const changePerson = (person: string, patch: PersonPatch): Promise<Change> =>
  request(`/api/v1/people/${person}`, { method: 'PATCH', body: patch });

/** Removes a person. */
export const removePerson = (person: string): Promise<unknown> => remove(`people/${person}`);

/** A link with which a person chooses a new password. */
export const linkFor = (person: string): Promise<Link> => post(`people/${person}/link`, {});

/** Forgets the second factor of a person who lost it. */
export const resetSecondFactor = (person: string): Promise<unknown> =>
  remove(`people/${person}/second-factor`);

/** Gives a person the act by which they may see images. */
export const addHabilitation = (person: string, input: HabilitationInput): Promise<Change> =>
  post(`people/${person}/habilitations`, input);

/** Ends a habilitation now. */
export const endHabilitation = (person: string, id: number): Promise<unknown> =>
  remove(`people/${person}/habilitations/${id}`);

/** Confirms or refuses rights that somebody asked for themselves. */
export const decideProposal = (id: number, confirm: boolean): Promise<Proposal> =>
  post(`rights-proposals/${id}/decision`, { confirm });

/** Ends a session of a person. */
export const endSession = (person: string, session: string): Promise<unknown> =>
  remove(`people/${person}/sessions/${session}`);

/** Ends an own session. */
export const endOwnSession = (session: string): Promise<unknown> => remove(`me/sessions/${session}`);

/** What cameras are put together by. */
export type PlaceKind = 'communes' | 'camera-groups';

/** Makes a commune or a group, or changes one. */
export const savePlace = (kind: PlaceKind, id: number | undefined, input: PlaceInput): Promise<Place> =>
  id === undefined ? post(kind, input) : request(`/api/v1/${kind}/${id}`, { method: 'PUT', body: input });

/** Removes a commune or a group; its cameras stay. */
export const removePlace = (kind: PlaceKind, id: number): Promise<unknown> => remove(`${kind}/${id}`);

/** Makes a key; it is shown once. */
export const addKey = (input: Static<typeof KeyInput>): Promise<{ readonly key: string }> =>
  post('keys', input);

/** Removes a key: it works no longer. */
export const removeKey = (name: string): Promise<unknown> => remove(`keys/${encodeURIComponent(name)}`);

/** Changes the own password; other sessions end. */
export const changePassword = (input: {
  readonly currentPassword: string;
  readonly newPassword: string;
}): Promise<unknown> =>
  request('/api/auth/change-password', { method: 'POST', body: { ...input, revokeOtherSessions: true } });

/** The own second factors. */
export interface SecondFactors {
  readonly authenticator: boolean;
  readonly recoveryCodes: number;
  readonly passkeys: readonly {
    readonly id: string;
    readonly name: string;
    readonly createdAt: string;
    readonly lastUsedAt: string | null;
  }[];
}

export const secondFactorsQuery = queryOptions({
  queryKey: ['people', 'second-factor'],
  queryFn: ({ signal }) => request<SecondFactors>('/api/v1/me/second-factor', { signal }),
});

/** Removes the own authenticator. */
export const removeAuthenticator = (): Promise<unknown> => remove('me/authenticator');

/** Removes an own passkey. */
export const removePasskey = (id: string): Promise<unknown> =>
  remove(`me/passkeys/${encodeURIComponent(id)}`);
