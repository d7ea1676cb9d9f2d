import type { FastifyInstance, FastifyRequest } from 'fastify';
import { VigieError } from '#foundation/errors.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses a change that a page of another site sends in a person's name (CSRF); a key proves its sender itself. */
export function checkOrigins(app: FastifyInstance, publicUrl: string | undefined): void {
  const publicOrigin = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  app.addHook('onRequest', (request, _reply, done) => {
    const isSafe = safeMethods.has(request.method) || request.headers.authorization !== undefined;
    if (isSafe || isOwn(request, publicOrigin)) done();
    else done(foreignOrigin());
  });
}

const foreignOrigin = (): VigieError =>
  new VigieError('forbidden', 'The request comes from a page of another site', {
    fix: 'open Vigie at its own address; behind a proxy set server.publicUrl or server.trustProxy',
  });

function isOwn(request: FastifyRequest, publicOrigin: string | undefined): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return request.headers['sec-fetch-site'] !== 'cross-site';
  return origin === publicOrigin || origin === `${request.protocol}://${request.host}`;
}
