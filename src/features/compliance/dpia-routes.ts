import { Type } from 'typebox';
import type { App } from '#http/http-server.ts';
import { Dpia, DpiaOpinions } from './dpia-schema.ts';
import type { DpiaService } from './dpia-service.ts';

const tags = ['Compliance'];
const read = { permission: 'compliance:read' };
const write = { permission: 'compliance:write' };
const InLanguage = Type.Object(
  { language: Type.Optional(Type.Union([Type.Literal('fr'), Type.Literal('en')], { default: 'fr' })) },
  { additionalProperties: false },
);

/** The impact assessment. */
export function registerDpiaRoutes(app: App, dpia: DpiaService): void {
  app.get(
    '/api/v1/compliance/dpia',
    {
      config: read,
      schema: {
        summary: 'The impact assessment (GDPR art. 35): its newest version, and what changed since',
        tags,
        response: { 200: Dpia },
      },
    },
    () => dpia.find(),
  );
  app.post(
    '/api/v1/compliance/dpia/versions',
    {
      config: write,
      schema: {
        summary: 'Write a version from the configuration as it stands',
        tags,
        body: DpiaOpinions,
        response: { 201: Dpia },
      },
    },
    async (request, reply) => reply.status(201).send(await dpia.write(request.body)),
  );
  app.post(
    '/api/v1/compliance/dpia/signature',
    { config: write, schema: { summary: 'Sign the newest version', tags, response: { 200: Dpia } } },
    () => dpia.sign(),
  );
  app.get(
    '/api/v1/compliance/dpia.pdf',
    {
      config: read,
      schema: {
        summary: 'The impact assessment as PDF',
        tags,
        querystring: InLanguage,
        response: {
          200: {
            description: 'the assessment',
            content: { 'application/pdf': { schema: Type.Unsafe<Uint8Array>(Type.String()) } },
          },
        },
      },
    },
    async (request, reply) =>
      reply
        .type('application/pdf')
        .header('content-disposition', 'attachment; filename="dpia.pdf"')
        .send(await dpia.pdf(request.query.language ?? 'fr')),
  );
}
