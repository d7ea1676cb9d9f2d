import { Type } from 'typebox';
import { Id } from '#foundation/wire-schema.ts';
import type { App } from '#http/http-server.ts';
import { WholeList } from '#http/route-parts.ts';
import { ControllerDraft } from './controller-schema.ts';
import type { ControllerService } from './controller-service.ts';
import { CameraRegister, MoveNotice, ProcessingRecord } from './publication-schema.ts';
import type { PublicationService } from './publication-service.ts';

const tags = ['Compliance'];
const read = { permission: 'compliance:read' };
const write = { permission: 'compliance:write' };
const Language = Type.Union([Type.Literal('fr'), Type.Literal('en')], { default: 'fr' });
const InLanguage = Type.Object({ language: Type.Optional(Language) }, { additionalProperties: false });
const Pdf = (description: string) => ({
  200: { description, content: { 'application/pdf': { schema: Type.Unsafe<Uint8Array>(Type.String()) } } },
});

/** What the public and the supervisory authority are told. */
export function registerPublicationRoutes(
  app: App,
  { publication, controller }: { publication: PublicationService; controller: ControllerService },
): void {
  app.get(
    '/api/v1/public/cameras',
    {
      config: { public: true, rateLimit: { max: 60, timeWindow: '1 minute' } },
      schema: { summary: 'The public register of cameras', tags, response: { 200: CameraRegister } },
    },
    () => publication.register(),
  );
  registerController(app, controller);
  registerRecord(app, publication);
  registerPrefecture(app, publication);
  app.get(
    '/api/v1/compliance/panel.pdf',
    {
      config: read,
      schema: {
        summary: 'The information panel of cameras (GDPR art. 13), as PDF',
        tags,
        querystring: Type.Object(
          { camera: Type.Optional(Type.Array(Id, { maxItems: 500 })), language: Type.Optional(Language) },
          { additionalProperties: false },
        ),
        response: Pdf('one page to put up'),
      },
    },
    async (request, reply) =>
      reply
        .type('application/pdf')
        .header('content-disposition', 'attachment; filename="panel.pdf"')
        .send(await publication.panel(request.query.camera, request.query.language ?? 'fr')),
  );
}

function registerController(app: App, controller: ControllerService): void {
  app.get(
    '/api/v1/compliance/controller',
    {
      config: read,
      schema: { summary: 'Who answers for the processing', tags, response: { 200: ControllerDraft } },
    },
    () => controller.find(),
  );
  app.put(
    '/api/v1/compliance/controller',
    {
      config: write,
      schema: {
        summary: 'Say who answers for the processing',
        tags,
        body: ControllerDraft,
        response: { 200: ControllerDraft },
      },
    },
    (request) => controller.save(request.body),
  );
}

function registerRecord(app: App, publication: PublicationService): void {
  const schema = { tags, querystring: InLanguage };
  app.get(
    '/api/v1/compliance/record',
    {
      config: read,
      schema: {
        tags,
        summary: 'The record of processing activities (GDPR art. 30)',
        response: { 200: ProcessingRecord },
      },
    },
    () => publication.record(),
  );
  app.get(
    '/api/v1/compliance/record.pdf',
    {
      config: read,
      schema: {
        ...schema,
        summary: 'The same record as PDF',
        response: Pdf('the record'),
      },
    },
    async (request, reply) =>
      reply
        .type('application/pdf')
        .header('content-disposition', 'attachment; filename="record.pdf"')
        .send(await publication.recordPdf(request.query.language ?? 'fr')),
  );
  app.get(
    '/api/v1/compliance/record.csv',
    {
      config: read,
      schema: {
        ...schema,
        summary: 'The same record as CSV',
        response: {
          200: { description: 'one line an activity', content: { 'text/csv': { schema: Type.String() } } },
        },
      },
    },
    async (request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="record.csv"')
        .send(await publication.recordCsv(request.query.language ?? 'fr')),
  );
}

function registerPrefecture(app: App, publication: PublicationService): void {
  app.get(
    '/api/v1/compliance/prefecture.pdf',
    {
      config: read,
      schema: {
        summary: 'The file for the prefect (CSI R.252-3), as PDF',
        tags,
        querystring: InLanguage,
        response: Pdf('cameras of public places, their purposes and their plan'),
      },
    },
    async (request, reply) =>
      reply
        .type('application/pdf')
        .header('content-disposition', 'attachment; filename="prefecture.pdf"')
        .send(await publication.prefecturePdf(request.query.language ?? 'fr')),
  );
  app.get(
    '/api/v1/compliance/moves',
    {
      config: read,
      schema: {
        summary: 'Cameras that moved by more than five metres, each with its notice to the prefect',
        tags,
        response: { 200: WholeList(MoveNotice) },
      },
    },
    async () => ({ items: await publication.moves() }),
  );
}
