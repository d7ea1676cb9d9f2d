import { Type } from 'typebox';
import { Id } from '#foundation/wire-schema.ts';
import { type Principal, principalOf } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { IdPath, WholeList } from '#http/route-parts.ts';
import { Alert } from './alert-schema.ts';
import type { AlertService } from './alert-service.ts';
import {
  AlertAssignment,
  AlertComment,
  AlertFile,
  AlertHistoryEntry,
  AlertLink,
  AlertMerge,
  Decider,
} from './desk-schema.ts';
import type { Asking, DeskService } from './desk-service.ts';

const tags = ['Alerts'];
const read = { permission: 'alerts:read', belongsTo: 'alert' };
const decide = { permission: 'alerts:decide', belongsTo: 'alert' };

interface DeskRouteParts {
  readonly alerts: Pick<AlertService, 'undoUntil'>;
  readonly desk: DeskService;
}

/** What people do with alerts, besides deciding on them. */
export function registerDeskRoutes(app: App, { alerts, desk }: DeskRouteParts): void {
  app.get(
    '/api/v1/alerts/:id/file',
    {
      config: read,
      schema: {
        summary: 'What belongs to an alert: history, links, occurrences, repeats',
        tags,
        params: IdPath,
        response: { 200: AlertFile },
      },
    },
    async (request) => {
      const who = asking(principalOf(request));
      const { id } = request.params;
      return { ...(await desk.file(id, who)), undoUntil: (await alerts.undoUntil(id, who)) ?? null };
    },
  );
  app.post(
    '/api/v1/alerts/:id/comments',
    {
      config: decide,
      schema: {
        summary: 'Comment on an alert',
        tags,
        params: IdPath,
        body: AlertComment,
        response: { 200: WholeList(AlertHistoryEntry) },
      },
    },
    async (request) => ({
      items: await desk.comment(request.params.id, request.body.words, asking(principalOf(request))),
    }),
  );
  registerAssignment(app, desk);
  registerLinks(app, desk);
  registerMerges(app, desk);
}

function registerAssignment(app: App, desk: DeskService): void {
  app.get(
    '/api/v1/alerts/:id/deciders',
    {
      config: decide,
      schema: {
        summary: 'People who may decide on an alert',
        tags,
        params: IdPath,
        response: { 200: WholeList(Decider) },
      },
    },
    async (request) => ({ items: await desk.deciders(request.params.id) }),
  );
  app.put(
    '/api/v1/alerts/:id/assignee',
    {
      config: decide,
      schema: {
        summary: 'Say who looks after an alert; null: nobody',
        tags,
        params: IdPath,
        body: AlertAssignment,
        response: { 200: Alert },
      },
    },
    (request) => desk.assign(request.params.id, request.body, asking(principalOf(request))),
  );
}

function registerLinks(app: App, desk: DeskService): void {
  const response = { 200: WholeList(Alert) };
  app.post(
    '/api/v1/alerts/:id/links',
    {
      config: decide,
      schema: { summary: 'Link an alert to another', tags, params: IdPath, body: AlertLink, response },
    },
    async (request) => ({
      items: await desk.link(request.params.id, request.body.alertId, asking(principalOf(request))),
    }),
  );
  app.delete(
    '/api/v1/alerts/:id/links/:otherId',
    {
      config: decide,
      schema: {
        summary: 'Take a link between two alerts away',
        tags,
        params: Type.Object({ id: Id, otherId: Id }),
        response,
      },
    },
    async (request) => ({
      items: await desk.unlink(request.params.id, request.params.otherId, asking(principalOf(request))),
    }),
  );
}

function registerMerges(app: App, desk: DeskService): void {
  app.post(
    '/api/v1/alerts/:id/merge',
    {
      config: decide,
      schema: {
        summary: 'Make open alerts of the same rule occurrences of this one',
        tags,
        params: IdPath,
        body: AlertMerge,
        response: { 200: Alert },
      },
    },
    (request) => desk.merge(request.params.id, request.body.alertIds, asking(principalOf(request))),
  );
  app.post(
    '/api/v1/alerts/:id/separate',
    {
      config: decide,
      schema: {
        summary: 'Make an occurrence an alert of its own again',
        tags,
        params: IdPath,
        response: { 200: Alert },
      },
    },
    (request) => desk.separate(request.params.id, asking(principalOf(request))),
  );
}

function asking({ kind, id, name, cameraIds }: Principal): Asking {
  return { id: kind === 'person' ? id : null, name, cameraIds };
}
