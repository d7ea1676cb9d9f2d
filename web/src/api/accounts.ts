import { queryOptions } from '@tanstack/react-query';
import type { Me, SetupInput } from '#features/accounts/account-schema.ts';
import { ApiFault, request } from './client.ts';
import { sessionEnd } from './session-end.ts';

/** Who is signed in as the server knows it; null when nobody is. */
export const askWhoIsSignedIn = (signal?: AbortSignal): Promise<Me | null> =>
  request<Me>('/api/v1/me', { signal }).catch((fault: unknown) => {
    if (fault instanceof ApiFault && fault.status === 401) return null;
    throw fault;
  });

/** Who is signed in; null when nobody is. Whose session ended stays, until they signed in again or left. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ client, signal }) => {
    const me = await askWhoIsSignedIn(signal);
    const known = client.getQueryData<Me | null>(['me']);
    if (me === null && known && sessionEnd.hold()) return known;
    return me;
  },
  staleTime: 60_000,
});

/** Opens a session. */
export const signIn = (credentials: {
  readonly email: string;
  readonly password: string;
}): Promise<unknown> => request('/api/auth/sign-in/email', { method: 'POST', body: credentials });

/** Ends the session. */
export const signOut = (): Promise<unknown> => request('/api/auth/sign-out', { method: 'POST', body: {} });

/** Makes the first people, with the token of the one-time link. */
export const setUp = (input: SetupInput): Promise<unknown> =>
  request('/api/v1/setup', { method: 'POST', body: input });

/** Sets a new password, with the token of a reset link. */
export const resetPassword = (input: {
  readonly token: string;
  readonly newPassword: string;
}): Promise<unknown> => request('/api/auth/reset-password', { method: 'POST', body: input });

/** How people may sign in here, besides with a password. */
export const signInWaysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: ({ signal }) => request<{ readonly oidc: boolean }>('/api/v1/sign-in-ways', { signal }),
  staleTime: Infinity,
});

/** Goes to the provider of identities; the browser comes back signed in. */
export async function signInWithProvider(): Promise<void> {
  const { url } = await request<{ readonly url: string }>('/api/auth/sign-in/oidc', {
    method: 'POST',
    body: {},
  });
  location.assign(url);
}

/** Gives the second factor of the session. */
export const giveSecondFactor = (code: string): Promise<unknown> =>
  request('/api/auth/second-factor', { method: 'POST', body: { code } });

/** A new authenticator, to be confirmed by a code. */
export const beginAuthenticator = (): Promise<{ readonly secret: string; readonly uri: string }> =>
  request('/api/v1/me/authenticator', { method: 'POST', body: {} });

/** Confirms the authenticator; answers the recovery codes, once. */
export const confirmAuthenticator = (code: string): Promise<{ readonly recoveryCodes: readonly string[] }> =>
  request('/api/v1/me/authenticator/confirmation', { method: 'POST', body: { code } });
