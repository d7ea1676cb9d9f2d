import type { FastifyInstance, FastifyRequest } from 'fastify';
import { VigieError } from '#foundation/errors.ts';
import { seesCamera } from './access.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** what the `:id` of the route's address names, where that belongs to a camera */
    belongsTo?: string;
    /** the route reaches every camera: only who sees all of them may call it */
    everyCamera?: true;
  }
}

/** The camera of a stored thing; none when there is no such thing, or when it belongs to no camera. */
export type FindCameraOf = (kind: string, id: number) => Promise<number | undefined>;

const kinds: Readonly<Record<string, string>> = {
  cameras: 'camera',
  zones: 'zone',
  lines: 'line',
  masks: 'mask',
  rules: 'rule',
  alerts: 'alert',
  replays: 'replay',
  recordings: 'recording',
  'setup-sessions': 'decision',
};
/** What is kept of the whole territory tells of every camera in it. */
const wholeTerritory = /^\/api\/v1\/(audit|compliance|holds|registers|retention)\b/;

interface GuardedRoute {
  readonly url?: string | undefined;
  readonly config: { readonly belongsTo?: string; readonly everyCamera?: true };
}

/** What the `:id` of a route names, where that belongs to a camera: stated by the route, or clear from its address. */
export function thingOf({ url = '', config }: GuardedRoute): string | undefined {
  return config.belongsTo ?? kinds[/^\/api\/v1\/([\w-]+)\/:id\b/.exec(url)?.[1] ?? ''];
}

/** Whether a route is closed to whoever sees some cameras only. */
export function reachesEveryCamera({ url = '', config }: GuardedRoute): boolean {
  return config.everyCamera === true || wholeTerritory.test(url);
}

/** Answers 404 for all that belongs to a camera out of the scope of who asks, as if it were not there. */
export function guardCameras(app: FastifyInstance, cameraOf: FindCameraOf): void {
  app.addHook('preHandler', async (request) => {
    const { principal } = request;
    if (principal === undefined || principal.cameraIds === 'all') return;
    if (reachesEveryCamera(request.routeOptions))
      throw new VigieError('forbidden', 'This reaches every camera, and your rights hold for some of them', {
        fix: 'ask a person whose rights hold for the whole territory',
      });
    for (const { kind, id } of namedThings(request)) {
      const cameraId = await cameraOf(kind, id);
      if (cameraId !== undefined && !seesCamera(principal, cameraId))
        throw new VigieError('not-found', `There is no ${kind} ${id}`);
    }
  });
}

interface NamedThing {
  readonly kind: string;
  readonly id: number;
}

/** All that a request names: in its address, its query, its body. */
function namedThings(request: FastifyRequest): readonly NamedThing[] {
  const belongsTo = thingOf(request.routeOptions);
  const params = groupOf(request.params);
  const query = groupOf(request.query);
  const body = groupOf(request.body);
  return [
    ...(belongsTo === undefined ? [] : [thing(belongsTo, params['id'])]),
    thing('camera', params['cameraId']),
    thing('camera', query['camera']),
    thing('rule', query['rule']),
    ...String(query['cameras'] ?? '')
      .split(',')
      .map((id) => thing('camera', id)),
    thing('camera', body['cameraId']),
    thing('camera', groupOf(body['rule'])['cameraId']),
    ...[body['cameraIds']].flat().map((id) => thing('camera', id)),
  ].filter(({ id }) => Number.isSafeInteger(id) && id > 0);
}

const thing = (kind: string, id: unknown): NamedThing => ({
  kind,
  id: typeof id === 'number' || typeof id === 'string' ? Number(id) : Number.NaN,
});

const groupOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
