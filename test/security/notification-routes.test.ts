import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpWorld, openHttpWorld, setUpPeople } from '../integration/http-world.ts';
import { type Ask, asking, insideWords, join } from './callers.ts';

let world: HttpWorld;
let technical: Ask;
let operator: Ask;

beforeAll(async () => {
  world = await openHttpWorld();
  await setUpPeople(world);
  technical = asking(world, await join(world, 'technical'));
  operator = asking(world, await join(world, 'operator'));
});
afterAll(() => world.close());

const base = '/api/v1/notifications';
const canary = 'canary-of-the-mail-server';
const mail = {
  kind: 'mail',
  name: 'Town mail',
  settings: { host: '192.0.2.7', port: 465, security: 'tls', user: 'vigie', from: 'vigie@town.example' },
  secret: canary,
};
const plan = {
  name: 'Night',
  enabled: true,
  ruleIds: [],
  leastSeverity: 'warning',
  groupMinutes: 5,
  steps: [{ afterMinutes: 0, people: [], roles: ['operator'] }],
  outside: { channelIds: [], addresses: [] },
};
const choices = {
  language: 'fr',
  byMail: true,
  byPush: false,
  follows: 'plans',
  ruleIds: [],
  quiet: { from: '22:00', until: '07:00' },
  criticalAlways: true,
  digestAt: '07:30',
};
const device = {
  name: 'Desk',
  endpoint: 'https://push.example/1',
  keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
};

async function lines(): Promise<readonly string[]> {
  const { rows } = await world.database.pool.query('SELECT action FROM audit_line ORDER BY sequence');
  return rows.map(({ action }) => String(action));
}

test('F11: each change of channels, plans, own choices and browsers is exactly one line', async () => {
  const told: (readonly [string, readonly string[]])[] = [];
  const act = async (ask: Ask, ...asked: Parameters<Ask>) => {
    const before = (await lines()).length;
    const answer = await ask(...asked);
    told.push([`${answer.statusCode} ${asked[0]}`, (await lines()).slice(before)]);
    return answer.body === '' ? {} : answer.json();
  };
  const { channel } = await act(technical, 'POST', `${base}/channels`, mail);
  await act(technical, 'PATCH', `${base}/channels/${channel.id}`, { name: 'Mail' });
  const tested = await act(technical, 'POST', `${base}/channels/${channel.id}/test`);
  const made = await act(technical, 'POST', `${base}/plans`, plan);
  await act(technical, 'PUT', `${base}/plans/${made.id}`, { ...plan, name: 'Day' });
  await act(technical, 'DELETE', `${base}/plans/${made.id}`);
  await act(technical, 'DELETE', `${base}/channels/${channel.id}`);
  await act(operator, 'PUT', '/api/v1/me/notifications', choices);
  const own = await act(operator, 'POST', '/api/v1/me/push-devices', device);
  await act(operator, 'DELETE', `/api/v1/me/push-devices/${own.id}`);
  expect(told).toEqual([
    ['201 POST', ['channel.create']],
    ['200 PATCH', ['channel.update']],
    ['200 POST', ['channel.test']],
    ['201 POST', ['notice-plan.create']],
    ['200 PUT', ['notice-plan.update']],
    ['204 DELETE', ['notice-plan.delete']],
    ['204 DELETE', ['channel.delete']],
    ['200 PUT', ['notice-choices.update']],
    ['201 POST', ['push-device.create']],
    ['204 DELETE', ['push-device.delete']],
  ]);
  expect(tested).toEqual({ fault: { code: 'not-allowed', detail: '192.0.2.7' } });
  const { rows } = await world.database.pool.query('SELECT content FROM audit_line');
  expect(JSON.stringify(rows)).not.toContain(canary);
});

describe('what is asked badly is refused in plain words', () => {
  test.each([
    [
      'a mail address with a line end',
      'channels',
      { ...mail, settings: { ...mail.settings, from: 'a@b\r\nBcc: c@d' } },
    ],
    ['a host with a path', 'channels', { ...mail, settings: { ...mail.settings, host: 'mail/../x' } }],
    [
      'a webhook of another scheme',
      'channels',
      { kind: 'webhook', name: 'W', settings: { url: 'file:///etc/passwd' } },
    ],
    [
      'a topic with a wildcard',
      'channels',
      {
        kind: 'mqtt',
        name: 'B',
        settings: { host: 'b', port: 1883, security: 'none', topic: 'a/#' },
      },
    ],
    [
      'an outside address that is two',
      'plans',
      { ...plan, outside: { channelIds: [], addresses: ['a@b, c@d'] } },
    ],
    [
      'steps in the wrong order',
      'plans',
      {
        ...plan,
        steps: [5, 5].map((afterMinutes) => ({ afterMinutes, people: [], roles: ['operator'] })),
      },
    ],
  ])('%s', async (_, route, body) => {
    const answer = await technical('POST', `${base}/${route}`, body);
    expect([400, 422]).toContain(answer.statusCode);
    expect(answer.body).not.toMatch(insideWords);
  });

  test('a browser of somebody else is not there', async () => {
    const { id } = (await operator('POST', '/api/v1/me/push-devices', device)).json();
    for (const [method, path] of [
      ['DELETE', ''],
      ['POST', '/test'],
    ] as const)
      expect((await technical(method, `/api/v1/me/push-devices/${id}${path}`)).statusCode).toBe(404);
  });

  test('whoever may not configure reads neither channels nor whom a message went to', async () => {
    for (const name of ['channels', 'plans', 'messages', 'colleagues'])
      expect((await operator('GET', `${base}/${name}`)).statusCode).toBe(403);
  });
});
