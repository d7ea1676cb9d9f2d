import { Type } from 'typebox';
import { Instant } from '#foundation/wire-schema.ts';
import type { App } from '#http/http-server.ts';
import { ControllerDraft } from './controller-schema.ts';
import { Evidence } from './evidence-schema.ts';
import type { SecurityFileService } from './security-file-service.ts';

const tags = ['Compliance'];
const config = { permission: 'compliance:read' };
const Words = Type.Object({ en: Type.String(), fr: Type.String() });

const SecurityFile = Type.Object({
  madeAt: Instant,
  version: Type.String(),
  territory: Type.String(),
  controller: ControllerDraft,
  components: Type.Array(Words),
  measures: Type.Array(
    Type.Object({
      rows: Type.Array(Type.String(), { description: 'rows of docs/compliance.md, where the tests stand' }),
      status: Type.Union([Type.Literal('held'), Type.Literal('action'), Type.Literal('host')]),
      words: Words,
    }),
  ),
  findings: Evidence.properties.findings,
  acceptedRisks: Type.Array(Words),
});

/** The security file of the approval. */
export function registerSecurityFileRoutes(app: App, files: SecurityFileService): void {
  app.get(
    '/api/v1/compliance/security-file',
    {
      config,
      schema: {
        summary: 'The security file for the approval (RGS), made of the configuration as it runs',
        tags,
        response: { 200: SecurityFile },
      },
    },
    () => files.find(),
  );
  app.get(
    '/api/v1/compliance/security-file.pdf',
    {
      config,
      schema: {
        summary: 'The same as PDF',
        tags,
        querystring: Type.Object(
          {
            language: Type.Optional(Type.Union([Type.Literal('fr'), Type.Literal('en')], { default: 'fr' })),
          },
          { additionalProperties: false },
        ),
        response: {
          200: {
            description: 'the security file',
            content: { 'application/pdf': { schema: Type.Unsafe<Uint8Array>(Type.String()) } },
          },
        },
      },
    },
    async (request, reply) =>
      reply
        .type('application/pdf')
        .header('content-disposition', 'attachment; filename="security-file.pdf"')
        .send(await files.pdf(request.query.language ?? 'fr')),
  );
}
