import { APIError, betterAuth } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type pg from 'pg';
import type { HashPassword, Sessions, SignedInPerson } from '#features/accounts/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';
import { type IdentityProvider, noTokens, providerId, providerPlugin } from './provider.ts';
import { tables } from './tables.ts';

interface SessionOptions {
  readonly pool: pg.Pool;
  readonly secret: string;
  readonly secure: boolean;
  readonly publicUrl: string;
  readonly log: Log;
  readonly provider?: IdentityProvider | undefined;
}

/** Sessions kept by better-auth in our own tables. Signing up and mail are not reachable. */
export function createSessions(options: SessionOptions): Sessions {
  const auth = betterAuth(authOptions(options));
  return {
    handle: (request) => auth.handler(request),
    async personOf(headers) {
      if (!(headers.get('cookie') ?? '').includes('session_token')) return undefined;
      const found = await auth.api.getSession({ headers }).catch((cause: unknown) => {
        throw new VigieError('unavailable', 'Sessions cannot be read: the database does not answer', {
          cause,
        });
      });
      if (found === null) return undefined;
      const { id, name, email, role } = found.user as unknown as SignedInPerson;
      const { secondFactor } = found.session as unknown as SignedInPerson;
      return { id, name, email, role, sessionId: found.session.id, secondFactor: secondFactor === true };
    },
    async open(personId) {
      const { openSession: openFor } = auth.api as unknown as OwnEndpoints;
      const answer = await openFor({ body: { personId }, asResponse: true });
      if (!answer.ok) throw new VigieError('unauthenticated', 'This account cannot sign in');
      return answer.headers.getSetCookie();
    },
  };
}

/** Hashes a password with scrypt and its own salt. */
export const hashSessionPassword: HashPassword = hashPassword;

/** Opens a session for somebody whom Vigie knows already; it has no address that a request could reach. */
const openSession = createAuthEndpoint({ method: 'POST' }, async (context) => {
  const { personId } = context.body as { readonly personId: string };
  const { internalAdapter } = context.context;
  const user = await internalAdapter.findUserById(personId);
  if (!user) throw new APIError('UNAUTHORIZED');
  const session = await internalAdapter.createSession(personId, false, {
    openedBy: 'passkey',
    secondFactor: true,
  });
  await setSessionCookie(context, { session, user });
  return context.json({});
});

interface OwnEndpoints {
  openSession(call: { readonly body: object; readonly asResponse: true }): Promise<Response>;
}

/** What the database is told of a new session. Nobody who is suspended gets one. */
async function openingOf(
  { pool, provider }: SessionOptions,
  session: { readonly userId: string },
  path: string | undefined,
): Promise<object> {
  const { rowCount } = await pool.query('SELECT FROM person WHERE id = $1 AND suspended_at IS NULL', [
    session.userId,
  ]);
  if (rowCount === 0) throw new APIError('UNAUTHORIZED', { code: 'INVALID_EMAIL_OR_PASSWORD' });
  const byProvider =
    path?.startsWith('/callback/') === true
      ? { openedBy: providerId, secondFactor: provider?.asksSecondFactor === true }
      : {};
  // What the browser is and where it stands is nobody's business (GDPR art. 5(1)(c)).
  return { ...session, userAgent: null, ...byProvider };
}

function authOptions(options: SessionOptions) {
  const { pool, secret, secure, publicUrl, log, provider } = options;
  return {
    appName: 'Vigie',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: pool,
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    ...tables,
    plugins: [
      { id: 'vigie', endpoints: { openSession } },
      ...(provider === undefined ? [] : [providerPlugin(provider)]),
    ],
    databaseHooks: {
      session: {
        create: {
          before: async (session: { userId: string }, context: { path?: string } | null) => ({
            data: await openingOf(options, session, context?.path),
          }),
        },
      },
      account: {
        create: { before: async (account: object) => ({ data: { ...account, ...noTokens } }) },
        update: { before: async (account: object) => ({ data: { ...account, ...noTokens } }) },
      },
    },
    // http/ limits attempts and checks origins for every route alike.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'vigie',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { disableIpTracking: true },
      database: { validateSchema: false },
    },
    // Without this a fault goes to the console, around the log.
    onAPIError: {
      onError: (err: unknown) => log.warn({ err, part: 'sessions' }, 'sessions could not be read or written'),
    },
    logger: {
      level: 'warn',
      log: (level: string, message: string) =>
        level === 'error'
          ? log.warn({ part: 'sessions' }, message)
          : log.debug({ part: 'sessions' }, message),
    },
  } as const satisfies Parameters<typeof betterAuth>[0];
}
