import { VigieError } from '#foundation/errors.ts';
import { type Principal, principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, Nothing, WholeList } from '#http/route-parts.ts';
import { SavedFilter, SavedFilterInput } from './desk-schema.ts';
import type { FilterService } from './filter-service.ts';

const tags = ['Alerts'];
const config = { permission: 'alerts:read' };

/** The filters of the alert list that a person keeps for themselves. */
export function registerFilterRoutes(app: App, filters: FilterService): void {
  app.get(
    '/api/v1/me/alert-filters',
    { config, schema: { summary: 'Own filters', tags, response: { 200: WholeList(SavedFilter) } } },
    async (request) => ({ items: await filters.list(personId(principalOf(request))) }),
  );
  app.put(
    '/api/v1/me/alert-filters',
    {
      config,
      schema: {
        summary: 'Keep a filter; one of the same name is replaced',
        tags,
        body: SavedFilterInput,
        response: { 200: SavedFilter },
      },
    },
    (request) => filters.save(personId(principalOf(request)), request.body),
  );
  app.delete(
    '/api/v1/me/alert-filters/:id',
    { config, schema: { summary: 'Forget a filter', tags, params: IdPath, response: { 204: Nothing } } },
    async (request, reply) => {
      await filters.remove(personId(principalOf(request)), request.params.id);
      return reply.status(204).send(null);
    },
  );
}

function personId({ kind, id }: Principal): string {
  if (kind === 'person') return id;
  throw new VigieError('forbidden', 'A key keeps no filters', { fix: 'send the filter with each request' });
}
