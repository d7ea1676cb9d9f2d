import type { InjectOptions } from 'fastify';
import { keyScopes, roles } from '#features/accounts/permissions.ts';
import { cookieOf, type HttpWorld } from '../integration/http-world.ts';

/** A route of the server, as it is registered. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
}

/** Who gets past the door of each route: what anybody may call, and every other route with its callers. */
export interface RouteRoles {
  readonly public: readonly string[];
  readonly routes: Readonly<Record<string, readonly string[]>>;
}

type Headers = NonNullable<InjectOptions['headers']>;

/** Reads Fastify's own picture of its routes, so that no route is left out. */
export function routesOf(world: HttpWorld): readonly Route[] {
  const path: string[] = [];
  return world.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^([│ ]*)(?:├──|└──) (\S+)(?: \(([A-Z, ]+)\))?/.exec(line);
      if (found === null) return [];
      const depth = (found[1] ?? '').length / 4;
      path.splice(depth, Infinity, found[2] ?? '');
      const methods = (found[3] ?? '').split(', ').filter((method) => method !== '' && method !== 'HEAD');
      return methods.map((method) => ({ method: method as Route['method'], url: path.join('') }));
    });
}

/** `GET /api/v1/cameras/:id` */
export const nameOf = ({ method, url }: Route): string => `${method} ${url}`;

/** Asks every route of the server as every role and with a key of every scope. */
export async function readRouteRoles(world: HttpWorld): Promise<RouteRoles> {
  const all = routesOf(world);
  const open: string[] = [];
  const closed: Route[] = [];
  for (const route of all) {
    if ((await statusOf(world, route, {})) === 401 && !isOpenByNature(route)) closed.push(route);
    else open.push(nameOf(route));
  }
  const callers = await callersOf(world);
  const table: [string, string[]][] = [];
  for (const route of closed) {
    const reached: string[] = [];
    for (const [caller, headers] of callers)
      if (![401, 403].includes(await statusOf(world, route, headers))) reached.push(caller);
    table.push([nameOf(route), reached]);
  }
  table.sort(([a], [b]) => (a < b ? -1 : 1));
  return { public: open.sort(), routes: Object.fromEntries(table) };
}

/** Doors answer 401 themselves to whoever has no right name. */
const isOpenByNature = ({ url }: Route): boolean =>
  /^\/api\/auth\/(sign-|passkey|callback\/|reset-password)/.test(url);

async function callersOf(world: HttpWorld): Promise<readonly (readonly [string, Headers])[]> {
  const callers: (readonly [string, Headers])[] = [];
  const password = 'a password of the route table';
  for (const [index, role] of roles.filter((one) => one !== 'device').entries()) {
    const email = `${role}@routes.example`;
    await world.accounts.createPerson({ name: role, email, password }, role);
    const answer = await world.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email, password },
      remoteAddress: `192.0.2.${index + 100}`,
    });
    callers.push([role, { cookie: cookieOf(answer) }]);
  }
  for (const scope of keyScopes) {
    const key = await world.keys.create({ name: `routes ${scope}`, scopes: [scope] });
    callers.push([`key ${scope}`, { authorization: `Bearer ${key}` }]);
  }
  return callers;
}

/** A stream does not end by itself: only its beginning is looked at. */
async function statusOf(world: HttpWorld, { method, url }: Route, headers: Headers): Promise<number> {
  const answer = await world.app.inject({
    method,
    url: url
      .replaceAll(/:\w+/g, '999999')
      .replace('*', 'nothing')
      .replace(/\/live$/, '/live?cameras=0x'),
    headers,
    payloadAsStream: true,
    ...(method === 'GET' || method === 'DELETE' ? {} : { payload: {} }),
  });
  answer.stream().destroy();
  return answer.statusCode;
}
