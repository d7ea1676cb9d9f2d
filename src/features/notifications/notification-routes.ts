import { Type } from 'typebox';
import { PageOf, PageQuery } from '#foundation/wire-schema.ts';
import { principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, Nothing, WholeList } from '#http/route-parts.ts';
import { Channel, ChannelInput, ChannelPatch, MadeChannel, TestOutcome } from './channel-schema.ts';
import type { ChannelService } from './channel-service.ts';
import { Notice, NoticeState } from './notice-schema.ts';
import type { NoticeService } from './notice-service.ts';
import { Colleague, Plan, PlanInput } from './plan-schema.ts';
import type { PlanService } from './plan-service.ts';

const tags = ['Notifications'];
const config = { permission: 'configuration:write', everyCamera: true as const };

interface NotificationParts {
  readonly channels: ChannelService;
  readonly plans: PlanService;
  readonly notices: NoticeService;
}

/** Telling people: over what, whom, and what became of each message. */
export function registerNotificationRoutes(app: App, { channels, plans, notices }: NotificationParts): void {
  registerChannels(app, channels);
  registerPlans(app, plans);
  app.get(
    '/api/v1/notifications/messages',
    {
      config,
      schema: {
        summary: 'Messages and what became of them, the newest first; kept 30 days',
        tags,
        querystring: Type.Object(
          { ...PageQuery, state: Type.Optional(NoticeState) },
          { additionalProperties: false },
        ),
        response: { 200: PageOf(Notice) },
      },
    },
    (request) => notices.list(request.query),
  );
  app.post(
    '/api/v1/notifications/messages/:id/again',
    {
      config,
      schema: {
        summary: 'Send a message again that expired or was given up',
        tags,
        params: IdPath,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await notices.sendAgain(request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function registerChannels(app: App, channels: ChannelService): void {
  app.get(
    '/api/v1/notifications/channels',
    {
      config,
      schema: { summary: 'Channels and how they fare', tags, response: { 200: WholeList(Channel) } },
    },
    async () => ({ items: [...(await channels.list())] }),
  );
  app.post(
    '/api/v1/notifications/channels',
    {
      config,
      schema: {
        summary: 'Add a channel; what signs a webhook is shown this once where Vigie made it',
        tags,
        body: ChannelInput,
        response: { 201: MadeChannel },
      },
    },
    async (request, reply) => reply.code(201).send(await channels.create(request.body)),
  );
  app.patch(
    '/api/v1/notifications/channels/:id',
    {
      config,
      schema: {
        summary: 'Change a channel; a secret that is left out stays',
        tags,
        params: IdPath,
        body: ChannelPatch,
        response: { 200: Channel },
      },
    },
    (request) => channels.update(request.params.id, request.body),
  );
  app.delete(
    '/api/v1/notifications/channels/:id',
    { config, schema: { summary: 'Remove a channel', tags, params: IdPath, response: { 204: Nothing } } },
    async (request, reply) => {
      await channels.remove(request.params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/v1/notifications/channels/:id/test',
    {
      config,
      schema: {
        summary: 'Send a test: mail to who asks, push to their browsers',
        tags,
        params: IdPath,
        response: { 200: TestOutcome },
      },
    },
    (request) => {
      const { id, email = '' } = principalOf(request);
      return channels.test(request.params.id, { id, email });
    },
  );
}

function registerPlans(app: App, plans: PlanService): void {
  app.get(
    '/api/v1/notifications/plans',
    { config, schema: { summary: 'Who is told of which rules', tags, response: { 200: WholeList(Plan) } } },
    async () => ({ items: [...(await plans.list())] }),
  );
  app.get(
    '/api/v1/notifications/colleagues',
    {
      config,
      schema: { summary: 'People who may be named', tags, response: { 200: WholeList(Colleague) } },
    },
    async () => ({ items: [...(await plans.colleagues())] }),
  );
  app.post(
    '/api/v1/notifications/plans',
    { config, schema: { summary: 'Add a plan', tags, body: PlanInput, response: { 201: Plan } } },
    async (request, reply) => reply.code(201).send(await plans.create(request.body)),
  );
  app.put(
    '/api/v1/notifications/plans/:id',
    {
      config,
      schema: { summary: 'Change a plan', tags, params: IdPath, body: PlanInput, response: { 200: Plan } },
    },
    (request) => plans.replace(request.params.id, request.body),
  );
  app.delete(
    '/api/v1/notifications/plans/:id',
    { config, schema: { summary: 'Remove a plan', tags, params: IdPath, response: { 204: Nothing } } },
    async (request, reply) => {
      await plans.remove(request.params.id);
      return reply.code(204).send(null);
    },
  );
}
