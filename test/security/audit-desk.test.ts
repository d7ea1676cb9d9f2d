import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpWorld, openHttpWorld, setUpPeople, signIn } from '../integration/http-world.ts';

let world: HttpWorld;
let owner: pg.Client;
let headers: { readonly cookie: string };
let ids: Readonly<Record<'rule' | 'alert' | 'other', number>>;

beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
  owner = new pg.Client({ connectionString: world.database.url.replace('vigie_service@', 'vigie@') });
  await owner.connect();
  headers = await signIn(world, 'operator');
  ids = await makeAlerts();
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

async function makeAlerts(): Promise<typeof ids> {
  const one = async (text: string, values: unknown[] = []): Promise<number> =>
    Number((await owner.query<{ id: string }>(text, values)).rows[0]?.id);
  const camera = await one(
    `INSERT INTO camera (territory_id, name, source_url, place) VALUES (1, 'Depot', 'file:a.mp4', 'closed-site') RETURNING id`,
  );
  const rule = await one(
    `INSERT INTO rule (territory_id, camera_id, name, kind, parameters, severity, cooldown_seconds)
       VALUES (1, $1, 'Yard', 'intrusion', '{}', 'warning', 60) RETURNING id`,
    [camera],
  );
  const alert = (): Promise<number> =>
    one(
      `INSERT INTO alert (territory_id, camera_id, rule_id, rule_name, kind, severity, occurred_at, raised_at, change_sequence)
         VALUES (1, $1, $2, 'Yard', 'intrusion', 'warning', now(), now(), nextval('alert_change')) RETURNING id`,
      [camera, rule],
    );
  return { rule, alert: await alert(), other: await alert() };
}

async function linesAfter(sequence: number): Promise<readonly string[]> {
  const { rows } = await owner.query('SELECT content FROM audit_line WHERE sequence > $1 ORDER BY sequence', [
    sequence,
  ]);
  return rows.map(({ content }) => String(content));
}

async function head(): Promise<number> {
  const { rows } = await owner.query('SELECT coalesce(max(sequence), 0)::int AS last FROM audit_line');
  return rows[0].last;
}

type Step = readonly ['POST' | 'PUT' | 'DELETE', string, object | undefined, string];
const alert = (path: string): string => `/api/v1/alerts/${ids.alert}/${path}`;
const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();
const comment = 'a person in a red coat';
const steps: readonly (() => Step)[] = [
  () => ['POST', alert('transitions'), { to: 'rejected', reasonCode: 'animal' }, 'alert.decide'],
  () => ['POST', alert('undo'), {}, 'alert.undo'],
  () => ['POST', alert('comments'), { words: comment }, 'alert.comment'],
  () => ['PUT', alert('assignee'), { personId: null }, 'alert.assign'],
  () => ['POST', alert('links'), { alertId: ids.other }, 'alert.link'],
  () => ['DELETE', alert(`links/${ids.other}`), undefined, 'alert.link-remove'],
  () => ['POST', alert('merge'), { alertIds: [ids.other] }, 'alert.merge'],
  () => ['POST', `/api/v1/alerts/${ids.other}/separate`, undefined, 'alert.separate'],
  () => [
    'PUT',
    `/api/v1/rules/${ids.rule}/snooze`,
    { until: inAnHour(), motive: 'works in the yard' },
    'rule.snooze',
  ],
  () => ['DELETE', `/api/v1/rules/${ids.rule}/snooze`, undefined, 'rule.wake'],
  () => [
    'PUT',
    '/api/v1/me/alert-filters',
    { name: 'night', content: { states: ['new'] }, isDefault: true },
    'filter.save',
  ],
  () => ['DELETE', '/api/v1/me/alert-filters/1', undefined, 'filter.delete'],
];

test('F11: all that is done at the alert desk writes one line each, without the words of a comment', async () => {
  for (const step of steps) {
    const [method, url, payload, action] = step();
    const before = await head();
    const answer = await world.app.inject({
      method,
      url,
      headers: { ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    expect([url, answer.statusCode, answer.body]).toEqual([
      url,
      expect.toBeOneOf([200, 204]),
      expect.any(String),
    ]);
    const lines = await linesAfter(before);
    expect([url, lines.map((line) => JSON.parse(line).action)]).toEqual([url, [action]]);
    expect(lines.join()).not.toContain(comment);
  }
});

test('F13: the first sight is kept without who, and without a line', async () => {
  const before = await head();
  const answer = await world.app.inject({ method: 'POST', url: alert('sight'), headers: { ...headers } });
  expect(answer.statusCode).toBe(204);
  expect(await linesAfter(before)).toEqual([]);
});
