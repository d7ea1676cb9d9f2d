import { Type } from 'typebox';
import { Id, Instant, PageOf, PageQuery } from '#foundation/wire-schema.ts';
import { principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath } from '#http/route-parts.ts';
import { Alert, AlertState, AlertTransition } from './alert-schema.ts';
import type { AlertService } from './alert-service.ts';

const tags = ['Alerts'];
const AlertQuery = Type.Object(
  {
    ...PageQuery,
    state: Type.Optional(AlertState),
    camera: Type.Optional(Id),
    rule: Type.Optional(Id),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
  },
  { additionalProperties: false },
);

/** Alerts: read them, decide on them. */
export function registerAlertRoutes(app: App, alerts: AlertService): void {
  app.get(
    '/api/v1/alerts',
    {
      config: { permission: 'alerts:read' },
      schema: {
        summary: 'Alerts, the newest first',
        tags,
        querystring: AlertQuery,
        response: { 200: PageOf(Alert) },
      },
    },
    (request) => alerts.list({ ...request.query, cameraIds: principalOf(request).cameraIds }),
  );
  app.get(
    '/api/v1/alerts/:id',
    {
      config: { permission: 'alerts:read', belongsTo: 'alert' },
      schema: { summary: 'An alert', tags, params: IdPath, response: { 200: Alert } },
    },
    (request) => alerts.find(request.params.id),
  );
  app.post(
    '/api/v1/alerts/:id/transitions',
    {
      config: { permission: 'alerts:decide', belongsTo: 'alert' },
      schema: {
        summary: 'Decide on an alert; a rejection wants its reason',
        tags,
        params: IdPath,
        body: AlertTransition,
        response: { 200: Alert },
      },
    },
    (request) => alerts.transition(request.params.id, request.body, principalOf(request).name),
  );
}
