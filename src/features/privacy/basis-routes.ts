import { Type } from 'typebox';
import { principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, Nothing, WholeList } from '#http/route-parts.ts';
import type { AuthorisationService } from './authorisation-service.ts';
import type { BasisService } from './basis-service.ts';
import {
  Authorisation,
  AuthorisationInput,
  Basis,
  BasisInput,
  SignatureInput,
  StopInput,
} from './legal-schema.ts';

const tags = ['Law'];
const read = { permission: 'legal:read', everyCamera: true } as const;
const write = { permission: 'legal:write', everyCamera: true } as const;

/** Orders and special texts: list, record, sign, stop. */
export function registerBases(app: App, bases: BasisService): void {
  const path = '/api/v1/legal/bases';
  app.get(
    path,
    { config: read, schema: { summary: 'Legal bases', tags, response: { 200: WholeList(Basis) } } },
    async () => ({ items: await bases.list() }),
  );
  app.post(
    path,
    {
      config: write,
      schema: { summary: 'Record a legal basis', tags, body: BasisInput, response: { 201: Basis } },
    },
    async (request, reply) => reply.status(201).send(await bases.insert(request.body)),
  );
  app.patch(
    `${path}/:id`,
    {
      config: write,
      schema: {
        summary: 'Change a legal basis; its signatures are gathered anew',
        tags,
        params: IdPath,
        body: Type.Partial(BasisInput, { additionalProperties: false }),
        response: { 200: Basis },
      },
    },
    (request) => bases.update(request.params.id, request.body),
  );
  app.delete(
    `${path}/:id`,
    {
      config: write,
      schema: { summary: 'Remove a legal basis', tags, params: IdPath, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await bases.remove(request.params.id);
      return reply.status(204).send(null);
    },
  );
  app.post(
    `${path}/:id/signatures`,
    {
      config: write,
      schema: {
        summary: 'Sign a special text, as the person who is signed in',
        tags,
        params: IdPath,
        body: SignatureInput,
        response: { 200: Basis },
      },
    },
    (request) => bases.sign(request.params.id, request.body.quality, principalOf(request)),
  );
  for (const verb of ['stop', 'resume'] as const)
    app.post(
      `${path}/:id/${verb}`,
      {
        config: write,
        schema: {
          summary:
            verb === 'stop'
              ? 'Stop one event of a basis, or all of it, at once'
              : 'Start what was stopped again',
          tags,
          params: IdPath,
          body: StopInput,
          response: { 200: Basis },
        },
      },
      (request) => bases[verb](request.params.id, request.body),
    );
}

/** Authorisations of the prefect. */
export function registerAuthorisations(app: App, authorisations: AuthorisationService): void {
  const path = '/api/v1/legal/authorisations';
  app.get(
    path,
    {
      config: read,
      schema: { summary: 'Authorisations of the prefect', tags, response: { 200: WholeList(Authorisation) } },
    },
    async () => ({ items: await authorisations.list() }),
  );
  app.post(
    path,
    {
      config: write,
      schema: {
        summary: 'Record an authorisation',
        tags,
        body: AuthorisationInput,
        response: { 201: Authorisation },
      },
    },
    async (request, reply) => reply.status(201).send(await authorisations.insert(request.body)),
  );
  app.patch(
    `${path}/:id`,
    {
      config: write,
      schema: {
        summary: 'Change an authorisation',
        tags,
        params: IdPath,
        body: Type.Partial(AuthorisationInput, { additionalProperties: false }),
        response: { 200: Authorisation },
      },
    },
    (request) => authorisations.update(request.params.id, request.body),
  );
  app.delete(
    `${path}/:id`,
    {
      config: write,
      schema: { summary: 'Remove an authorisation', tags, params: IdPath, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await authorisations.remove(request.params.id);
      return reply.status(204).send(null);
    },
  );
}
