import type { FastifyRequest } from 'fastify';
import { principalOf, signedIn } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, Nothing } from '#http/route-parts.ts';
import { TestOutcome } from './channel-schema.ts';
import { OwnChoices, OwnNotifications, PushDevice, PushDeviceInput } from './own-schema.ts';
import type { Asker, OwnService } from './own-service.ts';

const tags = ['Own account'];
const config = { permission: signedIn };

/** How a person wants to be told, by themselves. */
export function registerOwnNotificationRoutes(app: App, own: OwnService): void {
  app.get(
    '/api/v1/me/notifications',
    { config, schema: { summary: 'How I am told', tags, response: { 200: OwnNotifications } } },
    (request) => own.find(askerOf(request)),
  );
  app.put(
    '/api/v1/me/notifications',
    {
      config,
      schema: {
        summary: 'Choose how I am told',
        tags,
        body: OwnChoices,
        response: { 200: OwnNotifications },
      },
    },
    (request) => own.save(askerOf(request), request.body),
  );
  app.post(
    '/api/v1/me/push-devices',
    {
      config,
      schema: {
        summary: 'Let this browser show messages',
        tags,
        body: PushDeviceInput,
        response: { 201: PushDevice },
      },
    },
    async (request, reply) => reply.code(201).send(await own.addDevice(askerOf(request), request.body)),
  );
  app.delete(
    '/api/v1/me/push-devices/:id',
    {
      config,
      schema: {
        summary: 'Show no messages there any more',
        tags,
        params: IdPath,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await own.removeDevice(askerOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
  app.post(
    '/api/v1/me/push-devices/:id/test',
    {
      config,
      schema: { summary: 'Show a test message there', tags, params: IdPath, response: { 200: TestOutcome } },
    },
    (request) => own.testDevice(askerOf(request), request.params.id),
  );
}

function askerOf(request: FastifyRequest): Asker {
  const { id, name, email = '', cameraIds, permissions } = principalOf(request);
  return { id, name, email, cameraIds, mayReadAlerts: permissions.includes('alerts:read') };
}
