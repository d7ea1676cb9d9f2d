import { Type } from 'typebox';
import { VigieError } from '#foundation/errors.ts';
import { halfSignedIn, type Principal, principalOf, signedIn } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { Nothing } from '#http/route-parts.ts';
import { Me, type Permission, Role, SetupInput } from './account-schema.ts';
import type { AccountService } from './account-service.ts';
import type { Sessions } from './ports.ts';
import { answerFromSessions } from './session-answer-routes.ts';
import type { SessionService } from './session-service.ts';
import type { SignInGuard } from './sign-in-guard.ts';

interface AccountParts {
  readonly accounts: AccountService;
  readonly sessions: Sessions;
  readonly guard: SignInGuard;
  readonly openSessions: Pick<SessionService, 'endOthers'>;
  /** The territory a person works in. */
  readonly territory: () => Promise<Me['territory']>;
}

const tags = ['Accounts'];
/** Enough for a person who mistypes, too few for one who guesses. */
const fewAttempts = { rateLimit: { max: 10, timeWindow: '1 minute' } };
const Password = Type.String({ minLength: 12, maxLength: 200, description: 'at least 12 characters' });
const Token = Type.String({ minLength: 20, maxLength: 200 });
const State = Type.Object({ needed: Type.Boolean({ description: 'no administrator exists yet' }) });

/** Who is signed in, and the one-time links. */
export function registerAccountRoutes(app: App, parts: AccountParts): void {
  registerSessionRoutes(app, parts);
  app.get(
    '/api/v1/me',
    {
      config: { permission: halfSignedIn },
      schema: { summary: 'Who is signed in', tags, response: { 200: Me } },
    },
    async (request) => meOf(principalOf(request), await parts.territory()),
  );
  app.get(
    '/api/v1/setup',
    {
      config: { public: true },
      schema: { summary: 'Whether the first people are still to be made', tags, response: { 200: State } },
    },
    async () => ({ needed: await parts.accounts.needsSetup() }),
  );
  app.post(
    '/api/v1/setup',
    {
      config: { public: true, ...fewAttempts },
      schema: {
        summary: 'Make the first people, with the token of the one-time link',
        tags,
        body: SetupInput,
        response: { 201: State },
      },
    },
    async (request, reply) => {
      await parts.accounts.setUp(request.body);
      return reply.status(201).send({ needed: false });
    },
  );
  app.post(
    '/api/auth/reset-password',
    {
      config: { public: true, ...fewAttempts },
      schema: {
        summary: 'Set a new password, with the token of a reset link; ends all sessions of the person',
        tags,
        body: Type.Object({ token: Token, newPassword: Password }, { additionalProperties: false }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await parts.accounts.resetPassword(request.body.token, request.body.newPassword);
      return reply.status(204).send(null);
    },
  );
}

function registerSessionRoutes(app: App, { sessions, guard, openSessions }: AccountParts): void {
  const Person = Type.Object({ id: Type.String(), name: Type.String(), email: Type.String(), role: Role });
  app.post(
    '/api/auth/sign-in/email',
    {
      config: { public: true, ...fewAttempts },
      schema: {
        summary: 'Sign in: opens a session in a cookie',
        tags,
        body: Type.Object(
          {
            email: Type.String({ minLength: 3, maxLength: 254 }),
            password: Type.String({ minLength: 1, maxLength: 200 }),
            rememberMe: Type.Optional(Type.Boolean()),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ user: Person }) },
      },
    },
    async (request, reply) => {
      const account = `account:${request.body.email.trim().toLowerCase()}`;
      const names = [account, `address:${request.ip}`];
      guard.check(names, Date.now());
      try {
        const answer = await answerFromSessions(sessions, request, reply, request.body);
        guard.succeeded([account]);
        return answer;
      } catch (fault) {
        if (fault instanceof VigieError && fault.code === 'unauthenticated') guard.failed(names, Date.now());
        throw fault;
      }
    },
  );
  app.post(
    '/api/auth/sign-out',
    {
      config: { public: true },
      schema: { summary: 'Sign out', tags, response: { 200: Type.Object({ success: Type.Boolean() }) } },
    },
    (request, reply) => answerFromSessions(sessions, request, reply, {}),
  );
  app.post(
    '/api/auth/change-password',
    {
      config: { permission: signedIn, ...fewAttempts },
      schema: {
        summary: 'Change the own password; ends the other sessions',
        tags,
        body: Type.Object(
          {
            currentPassword: Type.String({ minLength: 1, maxLength: 200 }),
            newPassword: Password,
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ user: Person }) },
      },
    },
    (request, reply) => {
      const { id, session } = principalOf(request);
      const onSuccess = async (): Promise<void> => {
        if (session !== undefined) await openSessions.endOthers(id, session.id);
      };
      return answerFromSessions(sessions, request, reply, request.body, { onSuccess });
    },
  );
}

function meOf(principal: Principal, territory: Me['territory']): Me {
  return {
    id: principal.id,
    name: principal.name,
    email: principal.email ?? '',
    role: principal.role as Role,
    permissions: principal.isHalf === true ? [] : (principal.permissions as Permission[]),
    cameras: principal.cameraIds === 'all' ? null : [...principal.cameraIds],
    viewable: [...(principal.viewableIds ?? [])],
    secondFactor: {
      isAsked: principal.isHalf === true,
      isRequired: principal.session?.secondFactor.isRequired === true,
      isSetUp: principal.session?.secondFactor.isSetUp === true,
      graceUntil: principal.session?.secondFactor.graceUntil?.toISOString() ?? null,
    },
    territory,
  };
}
