import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reachesEveryCamera, thingOf } from '#http/camera-guard.ts';
import { type HttpWorld, openHttpWorld } from '../integration/http-world.ts';
import { nameOf, type RouteRoles, readRouteRoles, routesOf } from './route-roles.ts';

const golden = JSON.parse(readFileSync(new URL('route-roles.json', import.meta.url), 'utf8')) as RouteRoles;
const coarse = 'GET /api/v1/live/coarse';
const renew = 'look at the difference, then renew the file: npm run route-roles -- --write';
let world: HttpWorld;
let found: RouteRoles;

beforeAll(async () => {
  world = await openHttpWorld();
  found = await readRouteRoles(world);
});
afterAll(() => world.close());

test('N04: without credentials every route answers 401, but those of the public list', () => {
  expect(found.public, renew).toEqual(golden.public);
});

test('N05: each role and each scope of a key reaches exactly the routes of the golden file', () => {
  expect(found.routes, renew).toEqual(golden.routes);
});

test('N05: the table holds every route that the server has', () => {
  const names = routesOf(world).map(nameOf).sort();
  expect(names.length).toBeGreaterThan(80);
  expect([...golden.public, ...Object.keys(golden.routes)].sort(), renew).toEqual(names);
});

test('N05: nobody but an operator reaches images or recordings, and no key does', () => {
  for (const [route, callers] of Object.entries(golden.routes)) {
    if (!/\/(live|recordings|extractions|clips|stills|evidence-files)\b/.test(route) || route === coarse)
      continue;
    const seers = callers.filter((caller) => caller !== 'operator' && caller !== 'dpo');
    expect([route, seers]).toEqual([route, []]);
  }
  expect(golden.routes['GET /api/v1/live']).toEqual(['operator']);
  // At most 96 lines, of persons' roles alone: no key, and nobody who is there for reports only.
  expect(golden.routes[coarse]).not.toContain('elected');
  expect(golden.routes[coarse]?.filter((caller) => /key|:/.test(caller))).toEqual([]);
});

test('N06: every route with the id of something says which camera it belongs to, or that it belongs to none', () => {
  const ofNoCamera =
    /^\/api\/v1\/(communes|camera-groups|rights-proposals|periods|extractions|me\/[\w-]+|notifications\/[\w-]+|legal\/(authorisations|bases|purposes|decisions))\//;
  const undecided = routesOf(world).filter(({ url }) => {
    const route = { url, config: {} };
    return (
      /:id\b/.test(url) && thingOf(route) === undefined && !reachesEveryCamera(route) && !ofNoCamera.test(url)
    );
  });
  expect(undecided.map(nameOf)).toEqual([]);
});
