import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpWorld, openHttpWorld, setUpPeople } from '../integration/http-world.ts';
import { lawfulCamera } from '../lawful.ts';
import { type Ask, asking, join } from './callers.ts';

/** Routes whose lines other tests of this folder prove: sessions, second factors, the log itself, pictures. */
const provenElsewhere =
  /^(POST|PUT|PATCH|DELETE|GET) \/api\/(auth|v1\/(setup|me|audit|live|statistics|cameras|zones|lines|masks|rules|periods|territory|alerts|setup-sessions|recordings|recording|extractions|holds|registers|retention|notifications))([/.]|$)/;
/** Files made of the configuration alone, which say nothing of a person: reading them is no export. */
const documents = /^GET \/api\/v1\/(openapi\.json|compliance\/)/;
/** What the law compares rows with is sealed by lines of their own, in the same transaction. */
const seals = new Set(['camera-law.update']);

let world: HttpWorld;
let owner: pg.Client;
let dpo: Ask;
let administrator: Ask;
let technical: Ask;
let cameraId: number;

beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
  owner = new pg.Client({ connectionString: world.database.url.replace('vigie_service@', 'vigie@') });
  await owner.connect();
  dpo = asking(world, await join(world, 'dpo'));
  administrator = asking(world, await join(world, 'administrator'));
  technical = asking(world, await join(world, 'technical'));
  const source = { url: 'file:a.mp4' };
  cameraId = (
    await world.services.cameras.insert({ name: 'Depot', source, ...(await lawfulCamera(world.services)) })
  ).id;
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

async function linesAfter(sequence: number): Promise<readonly string[]> {
  const { rows } = await owner.query('SELECT action FROM audit_line WHERE sequence > $1 ORDER BY sequence', [
    sequence,
  ]);
  return rows.map(({ action }) => String(action)).filter((action) => !seals.has(action));
}

async function last(): Promise<number> {
  const { rows } = await owner.query('SELECT coalesce(max(sequence), 0)::int AS last FROM audit_line');
  return rows[0].last;
}

const from = '2026-01-01T00:00:00Z';
const until = '2099-01-01T00:00:00Z';
const motive = 'Because the council decided so';
const ids = new Map<string, string>();
const id = (name: string): string => ids.get(name) ?? '0';

interface Step {
  /** as in the description of the API */
  readonly route: string;
  readonly who: () => Ask;
  readonly url?: () => string;
  readonly body?: () => object;
  /** under which name the id of the answer is kept */
  readonly keep?: string;
}

const steps: readonly Step[] = [
  ...places('communes', 'commune'),
  ...places('camera-groups', 'group'),
  {
    route: 'POST /api/v1/people',
    who: () => administrator,
    body: () => ({ name: 'New', email: 'new@example.org', role: 'operator' }),
    keep: 'person',
  },
  { route: 'PATCH /api/v1/people/{person}', who: () => administrator, body: () => ({ name: 'Newer' }) },
  { route: 'POST /api/v1/people/{person}/link', who: () => administrator },
  {
    route: 'POST /api/v1/people/{person}/habilitations',
    who: () => administrator,
    body: () => ({
      act: '2026-1',
      trainedOn: '2026-01-01',
      validFrom: '2026-01-02',
      validUntil: '2027-01-01',
    }),
    keep: 'habilitation',
  },
  { route: 'DELETE /api/v1/people/{person}/habilitations/{habilitation}', who: () => administrator },
  { route: 'DELETE /api/v1/people/{person}', who: () => administrator },
  {
    route: 'POST /api/v1/keys',
    who: () => administrator,
    body: () => ({ name: 'reader', scopes: ['metrics:read'] }),
  },
  { route: 'DELETE /api/v1/keys/{name}', who: () => administrator, url: () => '/api/v1/keys/reader' },
  {
    route: 'POST /api/v1/legal/purposes',
    who: () => dpo,
    body: () => ({ name: 'Yard', code: 'site-operation' }),
    keep: 'id',
  },
  { route: 'PATCH /api/v1/legal/purposes/{id}', who: () => dpo, body: () => ({ name: 'The yard' }) },
  { route: 'DELETE /api/v1/legal/purposes/{id}', who: () => dpo },
  {
    route: 'POST /api/v1/legal/bases',
    who: () => dpo,
    body: () => ({
      kind: 'jo-art10',
      reference: '2026-7',
      perimeter: 'The square',
      events: ['fire'],
      cameraIds: [cameraId],
      from,
      until: '2026-12-31T00:00:00Z',
    }),
    keep: 'id',
  },
  { route: 'PATCH /api/v1/legal/bases/{id}', who: () => dpo, body: () => ({ reference: '2026-8' }) },
  { route: 'POST /api/v1/legal/bases/{id}/stop', who: () => dpo, body: () => ({ motive }) },
  { route: 'POST /api/v1/legal/bases/{id}/resume', who: () => dpo, body: () => ({ motive }) },
  { route: 'DELETE /api/v1/legal/bases/{id}', who: () => dpo },
  {
    route: 'POST /api/v1/legal/authorisations',
    who: () => dpo,
    body: () => ({
      number: '2026-57-12',
      cameraIds: [cameraId],
      retentionDays: 15,
      from,
      until: '2030-01-01T00:00:00Z',
    }),
    keep: 'id',
  },
  { route: 'PATCH /api/v1/legal/authorisations/{id}', who: () => dpo, body: () => ({ retentionDays: 10 }) },
  { route: 'DELETE /api/v1/legal/authorisations/{id}', who: () => dpo },
  {
    route: 'POST /api/v1/legal/decisions',
    who: () => dpo,
    body: () => ({ cameraId, motive, until }),
    keep: 'id',
  },
  { route: 'POST /api/v1/legal/decisions/{id}/revocation', who: () => dpo, body: () => ({ motive }) },
  {
    route: 'PUT /api/v1/compliance/controller',
    who: () => dpo,
    body: () => ({ name: 'Commune', email: 'mairie@example.org' }),
  },
  { route: 'POST /api/v1/compliance/dpia/versions', who: () => dpo, body: () => ({ risks: 'Low.' }) },
  { route: 'POST /api/v1/compliance/dpia/signature', who: () => dpo },
  {
    route: 'POST /api/v1/compliance/requests',
    who: () => dpo,
    body: () => ({
      kind: 'access',
      person: 'Paul',
      contact: 'paul@example.org',
      words: 'I passed by.',
      cameraIds: [cameraId],
      receivedAt: from,
    }),
    keep: 'id',
  },
  {
    route: 'POST /api/v1/compliance/requests/{id}/steps',
    who: () => dpo,
    body: () => ({ step: 'answer', answer: 'Nothing.' }),
  },
  {
    route: 'POST /api/v1/compliance/breaches',
    who: () => dpo,
    body: () => ({
      title: 'Laptop',
      words: 'Lost.',
      cameraIds: [cameraId],
      span: { from, to: '2026-01-02T00:00:00Z' },
      knownAt: from,
    }),
    keep: 'id',
  },
  {
    route: 'POST /api/v1/compliance/breaches/{id}/steps',
    who: () => dpo,
    body: () => ({ step: 'measures', measures: 'Locked.' }),
  },
  {
    route: 'POST /api/v1/replays',
    who: () => technical,
    body: () => ({ rule: ruleOn(cameraId), source: { kind: 'clip' } }),
    keep: 'id',
  },
  { route: 'DELETE /api/v1/replays/{id}', who: () => technical },
  {
    route: 'POST /api/v1/camera-tests',
    who: () => technical,
    body: () => ({ source: { url: 'file:none.mp4' } }),
  },
  { route: 'POST /api/v1/camera-discoveries', who: () => technical },
  {
    route: 'POST /api/v1/camera-devices',
    who: () => technical,
    body: () => ({ service: 'http://192.0.2.1/', username: 'vigie', password: 'none' }),
  },
];

