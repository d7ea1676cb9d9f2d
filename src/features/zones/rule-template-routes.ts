import type { App } from '#http/http-server.ts';
import { WholeList } from '#http/route-parts.ts';
import { RuleTemplate } from './rule-template-schema.ts';
import { ruleTemplates } from './rule-templates.ts';

/** First rules to begin with. */
export function registerTemplateRoutes(app: App): void {
  app.get(
    '/api/v1/rule-templates',
    {
      config: { permission: 'configuration:read' },
      schema: {
        summary: 'First rules to begin with',
        description: 'Their shapes stand where they usually belong on a picture; draw them anew for yours.',
        tags: ['Rules'],
        response: { 200: WholeList(RuleTemplate) },
      },
    },
    () => ({ items: structuredClone(ruleTemplates) as unknown as RuleTemplate[] }),
  );
}
