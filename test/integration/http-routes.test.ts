import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, type HttpWorld, headersOfCallers, openHttpWorld, setUpPeople } from './http-world.ts';

interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
}

const golden = fileURLToPath(new URL('__golden__/route-roles.json', import.meta.url));
/** All that anybody may call. */
const publicRoutes = [
  'GET /',
  'GET /*',
  'GET /api/v1/openapi.json',
  'GET /api/v1/setup',
  'GET /healthz',
  'GET /readyz',
  'POST /api/auth/reset-password',
  'POST /api/auth/sign-in/email',
  'POST /api/auth/sign-out',
  'POST /api/v1/setup',
];

let world: HttpWorld;
let routes: readonly Route[];

beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
  routes = routesOf(world.app.printRoutes({ commonPrefix: false }));
});
afterAll(() => world.close());

/** Reads Fastify's own picture of its routes, so that no route is left out. */
function routesOf(picture: string): readonly Route[] {
  const path: string[] = [];
  return picture.split('\n').flatMap((line) => {
    const found = /^([│ ]*)(?:├──|└──) (\S+)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (found === null) return [];
    const depth = (found[1] ?? '').length / 4;
    path.splice(depth, Infinity, found[2] ?? '');
    const methods = (found[3] ?? '').split(', ').filter((method) => method !== '' && method !== 'HEAD');
    return methods.map((method) => ({ method: method as Route['method'], url: path.join('') }));
  });
}

const nameOf = ({ method, url }: Route): string => `${method} ${url}`;
const call = ({ method, url }: Route, headers: object) =>
  world.app.inject({
    method,
    url: url.replace(':id', '999999').replace('*', 'nothing').replace('/live', '/live?cameras=0x'),
    headers: { ...headers },
    ...(method === 'POST' || method === 'PATCH' ? { payload: {} } : {}),
  });

test('the walk finds every route', () => {
  const names = routes.map(nameOf);
  expect(names).toEqual(
    expect.arrayContaining(['GET /api/v1/cameras/:id', 'DELETE /api/v1/zones/:id', 'GET /metrics']),
  );
  expect(names.length).toBeGreaterThan(40);
});

test('every route but the public ones answers 401 to nobody', async () => {
  const open: string[] = [];
  for (const route of routes) {
    const { statusCode } = await call(route, {});
    if (statusCode !== 401 || route.url.includes('sign-')) open.push(nameOf(route));
  }
  expect(open.sort()).toEqual(publicRoutes);
});

test('each caller reaches exactly the routes of the golden file', async () => {
  const headers = await headersOfCallers(world);
  const callers = Object.keys(headers) as Caller[];
  const table: Record<string, Caller[]> = {};
  for (const route of routes) {
    if (publicRoutes.includes(nameOf(route))) continue;
    const reached: Caller[] = [];
    for (const caller of callers) if (await isReached(route, headers[caller])) reached.push(caller);
    table[nameOf(route)] = reached;
  }
  const sorted = Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
  await expect(`${JSON.stringify(sorted, null, 2)}\n`).toMatchFileSnapshot(golden);
});

async function isReached(route: Route, headers: object): Promise<boolean> {
  const isStream = route.url === '/api/v1/events';
  const status = isStream ? await streamStatus(headers) : (await call(route, headers)).statusCode;
  return status !== 401 && status !== 403;
}

/** A stream does not end by itself: only its beginning is looked at. */
async function streamStatus(headers: object): Promise<number> {
  const answer = await world.app.inject({
    url: '/api/v1/events',
    headers: { ...headers },
    payloadAsStream: true,
  });
  answer.stream().destroy();
  return answer.statusCode;
}

test('every route under /api is described, with a summary, its answers and its problem', () => {
  const description = world.app.swagger() as unknown as {
    paths: Record<
      string,
      Record<string, { summary?: string; tags?: string[]; responses?: Record<string, unknown> }>
    >;
  };
  for (const route of routes.filter(({ url }) => url.startsWith('/api/'))) {
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}');
    const operation = description.paths[path]?.[route.method.toLowerCase()];
    expect(operation?.summary, nameOf(route)).toBeTruthy();
    expect(operation?.tags?.length, nameOf(route)).toBeGreaterThan(0);
    expect(Object.keys(operation?.responses ?? {}), nameOf(route)).toEqual(
      expect.arrayContaining(['default']),
    );
    expect(Object.keys(operation?.responses ?? {}).length, nameOf(route)).toBeGreaterThan(1);
  }
});