function places(folder: string, name: string): readonly Step[] {
  return [
    {
      route: `POST /api/v1/${folder}`,
      who: () => administrator,
      body: () => ({ name, cameraIds: [cameraId] }),
      keep: 'id',
    },
    { route: `PUT /api/v1/${folder}/{id}`, who: () => administrator, body: () => ({ name: `New ${name}` }) },
    { route: `DELETE /api/v1/${folder}/{id}`, who: () => administrator },
  ];
}

const ruleOn = (camera: number): object => ({
  name: 'Absent',
  cameraId: camera,
  kind: 'camera-health',
  parameters: {},
});

test('F11: each change of people, rights, keys, law and compliance, and each trial, is exactly one line', async () => {
  const table: Record<string, readonly string[]> = {};
  const refused: string[] = [];
  for (const { route, who, url, body, keep } of steps) {
    const [method = '', path = ''] = route.split(' ');
    const address = url?.() ?? path.replaceAll(/\{(\w+)\}/g, (_, name: string) => id(name));
    const before = await last();
    const answer = await who()(method as 'POST', address, body?.());
    if (answer.statusCode > 204) refused.push(`${route}: ${answer.body}`);
    if (keep !== undefined) ids.set(keep, idOf(answer.json<Answer>(), keep));
    table[route] = await linesAfter(before);
  }
  expect(refused).toEqual([]);
  const several = Object.entries(table).filter(([, lines]) => lines.length !== 1);
  // Whoever adds a person also makes the link with which they choose a password: two acts, each told.
  expect(several).toEqual([['POST /api/v1/people', ['person.create', 'person.reset']]]);
  const golden = fileURLToPath(new URL('__golden__/audit-routes.json', import.meta.url));
  await expect(`${JSON.stringify(table, null, 2)}\n`).toMatchFileSnapshot(golden);
});

/** The id of what was made; a person comes with what the change made of them. */
function idOf(answer: Answer, name: string): string {
  const { person, id: own } = answer;
  return String(name === 'habilitation' ? person?.habilitations?.[0]?.id : (own ?? person?.id));
}

interface Answer {
  readonly id?: unknown;
  readonly person?: { readonly id: unknown; readonly habilitations?: readonly { readonly id: unknown }[] };
}

test('F11: no route that changes or exports is left without a test of its line', () => {
  const { paths } = world.app.swagger() as unknown as { paths: Record<string, Record<string, object>> };
  const known = new Set([...steps.map(({ route }) => route), ...rare]);
  const left = Object.entries(paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    .filter((route) => !route.startsWith('GET ') || /\.(csv|pdf|json)$/.test(route))
    .filter((route) => !provenElsewhere.test(route) && !documents.test(route) && !known.has(route));
  expect(left).toEqual([]);
});

/** What takes a second person, a second factor, a clip or a list, proven where those are tested. */
const rare = [
  'POST /api/v1/rights-proposals/{id}/decision',
  'DELETE /api/v1/people/{person}/second-factor',
  'DELETE /api/v1/people/{person}/sessions/{session}',
  'POST /api/v1/legal/bases/{id}/signatures',
  'POST /api/v1/legal/clock',
  'PUT /api/v1/replays/{id}/clip',
  'POST /api/v1/camera-imports',
  // Says a rule as a sentence: it stores and hands out nothing.
  'POST /api/v1/rule-readings',
];
