import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { VigieError } from '#foundation/errors.ts';
import { Instant, Name } from '#foundation/wire-schema.ts';
import { halfSignedIn, principalOf, signedIn } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { Nothing } from '#http/route-parts.ts';
import type { PasskeyService } from './passkey-service.ts';
import type { RelyingParty, Sessions } from './ports.ts';
import type { Holder, SecondFactorService } from './second-factor-service.ts';

interface SecondFactorRouteParts {
  readonly secondFactors: SecondFactorService;
  readonly passkeys: PasskeyService;
  readonly sessions: Sessions;
  /** the address people type; undefined: the one of the request */
  readonly publicUrl: string | undefined;
}

const tags = ['Accounts'];
const closed = { additionalProperties: false };
const fewAttempts = { rateLimit: { max: 20, timeWindow: '1 minute' } };
const Code = Type.Object({ code: Type.String({ minLength: 6, maxLength: 40 }) }, closed);
/** What the browser hands over is checked by the ceremony, piece by piece. */
const Answer = Type.Object({ id: Type.String({ minLength: 1, maxLength: 1024 }) });
const Options = Type.Unsafe<object>({ type: 'object', additionalProperties: true });
const SecondFactorsView = Type.Object({
  authenticator: Type.Boolean(),
  recoveryCodes: Type.Integer({ description: 'how many are left' }),
  passkeys: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      createdAt: Instant,
      lastUsedAt: Type.Union([Instant, Type.Null()]),
    }),
  ),
});

function holderOf(request: FastifyRequest): Holder {
  const { id, name, email = '', session } = principalOf(request);
  if (session === undefined) throw new VigieError('forbidden', 'This is for people');
  return { id, name, email, sessionId: session.id };
}

/** Sets up a first second factor in half a session; a further one only once the first was given. */
function setterOf(request: FastifyRequest): Holder {
  const { isHalf, session } = principalOf(request);
  if (isHalf === true && session?.secondFactor.isSetUp === true)
    throw new VigieError('forbidden', 'Give the second factor first');
  return holderOf(request);
}

/** The second factor: set up, given, removed; and passkeys, which are both in one. */
export function registerSecondFactorRoutes(app: App, parts: SecondFactorRouteParts): void {
  registerAuthenticator(app, parts.secondFactors);
  registerPasskeys(app, parts);
  registerPasskeySignIn(app, parts);
}

function registerAuthenticator(app: App, secondFactors: SecondFactorService): void {
  app.get(
    '/api/v1/me/second-factor',
    {
      config: { permission: halfSignedIn },
      schema: { summary: 'The own second factors', tags, response: { 200: SecondFactorsView } },
    },
    async (request) => {
      const found = await secondFactors.of(holderOf(request).id);
      return { ...found, passkeys: [...found.passkeys] };
    },
  );
  app.post(
    '/api/auth/second-factor',
    {
      config: { permission: halfSignedIn, ...fewAttempts },
      schema: {
        summary: 'Give the code of the authenticator, or a recovery code; each is good once',
        tags,
        body: Code,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await secondFactors.verify(holderOf(request), request.body.code);
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/v1/me/authenticator',
    {
      config: { permission: halfSignedIn },
      schema: {
        summary: 'Begin to set up an authenticator: its secret, as text and for a QR code',
        tags,
        response: { 201: Type.Object({ secret: Type.String(), uri: Type.String() }) },
      },
    },
    async (request, reply) => reply.status(201).send(await secondFactors.begin(setterOf(request))),
  );
  app.post(
    '/api/v1/me/authenticator/confirmation',
    {
      config: { permission: halfSignedIn, ...fewAttempts },
      schema: {
        summary: 'Confirm the authenticator by a code; answers ten recovery codes, shown once',
        tags,
        body: Code,
        response: { 200: Type.Object({ recoveryCodes: Type.Array(Type.String()) }) },
      },
    },
    async (request) => ({
      recoveryCodes: [...(await secondFactors.confirm(setterOf(request), request.body.code))],
    }),
  );
  app.delete(
    '/api/v1/me/authenticator',
    {
      config: { permission: signedIn },
      schema: {
        summary: 'Remove the own authenticator and its recovery codes',
        tags,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await secondFactors.removeAuthenticator(holderOf(request));
      return reply.status(204).send(null);
    },
  );
}

function siteOf(request: FastifyRequest, publicUrl: string | undefined): RelyingParty {
  const { origin, hostname } = new URL(publicUrl ?? `${request.protocol}://${request.host}`);
  return { origin, host: hostname };
}

function registerPasskeys(app: App, { passkeys, publicUrl }: SecondFactorRouteParts): void {
  app.post(
    '/api/v1/me/passkeys/options',
    {
      config: { permission: halfSignedIn },
      schema: { summary: 'What the browser needs to make a passkey', tags, response: { 200: Options } },
    },
    (request) => passkeys.registrationOptions(setterOf(request), siteOf(request, publicUrl)),
  );
  app.post(
    '/api/v1/me/passkeys',
    {
      config: { permission: halfSignedIn, ...fewAttempts },
      schema: {
        summary: 'Keep a passkey that the browser made',
        tags,
        body: Type.Object({ name: Name, response: Answer }, closed),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await passkeys.register(setterOf(request), siteOf(request, publicUrl), request.body);
      return reply.status(204).send(null);
    },
  );
  app.delete(
    '/api/v1/me/passkeys/:passkey',
    {
      config: { permission: signedIn },
      schema: {
        summary: 'Remove an own passkey',
        tags,
        params: Type.Object({ passkey: Type.String({ minLength: 1, maxLength: 1024 }) }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await passkeys.remove(holderOf(request), request.params.passkey);
      return reply.status(204).send(null);
    },
  );
}

function registerPasskeySignIn(app: App, { passkeys, sessions, publicUrl }: SecondFactorRouteParts): void {
  app.post(
    '/api/auth/passkey/options',
    {
      config: { public: true, ...fewAttempts },
      schema: {
        summary: 'What the browser needs to sign in with a passkey',
        tags,
        response: { 200: Options },
      },
    },
    (request) => passkeys.signInOptions(siteOf(request, publicUrl)),
  );
  app.post(
    '/api/auth/passkey',
    {
      config: { public: true, ...fewAttempts },
      schema: {
        summary: 'Sign in with a passkey: opens a session in a cookie',
        tags,
        body: Type.Object({ response: Answer }, closed),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const personId = await passkeys.signIn(siteOf(request, publicUrl), request.body.response);
      for (const cookie of await sessions.open(personId)) void reply.header('set-cookie', cookie);
      return reply.status(204).send(null);
    },
  );
}
