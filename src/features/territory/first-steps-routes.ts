import type { App } from '#http/http-server.ts';
import { FirstSteps } from './first-steps-schema.ts';
import type { FindFirstSteps } from './first-steps-service.ts';

/** How far a new territory is. */
export function registerFirstStepsRoutes(app: App, firstSteps: FindFirstSteps): void {
  app.get(
    '/api/v1/first-steps',
    {
      config: { permission: 'configuration:read' },
      schema: {
        summary: 'The first steps and which are done',
        tags: ['Territory'],
        response: { 200: FirstSteps },
      },
    },
    () => firstSteps(),
  );
}
