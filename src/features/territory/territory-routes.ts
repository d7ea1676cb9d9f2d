import type { App } from '#http/http-server.ts';
import { Territory, TerritoryPatch } from './territory-schema.ts';
import type { TerritoryService } from './territory-service.ts';

const tags = ['Territory'];

/** The territory this instance serves. */
export function registerTerritoryRoutes(app: App, territory: TerritoryService): void {
  app.get(
    '/api/v1/territory',
    {
      config: { permission: 'configuration:read' },
      schema: { summary: 'The territory', tags, response: { 200: Territory } },
    },
    () => territory.find(),
  );
  app.patch(
    '/api/v1/territory',
    {
      config: { permission: 'configuration:write', everyCamera: true },
      schema: { summary: 'Change the territory', tags, body: TerritoryPatch, response: { 200: Territory } },
    },
    (request) => territory.update(request.body),
  );
}
