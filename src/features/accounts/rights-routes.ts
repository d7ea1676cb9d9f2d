import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { VigieError } from '#foundation/errors.ts';
import { principalOf, signedIn } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, Nothing, WholeList } from '#http/route-parts.ts';
import type { KeyService } from './key-service.ts';
import { askerOf, PersonPath } from './people-routes.ts';
import { Key, KeyInput, Place, PlaceInput, Proposal, ProposalDecision, Session } from './people-schema.ts';
import type { PeopleService } from './people-service.ts';
import type { PlaceService } from './place-service.ts';
import type { SessionService } from './session-service.ts';

interface RightsRouteParts {
  readonly people: PeopleService;
  readonly places: PlaceService;
  readonly openSessions: SessionService;
  readonly keys: KeyService;
}

const manage = { permission: 'people:manage' };
const SessionPath = Type.Object({ session: Type.String({ minLength: 1, maxLength: 100 }) });

/** What rights are made of besides people: proposals, sessions, keys, communes and groups. */
export function registerRightsRoutes(app: App, parts: RightsRouteParts): void {
  registerProposals(app, parts.people);
  registerSessions(app, parts.openSessions);
  registerKeys(app, parts.keys);
  registerPlaces(app, parts.places, 'commune');
  registerPlaces(app, parts.places, 'group');
}

/** Two may decide: who manages people, and the data protection officer. */
function requireDecider(request: FastifyRequest): void {
  const { permissions } = principalOf(request);
  if (permissions.includes('people:manage') || permissions.includes('compliance:write')) return;
  throw new VigieError('forbidden', 'Administrators and the data protection officer decide on rights');
}

function registerProposals(app: App, people: PeopleService): void {
  const tags = ['People'];
  app.get(
    '/api/v1/rights-proposals',
    {
      config: { permission: signedIn },
      schema: {
        summary: 'Rights that somebody asked for themselves, the newest first',
        tags,
        response: { 200: WholeList(Proposal) },
      },
    },
    async (request) => {
      requireDecider(request);
      return { items: await people.proposals() };
    },
  );
  app.post(
    '/api/v1/rights-proposals/:id/decision',
    {
      config: { permission: signedIn },
      schema: {
        summary: 'Confirm or refuse; whoever asked for it may not',
        tags,
        params: IdPath,
        body: ProposalDecision,
        response: { 200: Proposal },
      },
    },
    (request) => {
      requireDecider(request);
      return people.decide(request.params.id, request.body.confirm, askerOf(principalOf(request)));
    },
  );
}

function registerSessions(app: App, sessions: SessionService): void {
  const tags = ['Accounts'];
  app.get(
    '/api/v1/me/sessions',
    {
      config: { permission: signedIn },
      schema: { summary: 'The own open sessions', tags, response: { 200: WholeList(Session) } },
    },
    async (request) => {
      const { id, session } = principalOf(request);
      return { items: await sessions.list(id, session?.id) };
    },
  );
  app.delete(
    '/api/v1/me/sessions/:session',
    {
      config: { permission: signedIn },
      schema: { summary: 'End an own session', tags, params: SessionPath, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await sessions.end(principalOf(request).id, request.params.session);
      return reply.status(204).send(null);
    },
  );
  app.get(
    '/api/v1/people/:person/sessions',
    {
      config: manage,
      schema: {
        summary: 'Open sessions of a person',
        tags: ['People'],
        params: PersonPath,
        response: { 200: WholeList(Session) },
      },
    },
    async (request) => ({ items: await sessions.list(request.params.person, undefined) }),
  );
  app.delete(
    '/api/v1/people/:person/sessions/:session',
    {
      config: manage,
      schema: {
        summary: 'End a session of a person',
        tags: ['People'],
        params: Type.Object({ ...PersonPath.properties, ...SessionPath.properties }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await sessions.end(request.params.person, request.params.session);
      return reply.status(204).send(null);
    },
  );
}

function registerKeys(app: App, keys: KeyService): void {
  const tags = ['Keys'];
  const view = ({ communes, groups, ...key }: Awaited<ReturnType<KeyService['list']>>[number]) => ({
    id: key.id,
    name: key.name,
    scopes: [...key.scopes] as never[],
    cameras: communes === null || groups === null ? null : { communes: [...communes], groups: [...groups] },
    regime: key.regime,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    expiresAt: key.expiresAt?.toISOString() ?? null,
  });
  app.get(
    '/api/v1/keys',
    { config: manage, schema: { summary: 'API keys', tags, response: { 200: WholeList(Key) } } },
    async () => ({ items: (await keys.list()).map(view) }),
  );
  app.post(
    '/api/v1/keys',
    {
      config: manage,
      schema: {
        summary: 'Make an API key; it is shown once and cannot be read again',
        tags,
        body: KeyInput,
        response: { 201: Type.Object({ key: Type.String() }) },
      },
    },
    async (request, reply) => {
      const { name, scopes, cameras, expiresInDays, regime } = request.body;
      const key = await keys.create({
        name,
        scopes,
        expiresInDays,
        regime,
        cameras: cameras ?? { communes: null, groups: null },
        createdBy: principalOf(request).id,
      });
      return reply.status(201).send({ key });
    },
  );
  app.delete(
    '/api/v1/keys/:name',
    {
      config: manage,
      schema: {
        summary: 'Remove an API key: it works no longer',
        tags,
        params: Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await keys.remove(request.params.name);
      return reply.status(204).send(null);
    },
  );
}

function registerPlaces(app: App, places: PlaceService, kind: 'commune' | 'group'): void {
  const path = kind === 'commune' ? '/api/v1/communes' : '/api/v1/camera-groups';
  const several = kind === 'commune' ? 'Communes' : 'Groups of cameras';
  const one = kind === 'commune' ? 'commune' : 'group of cameras';
  const tags = ['People'];
  const read = { permission: 'configuration:read', everyCamera: true } as const;
  const write = { ...manage, everyCamera: true } as const;
  app.get(
    path,
    { config: read, schema: { summary: several, tags, response: { 200: WholeList(Place) } } },
    async () => ({ items: await places.list(kind) }),
  );
  app.post(
    path,
    { config: write, schema: { summary: `Add a ${one}`, tags, body: PlaceInput, response: { 201: Place } } },
    async (request, reply) => reply.status(201).send(await places.insert(kind, request.body)),
  );
  app.put(
    `${path}/:id`,
    {
      config: write,
      schema: {
        summary: `Change a ${one}`,
        tags,
        params: IdPath,
        body: PlaceInput,
        response: { 200: Place },
      },
    },
    (request) => places.update(kind, request.params.id, request.body),
  );
  app.delete(
    `${path}/:id`,
    {
      config: write,
      schema: { summary: `Remove a ${one}`, tags, params: IdPath, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await places.remove(kind, request.params.id);
      return reply.status(204).send(null);
    },
  );
}
