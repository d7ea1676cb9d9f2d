import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type CameraScope, inScope } from '#foundation/camera-scope.ts';
import { VigieError } from '#foundation/errors.ts';

/** Who asks: a person signed in, or a key. */
export interface Principal {
  readonly kind: 'person' | 'key';
  readonly id: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly role: string | undefined;
  readonly permissions: readonly string[];
  /** the cameras whose objects exist for who asks; all others answer 404 */
  readonly cameraIds: CameraScope;
  /** the laws whose data exist for who asks: each has cameras of its own */
  readonly regimes?: readonly string[];
  /** the cameras whose images may be seen now: habilitated, and in the scope; none when absent */
  readonly viewableIds?: readonly number[];
  /** true while a second factor is still asked for: only what leads to it is open */
  readonly isHalf?: boolean;
  /** the session of a person */
  readonly session?: {
    readonly id: string;
    readonly secondFactor: {
      readonly isRequired: boolean;
      readonly isSetUp: boolean;
      readonly graceUntil: Date | null;
    };
  };
}

/** Finds who asks from the cookie or the key of a request. */
export type Identify = (headers: Headers) => Promise<Principal | undefined>;

/** What a route asks for: a permission by name, only to be signed in, or nothing. */
export const signedIn = 'signed-in';
/** Asked by the routes of the second factor: a session is enough, even while the second factor is missing. */
export const halfSignedIn = 'half-signed-in';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** the permission the route asks for, or `signed-in` */
    permission?: string;
    /** anybody may call the route */
    public?: true;
  }
  interface FastifyRequest {
    principal: Principal | undefined;
  }
}

/** The headers of a request in the form the web platform knows. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of [value].flat()) if (one !== undefined) headers.append(name, one);
  }
  return headers;
}

/** Says whether who asks holds a permission. */
export function holds(principal: Principal | undefined, permission: string): boolean {
  if (principal === undefined) return false;
  if (permission === halfSignedIn) return principal.kind === 'person';
  if (principal.isHalf === true) return false;
  return permission === signedIn ? principal.kind === 'person' : principal.permissions.includes(permission);
}

/** The person or key behind a request; throws when there is none. */
export function principalOf(request: FastifyRequest): Principal {
  if (request.principal !== undefined) return request.principal;
  throw new VigieError('unauthenticated', 'Sign in, or send an API key');
}

/** Whether a camera, and all that belongs to it, exists for who asks. */
export function seesCamera(principal: Pick<Principal, 'cameraIds'>, cameraId: number): boolean {
  return inScope(principal.cameraIds, cameraId);
}

/** Refuses every request whose route does not let it in, and every route that does not say whom it lets in. */
export function guardRoutes(app: FastifyInstance, identify: Identify): void {
  app.decorateRequest('principal', undefined);
  app.addHook('onRoute', (route) => {
    const config = route.config ?? {};
    if ((config.permission === undefined) === (config.public === undefined)) {
      throw new Error(
        `${String(route.method)} ${route.url}: state config.permission or config.public, one of the two`,
      );
    }
  });
  app.addHook('onRequest', async (request) => {
    if (keyInAddress.test(request.url)) throw misplacedKey();
    const { permission, public: open } = request.routeOptions.config;
    if (open === true || request.is404) return;
    request.principal = await identify(headersOf(request));
    const principal = principalOf(request);
    if (principal.isHalf === true && permission !== halfSignedIn) throw half();
    if (permission === undefined || !holds(principal, permission)) throw refusal(permission ?? signedIn);
  });
}

/** Addresses end up in logs and histories of others: a key that stood in one is not secret any more. */
const keyInAddress = /[?&][^=&]*=(?:Bearer(?:\+|%20))?vigie_/i;
const misplacedKey = (): VigieError =>
  new VigieError('invalid', 'A key has no place in an address', {
    fix: 'send it as Authorization: Bearer …, and make a new one in the place of this',
  });

const half = (): VigieError =>
  new VigieError('forbidden', 'This account needs its second factor', {
    fix: 'give the code of the authenticator, a recovery code or a passkey; or set one of them up',
  });

function refusal(permission: string): VigieError {
  return new VigieError('forbidden', `This needs the permission "${permission}"`, {
    fix: 'ask a person whose role allows it',
  });
}
