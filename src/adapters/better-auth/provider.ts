import { genericOAuth } from 'better-auth/plugins';

/** A provider of identities that people may sign in with (OpenID Connect). */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** the provider has asked for a second factor: Vigie asks for none of its own */
  readonly asksSecondFactor: boolean;
}

/** The provider's name in addresses and in the table of credentials. */
export const providerId = 'oidc';

/** Sign-in by the provider: signed tokens only, and nobody is made by signing in. */
export function providerPlugin({ issuer, clientId, clientSecret }: IdentityProvider) {
  return genericOAuth({
    config: [
      {
        providerId,
        discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        requireIdTokenVerification: true,
        clientId,
        clientSecret,
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        disableSignUp: true,
        disableImplicitSignUp: true,
      },
    ],
  });
}

/** What a provider hands out opens doors elsewhere; Vigie has no use for it and keeps none of it. */
export const noTokens = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
} as const;
