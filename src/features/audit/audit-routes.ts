import { Type } from 'typebox';
import { PageOf } from '#foundation/wire-schema.ts';
import type { App } from '#http/http-server.ts';
import { WholeList } from '#http/route-parts.ts';
import { type AuditCheckService, isIntact, type StoredCheck } from './audit-check-service.ts';
import { AuditCheck, AuditExportQuery, AuditLine, AuditQuery, AuditState, Motive } from './audit-schema.ts';
import type { AuditReader } from './audit-service.ts';
import { motives } from './motive.ts';

const tags = ['Audit'];
const config = { permission: 'audit:read', everyCamera: true } as const;

interface AuditRouteParts {
  readonly lines: AuditReader;
  readonly checks: Pick<AuditCheckService, 'verify' | 'status'>;
}

/** Who did what: read, taken out, verified. */
export function registerAuditRoutes(app: App, { lines, checks }: AuditRouteParts): void {
  app.get(
    '/api/v1/audit',
    {
      config,
      schema: {
        summary: 'Who did what, the newest first',
        tags,
        querystring: AuditQuery,
        response: { 200: PageOf(AuditLine) },
      },
    },
    (request) => lines.list(request.query),
  );
  app.get(
    '/api/v1/audit/state',
    {
      config: { permission: 'compliance:read' },
      schema: {
        summary: 'Whether the log of who did what is whole',
        description:
          'What the last verification found, how far the log goes and where old lines were cut off.',
        tags,
        response: { 200: AuditState },
      },
    },
    async () => {
      const { last, checkpoint, ...state } = await checks.status();
      return { ...state, last: last === undefined ? null : shown(last), checkpoint: checkpoint ?? null };
    },
  );
  app.post(
    '/api/v1/audit/verify',
    {
      config,
      schema: {
        summary: 'Verify the log of who did what, line by line',
        tags,
        response: { 200: AuditCheck },
      },
    },
    async () => shown(await checks.verify()),
  );
  app.get(
    '/api/v1/motives',
    {
      config: { permission: 'images:view' },
      schema: { summary: 'Usual motives of looking at pictures', tags, response: { 200: WholeList(Motive) } },
    },
    () => ({ items: motives.map(({ code, title }) => ({ code, title: { ...title } })) }),
  );
  registerExports(app, lines);
}

function registerExports(app: App, lines: AuditReader): void {
  app.get(
    '/api/v1/audit.csv',
    {
      config,
      schema: {
        summary: 'The same lines as a file (CSV, RFC 4180); taking it out is a line itself',
        tags,
        querystring: AuditExportQuery,
        response: {
          200: { description: 'one line each', content: { 'text/csv': { schema: Type.String() } } },
        },
      },
    },
    async (request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .send(await lines.csv(request.query)),
  );
  app.get(
    '/api/v1/audit.json',
    {
      config,
      schema: {
        summary:
          'The same lines as they are chained, to be verified elsewhere; taking them out is a line itself',
        tags,
        querystring: AuditExportQuery,
        response: {
          200: Type.Object({
            lines: Type.Array(
              Type.Object({
                sequence: Type.Integer(),
                content: Type.String(),
                previousHash: Type.String(),
                hash: Type.String(),
              }),
            ),
          }),
        },
      },
    },
    async (request, reply) => {
      const { lines: all } = await lines.json(request.query);
      reply.header('content-disposition', 'attachment; filename="audit.json"');
      return { lines: [...all] };
    },
  );
}

const shown = (check: StoredCheck): AuditCheck => ({
  checkedAt: new Date(check.checkedMs).toISOString(),
  intact: isIntact(check),
  lines: check.lines,
  head: check.head,
  faults: [...check.faults],
});
