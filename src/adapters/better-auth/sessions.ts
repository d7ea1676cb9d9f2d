import { betterAuth } from 'better-auth';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type pg from 'pg';
import type { HashPassword, Sessions, SignedInPerson } from '#features/accounts/ports.ts';
import { VigieError } from '#foundation/errors.ts';
import type { Log } from '#foundation/log.ts';

const week = 7 * 24 * 3600;
const day = 24 * 3600;

/** Sessions kept by better-auth in our own tables. Signing up, mail and other providers are not reachable. */
export function createSessions(options: {
  readonly pool: pg.Pool;
  readonly secret: string;
  readonly secure: boolean;
  readonly publicUrl: string;
  readonly log: Log;
}): Sessions {
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
      return { id, name, email, role };
    },
  };
}

/** Hashes a password with scrypt and its own salt. */
export const hashSessionPassword: HashPassword = hashPassword;

const times = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** Where better-auth finds what it keeps: our names for its tables and fields. */
const tables = {
  user: {
    modelName: 'person',
    fields: { emailVerified: 'email_verified', ...times },
    additionalFields: {
      role: { type: 'string', required: true, input: false },
      territoryId: {
        type: 'number',
        required: true,
        input: false,
        returned: false,
        fieldName: 'territory_id',
      },
    },
  },
  session: {
    modelName: 'session',
    fields: {
      userId: 'person_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...times,
    },
    expiresIn: week,
    updateAge: day,
  },
  account: {
    modelName: 'credential',
    fields: {
      userId: 'person_id',
      providerId: 'provider',
      accountId: 'account',
      password: 'password_hash',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...times,
    },
  },
} as const;

function authOptions({ pool, secret, secure, publicUrl, log }: Parameters<typeof createSessions>[0]) {
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
    // What the browser is and where it stands is nobody's business (GDPR art. 5(1)(c)).
    databaseHooks: {
      session: {
        create: { before: (session: object) => Promise.resolve({ data: { ...session, userAgent: null } }) },
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
