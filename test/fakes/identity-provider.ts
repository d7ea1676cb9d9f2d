import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
// @ts-expect-error the package ships no types
import Provider from 'oidc-provider';

/** Who signs in at the provider. */
export interface ProviderAccount {
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: boolean;
}

const client = { id: 'vigie', secret: 'a-secret-between-two-servers' };

/** A real OpenID provider on loopback that lets in, without a form, whoever the test names. */
export async function startIdentityProvider(redirectUri: string) {
  let account: ProviderAccount = { subject: 'nobody', email: 'nobody@example.org', emailVerified: true };
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [{ ...jwk, use: 'sig', alg: 'RS256', kid: 'test' }] },
    cookies: { keys: ['a key for the cookies of the test'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, accountId: string) => ({
      accountId,
      claims: () => ({
        sub: accountId,
        email: account.email,
        email_verified: account.emailVerified,
        name: 'Somebody',
      }),
    }),
    async loadExistingGrant(context: {
      oidc: { provider: typeof Provider; client: { clientId: string }; session: { accountId: string } };
    }) {
      const { client: asking, session } = context.oidc;
      const grant = new context.oidc.provider.Grant({
        clientId: asking.clientId,
        accountId: session.accountId,
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  answer = (request, response) => {
    if (request.url?.startsWith('/interaction/') === true)
      void provider.interactionFinished(request, response, { login: { accountId: account.subject } });
    else callback(request, response);
  };
  return {
    issuer,
    clientId: client.id,
    clientSecret: client.secret,
    letIn: (who: ProviderAccount): void => {
      account = who;
    },
    /** Follows the provider's redirects as a browser does, to the address where it sends people back. */
    async visit(url: string): Promise<string> {
      const cookies = new Map<string, string>();
      let target = url;
      for (let hop = 0; hop < 8; hop++) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const found = await fetch(target, { redirect: 'manual', headers: { cookie } });
        for (const line of found.headers.getSetCookie()) {
          const [pair = ''] = line.split(';');
          const [name = '', ...rest] = pair.split('=');
          cookies.set(name, rest.join('='));
        }
        const location = found.headers.get('location');
        if (location === null) throw new Error(`no way back: ${found.status} ${await found.text()}`);
        target = new URL(location, target).href;
        if (target.startsWith(redirectUri)) return target;
      }
      throw new Error('the provider goes round in circles');
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
