import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpWorld, openHttpWorld } from '../integration/http-world.ts';
import { type Ask, asking, insideWords, join } from './callers.ts';

interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly parameters: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly hasBody: boolean;
}

let world: HttpWorld;
let operations: readonly Operation[];
/** One of these reaches each route. */
let callers: readonly { readonly cookie: string }[];
let technical: Ask;
let dpo: Ask;

beforeAll(async () => {
  world = await openHttpWorld();
  const joined = [];
  for (const role of ['technical', 'dpo', 'administrator', 'operator'] as const)
    joined.push(await join(world, role));
  callers = joined;
  technical = asking(world, { ...joined[0] });
  dpo = asking(world, { ...joined[1] });
  operations = readOperations();
});
afterAll(() => world.close());

/** All that the API describes, but what signs in and out and the streams, which have their own tests. */
function readOperations(): readonly Operation[] {
  const { paths } = world.app.swagger() as unknown as {
    paths: Record<string, Record<string, { parameters?: Operation['parameters']; requestBody?: object }>>;
  };
  return Object.entries(paths)
    .filter(([url]) => !/^\/api\/auth\/sign-out|\/(events|live)$|\/verify$/.test(url))
    .flatMap(([url, methods]) =>
      Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
        method: method.toUpperCase() as Operation['method'],
        url,
        parameters,
        hasBody: requestBody !== undefined,
      })),
    );
}

const usual: Readonly<Record<string, string>> = {
  from: '2026-11-01T00:00:00Z',
  to: '2026-11-02T00:00:00Z',
  rule: '1',
  camera: '1',
};

/** The address of an operation with one of its parameters as given. */
function addressOf({ url, parameters }: Operation, name: string, value: string): string {
  const path = url.replaceAll(/\{(\w+)\}/g, (_, one: string) =>
    encodeURIComponent(one === name ? value : '999999'),
  );
  const query = parameters
    .filter((one) => one.in === 'query' && (one.name === name || one.required === true))
    .map((one) => `${one.name}=${encodeURIComponent(one.name === name ? value : (usual[one.name] ?? '1'))}`);
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

/** Which caller each route lets in. */
const letIn = new Map<string, number>();

/** Asks as a caller whom the route lets in, if there is one. */
async function askAny({ method, url }: Operation, address: string, body?: string) {
  const route = `${method} ${url}`;
  for (let index = letIn.get(route) ?? 0; ; index++) {
    const answer = await world.app.inject({
      method,
      url: address,
      headers: { ...callers[index], ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: body }),
    });
    letIn.set(route, index);
    if (answer.statusCode !== 403 || index === callers.length - 1) return answer;
  }
}

/** What of an answer should not be, if anything. */
function oddityOf(answer: Awaited<ReturnType<typeof askAny>>): string | undefined {
  const { statusCode, body, headers } = answer;
  const tellsInside = statusCode >= 400 && insideWords.test(body);
  const isOdd = statusCode >= 500 || tellsInside || headers['x-evil'] !== undefined;
  return isOdd ? `${statusCode} ${body.slice(0, 200)}` : undefined;
}

const injections = [
  "' OR '1'='1",
  "1'; DROP TABLE camera; --",
  '1 UNION SELECT password FROM account',
  '1) OR pg_sleep(9)--',
  '{"$ne":null}',
  '*)(uid=*))(|(uid=*',
  `{{7*7}}\${7*7}<%= 7*7 %>`,
  '$.**?(@ > 0)',
  '../../etc/passwd',
  'NaN',
  '1e400',
  '9223372036854775808',
  '-1',
  '\0',
  'a\r\nX-Evil: 1',
  '9999-12-31T23:59:59Z',
];

test('N25: no parameter of any route lets a statement, a template or a path in', async () => {
  const tries = operations
    .filter(({ method }) => method === 'GET')
    .flatMap((operation) =>
      operation.parameters
        .filter((one) => one.in !== 'header')
        .flatMap((parameter) => injections.map((injection) => ({ operation, parameter, injection }))),
    );
  const odd: string[] = [];
  for (const { operation, parameter, injection } of tries) {
    const url = addressOf(operation, parameter.name, injection);
    const answer = await askAny(operation, url);
    const oddity = oddityOf(answer);
    if (oddity !== undefined) odd.push(`${url} ${oddity}`);
    // A list of what is not there may be empty; nothing else is found by such a name.
    if (parameter.in === 'path' && answer.statusCode === 200) expect(answer.json()).toEqual({ items: [] });
  }
  expect(odd).toEqual([]);
  expect(tries.length).toBeGreaterThan(300);
  expect((await technical('GET', '/api/v1/cameras')).statusCode).toBe(200);
});

test('N25: a filter that is a statement brings no row more', async () => {
  await technical('PATCH', '/api/v1/territory', { name: 'Here' });
  expect((await dpo('GET', '/api/v1/audit')).json().items.length).toBeGreaterThan(0);
  for (const filter of [
    "actor=' OR 1=1 --",
    "subject=x' OR '1'='1",
    "subjectKind=' UNION SELECT 1 --",
    'actor=%',
  ])
    expect((await dpo('GET', `/api/v1/audit?${encodeURI(filter)}`)).json()).toEqual({ items: [] });
  for (const filter of ['limit=1;select', 'after=1 OR 1=1', 'sort=name;drop', "camera=1' OR '1'='1"])
    expect((await dpo('GET', `/api/v1/audit?${encodeURI(filter)}`)).statusCode).toBe(400);
});

