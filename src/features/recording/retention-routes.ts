import { Type } from 'typebox';
import { PageOf, PageQuery } from '#foundation/wire-schema.ts';
import { principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath } from '#http/route-parts.ts';
import type { HoldService } from './hold-service.ts';
import {
  Destruction,
  Hold,
  HoldInput,
  Reason,
  Recording,
  RecordingState,
  Transmission,
} from './recording-schema.ts';
import { type RegisterService, registerNames } from './register-service.ts';
import type { RetentionService } from './retention-service.ts';

const tags = ['Recordings'];
const hold = { permission: 'recordings:hold', everyCamera: true } as const;
const registers = { permission: 'compliance:read', everyCamera: true } as const;
const page = Type.Object(PageQuery, { additionalProperties: false });

interface RetentionRouteParts {
  readonly holds: HoldService;
  readonly retention: RetentionService;
  readonly registers: RegisterService;
}

/** Holds of justice, destruction and its proofs, and the registers. */
export function registerRetentionRoutes(app: App, parts: RetentionRouteParts): void {
  registerHolds(app, parts.holds);
  registerDestruction(app, parts.retention);
  registerRegisters(app, parts.registers);
}

function registerHolds(app: App, holds: HoldService): void {
  app.get(
    '/api/v1/holds',
    {
      config: hold,
      schema: { summary: 'Holds of justice', tags, querystring: page, response: { 200: PageOf(Hold) } },
    },
    (request) => holds.list(request.query),
  );
  app.post(
    '/api/v1/holds',
    {
      config: hold,
      schema: {
        summary: 'Hold what some cameras recorded in a time, on a requisition',
        description:
          'Nothing of it is destroyed until the hold ends; what lies outside is destroyed at its time.',
        tags,
        body: HoldInput,
        response: { 201: Hold },
      },
    },
    async (request, reply) => reply.status(201).send(await holds.open(request.body, principalOf(request))),
  );
  app.post(
    '/api/v1/holds/:id/end',
    {
      config: hold,
      schema: { summary: 'End a hold', tags, params: IdPath, body: Reason, response: { 200: Hold } },
    },
    (request) => holds.end(request.params.id, request.body.motive, principalOf(request)),
  );
}

function registerDestruction(app: App, retention: RetentionService): void {
  app.get(
    '/api/v1/retention',
    {
      config: { permission: 'compliance:read' },
      schema: {
        summary: 'How destruction fares: what is overdue, what it waits for, what could not be written',
        tags,
        response: { 200: RecordingState },
      },
    },
    () => retention.state(),
  );
  app.post(
    '/api/v1/retention/confirm-clock',
    {
      config: hold,
      schema: {
        summary: 'Confirm the clock: destruction goes on',
        tags,
        body: Reason,
        response: { 200: RecordingState },
      },
    },
    async (request) => {
      await retention.confirmClock(request.body.motive);
      return retention.state();
    },
  );
}

function registerRegisters(app: App, service: RegisterService): void {
  const list = (name: string, summary: string) => ({
    url: `/api/v1/registers/${name}`,
    schema: { summary, tags, querystring: page },
  });
  const made = list('made', 'Register of recordings');
  app.get(
    made.url,
    { config: registers, schema: { ...made.schema, response: { 200: PageOf(Recording) } } },
    (request) => service.made(request.query),
  );
  const destructions = list('destructions', 'Register of destructions, with their signed proofs');
  app.get(
    destructions.url,
    { config: registers, schema: { ...destructions.schema, response: { 200: PageOf(Destruction) } } },
    (request) => service.destructions(request.query),
  );
  const transmissions = list('transmissions', 'Register of transmissions to those who required them');
  app.get(
    transmissions.url,
    { config: registers, schema: { ...transmissions.schema, response: { 200: PageOf(Transmission) } } },
    (request) => service.transmissions(request.query),
  );
  for (const name of registerNames)
    app.get(
      `/api/v1/registers/${name}.csv`,
      {
        config: registers,
        schema: {
          summary: 'The same as a file (CSV, RFC 4180); taking it out is a line of the log',
          tags,
          response: {
            200: { description: 'one line each', content: { 'text/csv': { schema: Type.String() } } },
          },
        },
      },
      async (_request, reply) =>
        reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="recordings-${name}.csv"`)
          .send(await service.csv(name)),
    );
}
