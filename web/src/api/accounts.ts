import { queryOptions } from '@tanstack/react-query';
import type { Me, SetupInput } from '#features/accounts/account-schema.ts';
import { ApiFault, request } from './client.ts';

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) =>
    request<Me>('/api/v1/me', { signal }).catch((fault: unknown) => {
      if (fault instanceof ApiFault && fault.status === 401) return null;
      throw fault;
    }),
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
