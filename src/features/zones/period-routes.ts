import { Type } from 'typebox';
import { PageOf, PageQuery, Version } from '#foundation/wire-schema.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, Nothing } from '#http/route-parts.ts';
import type { PeriodService } from './period-service.ts';
import { Period, PeriodInput } from './rule-schema.ts';

const tags = ['Periods'];
const read = { permission: 'configuration:read' };
/** A period is shared by rules of all cameras. */
const write = { permission: 'configuration:write', everyCamera: true } as const;
const clearable = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) =>
  Type.Optional(Type.Union([schema, Type.Null()], { description: 'null removes it from the period' }));
const { name, weekly, dates, except, holidays, timeZone } = PeriodInput.properties;
const PeriodPatch = Type.Object(
  {
    name: Type.Optional(name),
    weekly: clearable(weekly),
    dates: clearable(dates),
    except: clearable(except),
    holidays: clearable(holidays),
    timeZone: clearable(timeZone),
    version: Type.Optional(Version),
  },
  { additionalProperties: false },
);

/** Periods: when rules are active. */
export function registerPeriodRoutes(app: App, periods: PeriodService): void {
  app.get(
    '/api/v1/periods',
    {
      config: read,
      schema: {
        summary: 'Periods',
        tags,
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: PageOf(Period) },
      },
    },
    (request) => periods.list(request.query),
  );
  app.post(
    '/api/v1/periods',
    {
      config: write,
      schema: { summary: 'Add a period', tags, body: PeriodInput, response: { 201: Period } },
    },
    async (request, reply) => reply.status(201).send(await periods.insert(request.body)),
  );
  app.get(
    '/api/v1/periods/:id',
    { config: read, schema: { summary: 'A period', tags, params: IdPath, response: { 200: Period } } },
    (request) => periods.find(request.params.id),
  );
  app.patch(
    '/api/v1/periods/:id',
    {
      config: write,
      schema: {
        summary: 'Change a period',
        tags,
        params: IdPath,
        body: PeriodPatch,
        response: { 200: Period },
      },
    },
    (request) => periods.update(request.params.id, request.body as Parameters<PeriodService['update']>[1]),
  );
  app.delete(
    '/api/v1/periods/:id',
    {
      config: write,
      schema: { summary: 'Remove a period', tags, params: IdPath, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await periods.remove(request.params.id);
      return reply.status(204).send(null);
    },
  );
}
