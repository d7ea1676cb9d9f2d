import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createNoticeStore } from '#features/notifications/notice-store.ts';
import { type NoticeWorld, openNoticeWorld, stepOf } from '../../test/notice-world.ts';

let world: NoticeWorld;
let anna: string;
let boris: string;
beforeAll(async () => {
  world = await openNoticeWorld();
});
afterAll(() => world.database.close());
beforeEach(async () => {
  await world.reset();
  anna = await world.join('Anna', 'operator', true);
  boris = await world.join('Boris', 'operator', true);
});

describe('a channel that fails', () => {
  const down = { code: 'refused', detail: 'ECONNREFUSED', scope: 'channel' } as const;

  test('delays no other, is tried again later, and loses nothing over a restart', async () => {
    await world.plan({ steps: [stepOf([anna])] });
    await world.addDevice(anna);
    world.faults.mail = down;
    await world.raise();
    await world.raise();
    await world.work();
    expect([world.sent.pushes.length, world.sent.mails.length]).toEqual([2, 0]);
    const [mail] = await world.notifications.channels.list();
    expect(mail).toMatchObject({ waiting: 2, lastFault: { code: 'refused' }, retryAt: expect.any(String) });
    delete world.faults.mail;
    await world.work();
    expect(world.sent.mails).toEqual([]);
    world.pass(1);
    await world.work();
    expect(world.sent.mails.map(({ key }) => new Set([key]).size)).toEqual([1, 1]);
    expect((await world.notifications.channels.list())[0]).toMatchObject({ waiting: 0, retryAt: null });
  });

  test('what a dead sender had taken is sent again, under the same key', async () => {
    await world.plan({ steps: [stepOf([anna])] });
    await world.raise();
    while (await world.notifications.planning.plan());
    const { rows } = await world.database.pool.query(
      `UPDATE notice SET leased_until = now() + interval '1 minute' RETURNING key`,
    );
    await world.work();
    expect(world.sent.mails).toEqual([]);
    world.pass(2);
    await world.work();
    expect(world.sent.mails.map(({ key }) => key)).toEqual([rows[0].key]);
  });

  test('a message that waited too long expires and is shown; it may be sent again by hand', async () => {
    await world.plan({ steps: [stepOf([anna])] });
    world.faults.mail = down;
    await world.raise();
    await world.work();
    world.pass(7 * 60);
    await world.notifications.planning.sweep();
    expect(await world.fates()).toEqual(['raised Anna expired too-late']);
    delete world.faults.mail;
    const [message] = (await world.notifications.notices.list({})).items;
    await world.notifications.notices.sendAgain(message?.id ?? 0);
    await world.work();
    expect(world.sent.mails).toHaveLength(1);
  });

  test('a receiver that is refused for good is a dead letter, and the next receiver is served', async () => {
    await world.plan({ steps: [stepOf([anna, boris])] });
    world.faults.mail = { code: 'receiver', detail: 'SMTP 550', scope: 'message', isFinal: true };
    await world.raise();
    await world.work();
    expect(await world.fates()).toEqual(['raised Anna dead refused', 'raised Boris dead refused']);
  });

  test('a browser that took its subscription back is forgotten', async () => {
    await world.plan({ steps: [stepOf([anna])] });
    await world.addDevice(anna);
    world.faults.push = { code: 'gone', detail: 'HTTP 410', scope: 'message', isFinal: true };
    await world.raise();
    await world.work();
    const own = await world.notifications.own.find({
      id: anna,
      name: '',
      email: '',
      cameraIds: 'all',
      mayReadAlerts: true,
    });
    expect(own.devices).toEqual([]);
  });

  test('a queue is bounded: the oldest beyond it expire', async () => {
    await world.plan({ steps: [stepOf([anna])] });
    for (let number = 0; number < 5; number++) await world.raise();
    while (await world.notifications.planning.plan());
    await createNoticeStore(1).expire(world.database.reader, world.now(), 3);
    expect((await world.fates()).map((fate) => fate.split(' ').slice(2).join(' '))).toEqual([
      'expired queue-full',
      'expired queue-full',
      'waiting',
      'waiting',
      'waiting',
    ]);
  });
});