test('N25: a time zone or a calendar that is a statement is refused', async () => {
  for (const [url, patch] of [
    ['/api/v1/territory', { timeZone: "Europe/Paris'; DROP TABLE camera; --" }],
    ['/api/v1/territory', { timeZone: '../../../etc/passwd' }],
    ['/api/v1/territory', { holidays: "FR' OR '1'='1" }],
  ] as const)
    expect((await technical('PATCH', url, patch)).statusCode).toBe(400);
});

const deep = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const bodies: readonly (readonly [string, string])[] = [
  ['10 000 levels', deep(10_000)],
  ['100 000 levels in a list', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['NaN', '{"name":NaN}'],
  ['1e400', '{"name":"x","limit":1e400,"framesPerSecond":1e400,"place":"closed-site"}'],
  ['a prototype', '{"__proto__":{"isAdmin":true}}'],
  ['a constructor', '{"constructor":{"prototype":{"isAdmin":true}}}'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a text', '"x"'],
  ['NUL', '{"name":"a\\u0000","motive":"ten letters\\u0000","reason":"ten letters\\u0000"}'],
  ['half a character', '{"name":"a\\ud800","motive":"ten letters\\ud800"}'],
  [
    'the year 9999',
    '{"name":"x","from":"9999-12-31T23:59:59Z","validUntil":"9999-12-31","at":"9999-12-31T23:59:59Z"}',
  ],
  ['keys twice', '{"name":"a","name":"b"}'],
  ['what is no JSON', '{"name":'],
];

test.each(bodies)('N31: a body of %s is refused or taken as it is, and nothing breaks', async (_, body) => {
  const odd: string[] = [];
  for (const operation of operations.filter(({ method }) => method !== 'GET' && method !== 'DELETE')) {
    const path = operation.url.replaceAll(/\{\w+\}/g, '999999');
    const oddity = oddityOf(await askAny(operation, path, body));
    if (oddity !== undefined) odd.push(`${operation.method} ${path} ${oddity}`);
  }
  expect(odd).toEqual([]);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
});

test('N31: a body of 10 MB is refused before it is read', async () => {
  const answer = await technical('POST', '/api/v1/cameras', { name: 'x'.repeat(10_000_000) });
  expect(answer.statusCode).toBe(413);
});

test.each([
  '2026-02-30T00:00:00Z',
  '9999-12-31T24:00:00Z',
  '+275760-09-13T00:00:00Z',
  '2026-11-01',
  'now',
  '0',
])('N31: %s is no time to ask for', async (from) => {
  const query = new URLSearchParams({ from, to: '2026-11-02T00:00:00Z', by: 'day' });
  expect((await technical('GET', `/api/v1/statistics/counts?${query}`)).statusCode).toBe(400);
});

test('N34: a page of a thousand million rows and an export of ten years by quarter hours are refused', async () => {
  for (const url of ['/api/v1/cameras', '/api/v1/alerts', '/api/v1/rules'])
    for (const limit of ['1000000000', '501', '0', '-1', '1e9'])
      expect([url, limit, (await technical('GET', `${url}?limit=${limit}`)).statusCode]).toEqual([
        url,
        limit,
        400,
      ]);
  for (const by of ['quarter-hour', 'hour', 'day'])
    for (const table of ['counts', 'counts.csv', 'presence']) {
      const url = `/api/v1/statistics/${table}?from=2016-11-01T00:00:00Z&to=2026-11-01T00:00:00Z&by=${by}`;
      expect([url, (await technical('GET', url)).statusCode]).toEqual([url, 400]);
    }
});

test('N34: hundreds of exports at once are all answered, and others are answered among them', async () => {
  const url = '/api/v1/statistics/counts.csv?from=2026-10-01T00:00:00Z&to=2026-11-01T00:00:00Z&by=hour';
  let open = 0;
  const exports = Array.from({ length: 300 }, async () => {
    open += 1;
    const { statusCode } = await technical('GET', url);
    open -= 1;
    return statusCode;
  });
  expect((await world.app.inject('/healthz')).statusCode).toBe(200);
  expect(open).toBeGreaterThan(0);
  const statuses = new Set(await Promise.all(exports));
  for (const status of statuses) expect([200, 429, 503]).toContain(status);
  expect(statuses).toContain(200);
});

test('N34: rules on trial are few at a time', async () => {
  const made = await technical('POST', '/api/v1/cameras', {
    name: 'Trial',
    place: 'closed-site',
    source: { url: 'file:a.mp4' },
  });
  const cameraId = made.json().id;
  const zone = await technical('POST', `/api/v1/cameras/${cameraId}/zones`, {
    name: 'Yard',
    polygon: [
      [0, 0],
      [1, 0],
      [1, 1],
    ],
  });
  const rule = {
    name: 'Watch',
    cameraId,
    kind: 'intrusion',
    parameters: { zoneId: zone.json().id, classes: ['person'] },
  };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      technical('POST', '/api/v1/replays', { rule, source: { kind: 'clip' } }),
    ),
  );
  const begun = answers.filter(({ statusCode }) => statusCode === 201).length;
  expect(begun).toBeLessThanOrEqual(3);
  expect(answers.filter(({ statusCode }) => statusCode >= 500)).toEqual([]);
});
