import swagger from '@fastify/swagger';
import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import { Problem } from '#foundation/wire-schema.ts';

const problemAnswer = {
  description: 'The request failed: a problem (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
};

/** Describes every route under /api in OpenAPI 3.1, and answers that description. */
export async function documentRoutes(app: FastifyInstance, version: string): Promise<void> {
  app.addSchema(Problem);
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/')) {
      route.schema = { ...route.schema, hide: true };
      return;
    }
    const security = waysIn(route.config);
    const answers = (route.schema?.response ?? {}) as Record<string, unknown>;
    const needs = route.config?.permission;
    const stated = needs === undefined ? {} : { 'x-permission': needs };
    route.schema = { security, ...stated, ...route.schema, response: { ...answers, default: problemAnswer } };
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Vigie',
        version,
        description: 'Cameras, zones, rules, alerts and counts of a territory.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'vigie.session_token' },
          key: { type: 'http', scheme: 'bearer', description: 'an API key: vigie_…' },
        },
      },
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) => String(json.$id ?? `schema-${index}`),
    },
  });
  app.get(
    '/api/v1/openapi.json',
    {
      config: { public: true },
      schema: {
        summary: 'This description',
        tags: ['Description'],
        response: { 200: { type: 'object', additionalProperties: true } },
      },
    },
    () => app.swagger(),
  );
}

/** A key reads; what only a person may do wants a session. */
function waysIn({ permission, public: open }: FastifyContextConfig = {}): Record<string, never[]>[] {
  if (open === true) return [];
  return permission?.endsWith(':read') === true ? [{ session: [] }, { key: [] }] : [{ session: [] }];
}