test('the digest comes once a day, at its hour, in the language and clock of its reader', async () => {
  await world.choose(anna, { digestAt: '00:01', follows: 'plans' });
  await world.raise();
  await world.database.pool.query(`UPDATE alert SET occurred_at = now()`);
  await world.notifications.planning.sweep();
  await world.work();
  expect(world.sent.mails).toEqual([]);
  world.pass(24 * 60);
  await world.database.pool.query(`UPDATE alert SET occurred_at = now() + interval '23 hours'`);
  for (let round = 0; round < 2; round++) {
    await world.notifications.planning.sweep();
    await world.work();
  }
  expect(world.sent.mails.map(({ to, subject }) => [to, subject])).toEqual([
    ['anna@example.org', 'Depuis hier : 1 alerte (Territory)'],
  ]);
  expect(world.sent.mails[0]?.text).toContain('1 encore à décider');
});

test('a digest that comes after 25 hours leaves nothing out', async () => {
  await world.choose(anna, { digestAt: '00:01', follows: 'plans' });
  world.pass(24 * 60);
  await world.notifications.planning.sweep();
  await world.work();
  await world.raise();
  const early = new Date(world.now() + 10 * 60_000);
  await world.database.pool.query('UPDATE alert SET occurred_at = $1', [early]);
  world.pass(25 * 60);
  await world.notifications.planning.sweep();
  await world.work();
  expect(world.sent.mails.map(({ subject }) => subject)).toEqual([
    'Depuis hier : aucune alerte (Territory)',
    'Depuis hier : 1 alerte (Territory)',
  ]);
});

test('a reminder of the law goes to the data protection officer, once', async () => {
  await world.join('Claire', 'dpo');
  const reminder = {
    subject: 'authorisation 3',
    row: 'F09',
    words: { en: 'It ends.', fr: 'Elle s’achève.' },
  };
  await world.notifications.planning.remind(reminder);
  await world.notifications.planning.remind(reminder);
  await world.work();
  expect(world.sent.mails.map(({ to, text }) => [to, text.split('\n')[0]])).toEqual([
    ['claire@example.org', 'Elle s’achève.'],
  ]);
});

test('the secret of a channel is neither shown, logged nor readable in the database, and stays with its host', async () => {
  const { channels } = world.notifications;
  const { mail } = world.channelIds;
  const stored = await world.database.pool.query('SELECT sealed_secret, settings::text FROM notice_channel');
  const logged = await world.database.pool.query('SELECT content FROM audit_line');
  const all = JSON.stringify([stored.rows, logged.rows, await channels.list()]);
  expect(all).not.toContain('canary-mail-password');
  const settings = {
    host: 'elsewhere.example',
    port: 465,
    security: 'tls',
    user: 'vigie',
    from: 'vigie@example.org',
  } as const;
  await expect(channels.update(mail, { settings })).rejects.toMatchObject({ faults: [{ field: 'secret' }] });
  await channels.update(mail, { settings, secret: 'another' });
});

test.each([
  ['nobody in a step', { steps: [{ afterMinutes: 0, people: [], roles: [] }] }, 'steps[0].people'],
  ['somebody unknown', { steps: [stepOf(['nobody'])] }, 'steps[0].people'],
  ['a rule that is not there', { ruleIds: [999_999] }, 'ruleIds'],
  [
    'a channel that is no webhook',
    { outside: { channelIds: [999_999], addresses: [] } },
    'outside.channelIds',
  ],
])('a plan with %s is refused', async (_, change, field) => {
  await expect(world.plan(change)).rejects.toMatchObject({ faults: [{ field }] });
});
