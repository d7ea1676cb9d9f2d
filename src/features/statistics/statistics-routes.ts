import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Scoped } from '#foundation/camera-scope.ts';
import { VigieError } from '#foundation/errors.ts';
import { principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { WholeList } from '#http/route-parts.ts';
import {
  CountedCamera,
  CountSeries,
  CountsQuery,
  PresenceSeries,
  StatisticsQuery,
  TodayCount,
  TodayQuery,
} from './statistics-schema.ts';
import type { StatisticsService } from './statistics-service.ts';

const tags = ['Statistics'];
const config = { permission: 'statistics:read' };

/** What exists for who asks; figures of a law whose data they do not meet are refused, not left out in silence. */
function scopeOf(request: FastifyRequest, regime: string | undefined): Scoped {
  const { cameraIds, regimes } = principalOf(request);
  if (regime !== undefined && regimes?.includes(regime) === false)
    throw new VigieError('forbidden', `These are figures under another law (${regime})`, {
      fix: 'ask with an account or a key that meets them: data of the two laws are kept apart',
    });
  return { cameraIds };
}

/** Counts and presence over time. */
export function registerStatisticsRoutes(app: App, statistics: StatisticsService): void {
  app.get(
    '/api/v1/statistics/cameras',
    {
      config,
      schema: {
        summary: 'What is counted: cameras with their lines and zones, and the law each is under',
        tags,
        response: { 200: WholeList(CountedCamera) },
      },
    },
    async (request) => ({ items: await statistics.counted(scopeOf(request, undefined)) }),
  );
  app.get(
    '/api/v1/statistics/counts',
    {
      config,
      schema: {
        summary: 'Crossings per line, class and direction',
        tags,
        querystring: CountsQuery,
        response: { 200: WholeList(CountSeries) },
      },
    },
    async (request) => ({
      items: await statistics.counts({ ...request.query, ...scopeOf(request, request.query.regime) }),
    }),
  );
  app.get(
    '/api/v1/statistics/counts.csv',
    {
      config,
      schema: {
        summary: 'The same crossings as a file (CSV, RFC 4180)',
        tags,
        querystring: CountsQuery,
        response: {
          200: { description: 'one line an interval', content: { 'text/csv': { schema: Type.String() } } },
        },
      },
    },
    async (request, reply) => {
      const { from, to, regime } = request.query;
      const under = regime === 'titre-iii' ? '-titre-iii' : '';
      const name = `counts${under}-${from.slice(0, 10)}-${to.slice(0, 10)}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(await statistics.countsCsv({ ...request.query, ...scopeOf(request, request.query.regime) }));
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
    async (request) => ({
      items: await statistics.presence({ ...request.query, ...scopeOf(request, request.query.regime) }),
    }),
  );
  app.get(
    '/api/v1/statistics/today',
    {
      config,
      schema: {
        summary: 'Totals since midnight',
        tags,
        querystring: TodayQuery,
        response: { 200: WholeList(TodayCount) },
      },
    },
    async (request) => ({
      items: await statistics.today({ ...request.query, ...scopeOf(request, request.query.regime) }),
    }),
  );
}
