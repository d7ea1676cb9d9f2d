import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { VigieError } from '#foundation/errors.ts';
import { headersOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import type { Sessions } from './ports.ts';
import { answerFromSessions } from './session-answer-routes.ts';

interface ProviderRouteParts {
  readonly sessions: Sessions;
  /** a provider is named in the settings */
  readonly hasProvider: boolean;
}

const tags = ['Accounts'];
const fewAttempts = { rateLimit: { max: 20, timeWindow: '1 minute' } };
const refusedPage = '/sign-in?refused=oidc';

/** Sign-in with a provider of identities (OpenID Connect). */
export function registerProviderRoutes(app: App, { sessions, hasProvider }: ProviderRouteParts): void {
  app.get(
    '/api/v1/sign-in-ways',
    {
      config: { public: true },
      schema: {
        summary: 'How people may sign in here, besides with a password',
        tags,
        response: { 200: Type.Object({ oidc: Type.Boolean() }) },
      },
    },
    () => ({ oidc: hasProvider }),
  );
  app.post(
    '/api/auth/sign-in/oidc',
    {
      config: { public: true, ...fewAttempts },
      schema: {
        summary: 'Begin to sign in with the provider: answers the address to go to',
        tags,
        response: { 200: Type.Object({ url: Type.String() }) },
      },
    },
    (request, reply) => {
      if (!hasProvider) throw new VigieError('not-found', 'No provider is named in the settings');
      const body = {
        provider: 'oidc',
        callbackURL: '/',
        errorCallbackURL: refusedPage,
        disableRedirect: true,
      };
      return answerFromSessions(sessions, request, reply, body, { path: '/api/auth/sign-in/social' });
    },
  );
  app.get(
    '/api/auth/callback/oidc',
    {
      config: { public: true, ...fewAttempts },
      schema: {
        summary: 'Where the provider sends people back to',
        tags,
        querystring: Type.Object({}, { additionalProperties: Type.String({ maxLength: 4000 }) }),
        response: { 302: Type.Null({ description: 'to the pages' }) },
      },
    },
    (request, reply) => comeBack(sessions, request, reply as FastifyReply) as Promise<never>,
  );
}

async function comeBack(
  sessions: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const url = new URL(request.url, `${request.protocol}://${request.host}`);
  const answer = await sessions.handle(new Request(url, { headers: headersOf(request) }));
  for (const cookie of answer.headers.getSetCookie()) void reply.header('set-cookie', cookie);
  return reply
    .status(302)
    .header('location', pageOf(answer.headers.get('location')))
    .send();
}

/** Only our own pages, whatever the answer says. */
function pageOf(location: string | null): string {
  if (location === null) return refusedPage;
  const { pathname, search } = new URL(location, 'http://here');
  return pathname.startsWith('//') || search.includes('error') ? refusedPage : '/';
}
