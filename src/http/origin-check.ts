import type { FastifyInstance, FastifyRequest } from 'fastify';
import { VigieError } from '#foundation/errors.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what a page of another site asks in a person's name: changes (CSRF), and streams and answers that are not
 * for everybody. A key proves its sender itself.
 */
export function checkOrigins(app: FastifyInstance, publicUrl: string | undefined): void {
  const publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  app.addHook('onRequest', (request, _reply, done) => {
    const isKey = request.headers.authorization !== undefined;
    if (isKey || isHarmless(request) || isOwn(request, publicOrigin)) done();
    else done(foreignOrigin());
  });
}

/** A page may be opened by a link from anywhere; only what a script asks for names the page it comes from. */
const isHarmless = (request: FastifyRequest): boolean =>
  safeMethods.has(request.method) &&
  (request.headers.origin === undefined || request.routeOptions.config.public === true || request.is404);

const foreignOrigin = (): VigieError =>
  new VigieError('forbidden', 'The request comes from a page of another site', {
    fix: 'open Vigie at its own address; behind a proxy set server.publicUrl or server.trustProxy',
  });

function isOwn(request: FastifyRequest, publicOrigin: string | undefined): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return request.headers['sec-fetch-site'] !== 'cross-site';
  return origin === publicOrigin || origin === `${request.protocol}://${request.host}`;
}
