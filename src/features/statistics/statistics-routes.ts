import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Scoped } from '#foundation/camera-scope.ts';
import { principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { WholeList } from '#http/route-parts.ts';
import { CountSeries, PresenceSeries, StatisticsQuery, TodayCount } from './statistics-schema.ts';
import type { StatisticsService } from './statistics-service.ts';

const tags = ['Statistics'];
const config = { permission: 'statistics:read' };

const scopeOf = (request: FastifyRequest): Scoped => ({ cameraIds: principalOf(request).cameraIds });

/** Counts and presence over time. */
export function registerStatisticsRoutes(app: App, statistics: StatisticsService): void {
  app.get(
    '/api/v1/statistics/counts',
    {
      config,
      schema: {
        summary: 'Crossings per line, class and direction',
        tags,
        querystring: StatisticsQuery,
        response: { 200: WholeList(CountSeries) },
      },
    },
    async (request) => ({ items: await statistics.counts({ ...request.query, ...scopeOf(request) }) }),
  );
  app.get(
    '/api/v1/statistics/counts.csv',
    {
      config,
      schema: {
        summary: 'The same crossings as a file (CSV, RFC 4180)',
        tags,
        querystring: StatisticsQuery,
        response: {
          200: { description: 'one line an interval', content: { 'text/csv': { schema: Type.String() } } },
        },
      },
    },
    async (request, reply) => {
      const { from, to } = request.query;
      const name = `counts-${from.slice(0, 10)}-${to.slice(0, 10)}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(await statistics.countsCsv({ ...request.query, ...scopeOf(request) }));
    },
  );
  app.get(
    '/api/v1/statistics/presence',
    {
      config,
      schema: {
        summary: 'Mean number present per zone and class',
        tags,
        querystring: StatisticsQuery,
        response: { 200: WholeList(PresenceSeries) },
      },
    },
    async (request) => ({ items: await statistics.presence({ ...request.query, ...scopeOf(request) }) }),
  );
  app.get(
    '/api/v1/statistics/today',
    {
      config,
      schema: { summary: 'Totals since midnight', tags, response: { 200: WholeList(TodayCount) } },
    },
    async (request) => ({ items: await statistics.today(scopeOf(request)) }),
  );
}
