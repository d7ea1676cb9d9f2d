import { Type } from 'typebox';
import { PageOf, PageQuery } from '#foundation/wire-schema.ts';
import type { App } from '#http/http-server.ts';
import { IdPath } from '#http/route-parts.ts';
import { Breach, BreachAssessment, BreachInput, BreachStep } from './breach-schema.ts';
import type { BreachService } from './breach-service.ts';

const tags = ['Compliance'];
const read = { permission: 'compliance:read' };
const write = { permission: 'compliance:write' };

/** Breaches of personal data, each with its 72 hours. */
export function registerBreachRoutes(app: App, breaches: BreachService): void {
  app.get(
    '/api/v1/compliance/breaches',
    {
      config: read,
      schema: {
        summary: 'Breaches of personal data (GDPR art. 33(5))',
        tags,
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: PageOf(Breach) },
      },
    },
    (request) => breaches.list(request.query),
  );
  app.post(
    '/api/v1/compliance/breaches',
    {
      config: write,
      schema: { summary: 'Enter a breach', tags, body: BreachInput, response: { 201: Breach } },
    },
    async (request, reply) => reply.status(201).send(await breaches.insert(request.body)),
  );
  app.post(
    '/api/v1/compliance/breaches/:id/steps',
    {
      config: write,
      schema: {
        summary: 'Say what was done about a breach',
        tags,
        params: IdPath,
        body: BreachStep,
        response: { 200: Breach },
      },
    },
    (request) => breaches.take(request.params.id, request.body),
  );
  app.get(
    '/api/v1/compliance/breaches/:id/assessment',
    {
      config: write,
      schema: {
        summary: 'Cameras, times and persons concerned, and the text for the authority',
        tags,
        params: IdPath,
        response: { 200: BreachAssessment },
      },
    },
    (request) => breaches.assess(request.params.id),
  );
}
