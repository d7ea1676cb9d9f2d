import type { App } from '#http/http-server.ts';
import { Evidence, EvidenceBundle } from './evidence-schema.ts';
import type { EvidenceService } from './evidence-service.ts';

const tags = ['Compliance'];
const config = { permission: 'compliance:read' };

/** The proof that the rules are held. */
export function registerEvidenceRoutes(app: App, evidence: EvidenceService): void {
  app.get(
    '/api/v1/compliance/evidence',
    {
      config,
      schema: { summary: 'How this instance stands, rule by rule', tags, response: { 200: Evidence } },
    },
    () => evidence.find(),
  );
  app.get(
    '/api/v1/compliance/evidence/bundle',
    {
      config,
      schema: {
        summary: 'The same with its signature, to keep or to hand over',
        tags,
        response: { 200: EvidenceBundle },
      },
    },
    async (_request, reply) =>
      reply
        .header('content-disposition', 'attachment; filename="evidence.json"')
        .send(await evidence.bundle()),
  );
}
