import { Type } from 'typebox';
import { Instant } from '#foundation/wire-schema.ts';
import { principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, Nothing, WholeList } from '#http/route-parts.ts';
import { AlertCounts, RuleSnooze, RuleSnoozeInput, RuleTimes, RuleTuning } from './desk-schema.ts';
import type { FiguresService } from './figures-service.ts';
import type { SnoozeService } from './snooze-service.ts';

const tags = ['Alerts'];
const read = { permission: 'alerts:read' };

/** What alerts tell of rules: how many wait, how soon they are seen, what could be tuned. */
export function registerFiguresRoutes(app: App, figures: FiguresService): void {
  app.get(
    '/api/v1/alerts/counts',
    {
      config: read,
      schema: { summary: 'How many alerts wait for a decision', tags, response: { 200: AlertCounts } },
    },
    (request) => figures.counts(principalOf(request).cameraIds),
  );
  app.get(
    '/api/v1/alerts/times',
    {
      config: read,
      schema: {
        summary: 'How soon the alerts of each rule are seen and decided on, over a week or more',
        description: 'Figures are of rules, never of who decides; with fewer than five alerts there is none.',
        tags,
        querystring: Type.Object({ from: Instant, to: Instant }, { additionalProperties: false }),
        response: { 200: WholeList(RuleTimes) },
      },
    },
    async (request) => ({
      items: await figures.times({ ...request.query, cameraIds: principalOf(request).cameraIds }),
    }),
  );
  app.get(
    '/api/v1/rules/:id/tuning',
    {
      config: { ...read, belongsTo: 'rule' },
      schema: {
        summary: 'What could be changed in a rule, by what was rejected',
        tags,
        params: IdPath,
        response: { 200: RuleTuning },
      },
    },
    (request) => figures.tuning(request.params.id),
  );
}

/** Rules that raise no alert for a while. */
export function registerSnoozeRoutes(app: App, snoozes: SnoozeService): void {
  const decide = { permission: 'alerts:decide', belongsTo: 'rule' };
  app.get(
    '/api/v1/snoozes',
    {
      config: read,
      schema: {
        summary: 'Rules that sleep, and those that woke within a day',
        tags,
        response: { 200: WholeList(RuleSnooze) },
      },
    },
    async (request) => ({ items: await snoozes.list({ cameraIds: principalOf(request).cameraIds }) }),
  );
  app.put(
    '/api/v1/rules/:id/snooze',
    {
      config: decide,
      schema: {
        summary: 'Put a rule to sleep until a time; what it would have raised is counted',
        tags,
        params: IdPath,
        body: RuleSnoozeInput,
        response: { 200: RuleSnooze },
      },
    },
    (request) => snoozes.snooze(request.params.id, request.body, principalOf(request).name),
  );
  app.delete(
    '/api/v1/rules/:id/snooze',
    {
      config: decide,
      schema: {
        summary: 'Wake a rule before its time',
        tags,
        params: IdPath,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await snoozes.wake(request.params.id);
      return reply.status(204).send(null);
    },
  );
}
