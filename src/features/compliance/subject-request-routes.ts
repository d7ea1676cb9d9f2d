import { Type } from 'typebox';
import { PageOf, PageQuery } from '#foundation/wire-schema.ts';
import type { App } from '#http/http-server.ts';
import { IdPath } from '#http/route-parts.ts';
import {
  RequestFindings,
  RequestStep,
  SubjectRequest,
  SubjectRequestInput,
} from './subject-request-schema.ts';
import type { SubjectRequestService } from './subject-request-service.ts';

const tags = ['Compliance'];
const read = { permission: 'compliance:read' };
const write = { permission: 'compliance:write' };

/** Requests of people about their data. */
export function registerSubjectRequestRoutes(app: App, requests: SubjectRequestService): void {
  app.get(
    '/api/v1/compliance/requests',
    {
      config: read,
      schema: {
        summary: 'Requests of people about their data, each with its clock',
        tags,
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: PageOf(SubjectRequest) },
      },
    },
    (request) => requests.list(request.query),
  );
  app.post(
    '/api/v1/compliance/requests',
    {
      config: write,
      schema: {
        summary: 'Enter a request; its answer is due in a month (GDPR art. 12(3))',
        tags,
        body: SubjectRequestInput,
        response: { 201: SubjectRequest },
      },
    },
    async (request, reply) => reply.status(201).send(await requests.insert(request.body)),
  );
  app.post(
    '/api/v1/compliance/requests/:id/steps',
    {
      config: write,
      schema: {
        summary: 'Answer, refuse with a reason, or extend a request',
        tags,
        params: IdPath,
        body: RequestStep,
        response: { 200: SubjectRequest },
      },
    },
    (request) => requests.take(request.params.id, request.body),
  );
  app.get(
    '/api/v1/compliance/requests/:id/findings',
    {
      config: write,
      schema: {
        summary: 'What is kept of the place and time a request names',
        tags,
        params: IdPath,
        response: { 200: RequestFindings },
      },
    },
    (request) => requests.findings(request.params.id),
  );
}
