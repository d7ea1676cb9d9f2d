import { Type } from 'typebox';
import { Id, Instant, PageOf, PageQuery, Regime } from '#foundation/wire-schema.ts';
import { type Principal, principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, Nothing } from '#http/route-parts.ts';
import { Alert, AlertSeverity, type AlertState, AlertTransition } from './alert-schema.ts';
import type { AlertService } from './alert-service.ts';
import { AlertUndo } from './desk-schema.ts';

const tags = ['Alerts'];
const oneState = '(new|acknowledged|confirmed|rejected|closed)';
const AlertQuery = Type.Object(
  {
    ...PageQuery,
    state: Type.Optional(
      Type.String({
        pattern: `^${oneState}(,${oneState}){0,4}$`,
        description: 'new, acknowledged, confirmed, rejected, closed; several with commas between them',
      }),
    ),
    severity: Type.Optional(AlertSeverity),
    camera: Type.Optional(Id),
    regime: Type.Optional(Regime),
    rule: Type.Optional(Id),
    assignee: Type.Optional(Type.Enum(['me', 'nobody', 'somebody'])),
    words: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'in names, summary or class' }),
    ),
    from: Type.Optional(Instant),
    to: Type.Optional(Instant),
  },
  { additionalProperties: false },
);
const decide = { permission: 'alerts:decide', belongsTo: 'alert' };

/** Alerts: read them, decide on them. */
export function registerAlertRoutes(app: App, alerts: AlertService): void {
  app.get(
    '/api/v1/alerts',
    {
      config: { permission: 'alerts:read' },
      schema: {
        summary: 'Alerts, the newest first; repeats that were merged are left out',
        tags,
        querystring: AlertQuery,
        response: { 200: PageOf(Alert) },
      },
    },
    (request) => {
      const { state, assignee, ...query } = request.query;
      const principal = principalOf(request);
      return alerts.list({
        ...query,
        states: state?.split(',') as AlertState[] | undefined,
        assignee: assignee === 'me' ? { id: principal.id } : assignee,
        cameraIds: principal.cameraIds,
      });
    },
  );
  app.get(
    '/api/v1/alerts/:id',
    {
      config: { permission: 'alerts:read', belongsTo: 'alert' },
      schema: { summary: 'An alert', tags, params: IdPath, response: { 200: Alert } },
    },
    (request) => alerts.find(request.params.id),
  );
  registerDecisions(app, alerts);
}

function registerDecisions(app: App, alerts: AlertService): void {
  app.post(
    '/api/v1/alerts/:id/transitions',
    {
      config: decide,
      schema: {
        summary: 'Decide on an alert; a rejection wants its reason',
        description:
          'With the `version` seen, a decision on what somebody else changed meanwhile answers 409.',
        tags,
        params: IdPath,
        body: AlertTransition,
        response: { 200: Alert },
      },
    },
    (request) => alerts.transition(request.params.id, request.body, decidingPerson(principalOf(request))),
  );
  app.post(
    '/api/v1/alerts/:id/undo',
    {
      config: decide,
      schema: {
        summary: 'Take the own last decision back, within minutes',
        description: 'The undo is a step of its own in the history and in the log: nothing is erased.',
        tags,
        params: IdPath,
        body: AlertUndo,
        response: { 200: Alert },
      },
    },
    (request) => alerts.undo(request.params.id, request.body.version, decidingPerson(principalOf(request))),
  );
  app.post(
    '/api/v1/alerts/:id/sight',
    {
      config: decide,
      schema: {
        summary: 'Note that an alert was opened on a screen: the time is kept, not who',
        tags,
        params: IdPath,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await alerts.noteSight(request.params.id);
      return reply.status(204).send(null);
    },
  );
}

/** The holder of a session, as decisions name them; a key is nobody. */
function decidingPerson({ kind, id, name }: Principal) {
  return { id: kind === 'person' ? id : null, name };
}
