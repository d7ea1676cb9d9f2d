import type { FastifyRequest } from 'fastify';
import type { Audit } from '#foundation/audit.ts';
import { VigieError } from '#foundation/errors.ts';
import type { UnitOfWork } from '#foundation/unit-of-work.ts';
import { holds } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { actAs, actorOf } from './acting.ts';

interface RefusalParts {
  readonly unitOfWork: UnitOfWork;
  readonly audit: Audit;
}

/** The same refusal is one line a minute: nobody floods the log by asking again. */
const quietMs = 60_000;
const mostRemembered = 5000;
/** Views without a habilitation are logged where they are refused, with their camera. */
const loggedElsewhere = ['images:view', 'recordings:view'];

/** Logs what is refused to somebody signed in or to a key: by their role, by the legal gate, by a rule of the product. */
export function logRefusedActs(app: App, { unitOfWork, audit }: RefusalParts): void {
  const told = new Map<string, number>();
  app.addHook('onError', async (request, _reply, fault) => {
    const { principal } = request;
    if (principal === undefined || !isRefusal(fault) || isLoggedElsewhere(request)) return;
    const route = `${request.method} ${request.routeOptions.url ?? ''}`;
    const key = JSON.stringify([principal.kind, principal.id, route, request.params]);
    const nowMs = Date.now();
    if (nowMs - (told.get(key) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    if (told.size >= mostRemembered) told.clear();
    told.set(key, nowMs);
    const details = { reason: fault.message, params: request.params };
    const write = () =>
      unitOfWork((tx) => audit(tx, { action: 'act.refuse', subject: { kind: 'act', id: route }, details }));
    // The answer is a refusal either way: a log that cannot be written makes it no other.
    await actAs(actorOf(principal), write).catch((err: unknown) =>
      request.log.error({ err }, 'a refusal could not be logged'),
    );
  });
}

const isRefusal = (fault: unknown): fault is VigieError =>
  fault instanceof VigieError && fault.code === 'forbidden';

function isLoggedElsewhere({ principal, routeOptions }: FastifyRequest): boolean {
  const { permission = '' } = routeOptions.config;
  return loggedElsewhere.includes(permission) && holds(principal, permission);
}
