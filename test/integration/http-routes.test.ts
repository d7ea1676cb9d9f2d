import { afterAll, beforeAll, expect, test } from 'vitest';
import { nameOf, type Route, routesOf } from '../security/route-roles.ts';
import { type HttpWorld, openHttpWorld } from './http-world.ts';

let world: HttpWorld;
let routes: readonly Route[];

beforeAll(async () => {
  world = await openHttpWorld();
  routes = routesOf(world);
});
afterAll(() => world.close());

test('the walk finds every route', () => {
  const names = routes.map(nameOf);
  expect(names).toEqual(
    expect.arrayContaining(['GET /api/v1/cameras/:id', 'DELETE /api/v1/zones/:id', 'GET /metrics']),
  );
  expect(names.length).toBeGreaterThan(40);
});

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
