import { Type } from 'typebox';
import { PageOf, PageQuery } from '#foundation/wire-schema.ts';
import { type Principal, principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath } from '#http/route-parts.ts';
import type { ExtractionService } from './extraction-service.ts';
import { type RequireViewing, seen } from './recording-routes.ts';
import { Extraction, ExtractionInput } from './recording-schema.ts';
import type { RecordingService } from './recording-service.ts';

const tags = ['Recordings'];
const config = { permission: 'recordings:extract' } as const;

interface ExtractionRouteParts {
  readonly extractions: ExtractionService;
  readonly recordings: Pick<RecordingService, 'find'>;
  readonly requireViewing: RequireViewing;
}

/** Pictures handed over on a requisition, by two persons. */
export function registerExtractionRoutes(app: App, parts: ExtractionRouteParts): void {
  const { extractions } = parts;
  /** All recordings must exist for who asks, and be of cameras whose images they may see now. */
  const requireAll = async (principal: Principal, recordingIds: readonly number[]): Promise<void> => {
    const cameraIds: number[] = [];
    for (const id of recordingIds) cameraIds.push((await seen(parts.recordings, principal, id)).cameraId);
    await parts.requireViewing(principal, [...new Set(cameraIds)]);
  };
  app.get(
    '/api/v1/extractions',
    {
      config,
      schema: {
        summary: 'Extractions on requisition',
        tags,
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: PageOf(Extraction) },
      },
    },
    (request) => extractions.list({ ...request.query, cameraIds: principalOf(request).cameraIds }),
  );
  app.post(
    '/api/v1/extractions',
    {
      config,
      schema: {
        summary: 'Propose to hand recordings over on a requisition',
        tags,
        body: ExtractionInput,
        response: { 201: Extraction },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      await requireAll(principal, request.body.recordingIds);
      return reply.status(201).send(await extractions.propose(request.body, principal));
    },
  );
  registerDecision(app, extractions, requireAll);
}

type RequireAll = (principal: Principal, recordingIds: readonly number[]) => Promise<void>;

function registerDecision(app: App, extractions: ExtractionService, requireAll: RequireAll): void {
  app.post(
    '/api/v1/extractions/:id/decision',
    {
      config,
      schema: {
        summary: 'Approve or refuse an extraction that another person proposed',
        tags,
        params: IdPath,
        body: Type.Object(
          { decision: Type.Union([Type.Literal('approved'), Type.Literal('refused')]) },
          { additionalProperties: false },
        ),
        response: { 200: Extraction },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const { id } = request.params;
      await requireAll(principal, (await extractions.find(id)).recordingIds);
      return extractions.decide(id, request.body.decision, principal);
    },
  );
  app.get(
    '/api/v1/extractions/:id/archive.tar',
    {
      config,
      schema: {
        summary: 'The pictures of an approved extraction with their signed manifest',
        description:
          'A line of the register of transmissions, each time. Verify it with `vigie recordings verify`.',
        tags,
        params: IdPath,
        response: {
          200: {
            description: 'an archive',
            content: {
              'application/x-tar': { schema: Type.Unsafe<Uint8Array>(Type.String({ format: 'binary' })) },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const { id } = request.params;
      await requireAll(principal, (await extractions.find(id)).recordingIds);
      const archive = await extractions.handOver(id, principal);
      reply
        .type('application/x-tar')
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="extraction-${id}.tar"`);
      return reply.send(archive);
    },
  );
}
