import { Type } from 'typebox';
import { PageOf } from '#foundation/wire-schema.ts';
import type { App } from '#http/http-server.ts';
import { WholeList } from '#http/route-parts.ts';
import { MeasureQuery, MeasureSeries, Stay, StayQuery } from './measure-schema.ts';
import type { MeasureStatisticsService } from './measure-statistics-service.ts';

const tags = ['Statistics'];
const config = { permission: 'statistics:read' };

/** What rules measured over time. */
export function registerMeasureRoutes(app: App, statistics: MeasureStatisticsService): void {
  app.get(
    '/api/v1/statistics/measures',
    {
      config,
      schema: {
        summary: 'What a rule measured, per measure, class and part: mean, spread and distribution',
        description: 'On a public place only quarter hours that are over.',
        tags,
        querystring: MeasureQuery,
        response: { 200: WholeList(MeasureSeries) },
      },
    },
    async (request) => ({ items: await statistics.measures(request.query) }),
  );
  app.get(
    '/api/v1/statistics/measures.csv',
    {
      config,
      schema: {
        summary: 'The same measures as a file (CSV, RFC 4180)',
        tags,
        querystring: MeasureQuery,
        response: {
          200: { description: 'one line an interval', content: { 'text/csv': { schema: Type.String() } } },
        },
      },
    },
    async (request, reply) => {
      const { rule, from, to } = request.query;
      const name = `measures-${rule}-${from.slice(0, 10)}-${to.slice(0, 10)}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(await statistics.measuresCsv(request.query));
    },
  );
  app.get(
    '/api/v1/statistics/stays',
    {
      config,
      schema: {
        summary:
          'When vehicles and things came and left, the latest first; never persons, nor on a public place',
        tags,
        querystring: StayQuery,
        response: { 200: PageOf(Stay) },
      },
    },
    (request) => statistics.stays(request.query),
  );
}
