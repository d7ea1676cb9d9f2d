import { Type } from 'typebox';
import { Id, PageOf, PageQuery, Version } from '#foundation/wire-schema.ts';
import { principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, Nothing, WholeList } from '#http/route-parts.ts';
import { Rule, RuleInput, RuleKind, RuleReading, RuleToRead } from './rule-schema.ts';
import type { RuleService } from './rule-service.ts';

const tags = ['Rules'];
const read = { permission: 'configuration:read', belongsTo: 'rule' };
const write = { permission: 'configuration:write', belongsTo: 'rule' };
const RulePatch = Type.Partial(Type.Object({ ...RuleInput.properties, version: Version }), {
  additionalProperties: false,
});

/** Rules and the kinds of rules there are. */
export function registerRuleRoutes(app: App, rules: RuleService): void {
  app.get(
    '/api/v1/rule-kinds',
    {
      config: read,
      schema: { summary: 'Kinds of rules, and what each asks', tags, response: { 200: WholeList(RuleKind) } },
    },
    () => ({ items: rules.kinds() }),
  );
  app.get(
    '/api/v1/rules',
    {
      config: read,
      schema: {
        summary: 'Rules',
        tags,
        querystring: Type.Object(
          { ...PageQuery, camera: Type.Optional(Id) },
          { additionalProperties: false },
        ),
        response: { 200: PageOf(Rule) },
      },
    },
    (request) => rules.list({ ...request.query, cameraIds: principalOf(request).cameraIds }),
  );
  app.post(
    '/api/v1/rules',
    { config: write, schema: { summary: 'Add a rule', tags, body: RuleInput, response: { 201: Rule } } },
    async (request, reply) => reply.status(201).send(await rules.insert(request.body)),
  );
  app.post(
    '/api/v1/rule-readings',
    {
      config: read,
      schema: {
        summary: 'A rule read as a sentence while it is typed',
        description: 'Nothing is stored. Each language comes in pieces; one that says a parameter names it.',
        tags,
        body: RuleToRead,
        response: { 200: RuleReading },
      },
    },
    (request) => rules.read(request.body),
  );
  app.get(
    '/api/v1/rules/:id',
    { config: read, schema: { summary: 'A rule', tags, params: IdPath, response: { 200: Rule } } },
    (request) => rules.find(request.params.id),
  );
  app.patch(
    '/api/v1/rules/:id',
    {
      config: write,
      schema: { summary: 'Change a rule', tags, params: IdPath, body: RulePatch, response: { 200: Rule } },
    },
    (request) => rules.update(request.params.id, request.body),
  );
  app.delete(
    '/api/v1/rules/:id',
    { config: write, schema: { summary: 'Remove a rule', tags, params: IdPath, response: { 204: Nothing } } },
    async (request, reply) => {
      await rules.remove(request.params.id);
      return reply.status(204).send(null);
    },
  );
}
