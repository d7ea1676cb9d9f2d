import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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

const decider = { id: null, name: 'Anna' };
const decide = (id: number, to: 'acknowledged' | 'confirmed' | 'rejected') =>
  world.services.alerts.transition(id, to === 'rejected' ? { to, reason: 'a cat' } : { to }, decider);

describe('F14: before a person has confirmed an alert', () => {
  test('F14: only habilitated people are told, of rule, place, time and link; what is outside hears nothing', async () => {
    await world.join('Theo', 'technical');
    const outside = {
      channelIds: [world.channelIds.webhook, world.channelIds.mqtt],
      addresses: ['police@town.example'],
    };
    await world.plan({
      steps: [{ afterMinutes: 0, people: [anna], roles: ['technical', 'administrator', 'dpo'] }],
      outside,
    });
    await world.addDevice(anna);
    const alert = await world.raise();
    await world.work();
    const { mails, calls, published, pushes } = world.sent;
    expect(mails.map(({ to }) => to)).toEqual(['anna@example.org']);
    expect(mails[0]?.text).toMatch(
      /Règle : Intrusion\nLieu : .*, yard\nMoment : .*\nGravité : .*\n\nOuvrir : https:\/\/vigie\.example\/alerts\?id=/,
    );
    expect(JSON.parse(pushes[0]?.payload ?? '{}')).toMatchObject({ path: `/alerts?id=${alert}` });
    expect(JSON.stringify([mails, pushes])).not.toMatch(/jpeg|data:|"point|confidence/i);
    expect([calls, published]).toEqual([[], []]);
    await decide(alert, 'acknowledged');
    await world.work();
    expect([calls.length, published.length, mails.length]).toEqual([0, 0, 1]);
  });

  test('F14: a confirmation calls webhook, broker and outside addresses once; the log says who was told', async () => {
    const outside = {
      channelIds: [world.channelIds.webhook, world.channelIds.mqtt],
      addresses: ['police@town.example'],
    };
    await world.plan({ steps: [], outside });
    const alert = await world.raise();
    await decide(alert, 'confirmed');
    await world.work();
    await world.work();
    const { mails, calls, published } = world.sent;
    expect(mails.map(({ to, text }) => [to, text.includes('https://')])).toEqual([
      ['police@town.example', false],
    ]);
    expect(published.map(({ topic }) => topic)).toEqual(['vigie/alerts/confirmed']);
    const body = JSON.parse(calls[0]?.body ?? '{}');
    expect(body).toMatchObject({
      type: 'alert.confirmed',
      alerts: [{ id: alert, rule: { name: 'Intrusion' } }],
    });
    expect(JSON.stringify(body)).not.toMatch(/Anna|"point|confidence/);
    const lines = await world.stores.audit.list(
      world.database.reader,
      emptyFilter('alert.hand-over'),
      everything,
    );
    expect(lines.map(({ content }) => JSON.parse(content).recipient).toSorted()).toEqual([
      'Broker',
      'Supervision',
      'police@town.example',
    ]);
  });

  test('F14: a rejected alert is told to nobody outside, and one whose confirmation was waiting neither', async () => {
    const outside = { channelIds: [world.channelIds.webhook], addresses: ['police@town.example'] };
    await world.plan({ steps: [], outside });
    await decide(await world.raise(), 'rejected');
    const alert = await world.raise();
    await decide(alert, 'confirmed');
    while (await world.notifications.planning.plan());
    await world.database.pool.query(`UPDATE alert SET state = 'new', verdict = NULL WHERE id = $1`, [alert]);
    await world.work();
    expect([world.sent.calls, world.sent.mails]).toEqual([[], []]);
    expect(await world.fates()).toEqual([
      'confirmed Supervision dropped not-confirmed',
      'confirmed police@town.example dropped not-confirmed',
    ]);
  });

  test('F14: the database itself refuses an unconfirmed message without a person', async () => {
    const write = world.database.pool.query(
      `INSERT INTO notice (territory_id, key, subject, channel_id, created_at, due_at, expires_at)
         VALUES (1, 'x', 'raised', $1, now(), now(), now())`,
      [world.channelIds.webhook],
    );
    await expect(write).rejects.toMatchObject({ constraint: 'notice_outside_after_confirmation' });
  });
});

const everything = { before: Number.MAX_SAFE_INTEGER, limit: 100 };
const emptyFilter = (action: string) => ({
  action,
  fromMs: undefined,
  toMs: undefined,
  actorKind: undefined,
  actorId: undefined,
  subjectKind: undefined,
  subjectId: undefined,
  cameraId: undefined,
});

test('rights count when a message leaves, not when it was planned', async () => {
  await world.plan({ steps: [stepOf([anna, boris])] });
  await world.addDevice(anna);
  await world.raise();
  while (await world.notifications.planning.plan());
  const person = (await world.people.list()).find(({ id }) => id === anna);
  await world.people.endHabilitation(anna, person?.habilitations[0]?.id ?? 0);
  await world.work();
  expect(world.sent.mails.map(({ to }) => to)).toEqual(['boris@example.org']);
  expect((await world.fates()).filter((fate) => fate.includes('Anna'))).toEqual([
    'raised Anna dropped no-right',
    'raised Anna dropped no-right',
  ]);
});

test('the first alert goes at once, what follows within the minutes of the group comes in one message', async () => {
  await world.plan({ steps: [stepOf([anna])], groupMinutes: 10 });
  for (let number = 0; number < 4; number++) {
    await world.raise();
    await world.work();
  }
  expect(world.sent.mails.map(({ subject }) => subject)).toEqual([
    expect.stringContaining('Alerte à vérifier'),
  ]);
  world.pass(11);
  await world.work();
  expect(world.sent.mails.map(({ subject }) => subject)[1]).toContain('3 alertes à vérifier');
});

test('when nobody looks the next step is told; once somebody has looked it is not', async () => {
  await world.plan({ steps: [stepOf([anna]), stepOf([boris], 5)] });
  await world.raise();
  const seen = await world.raise();
  await world.work();
  await decide(seen, 'acknowledged');
  world.pass(6);
  await world.work();
  expect(world.sent.mails.filter(({ to }) => to.startsWith('boris')).map(({ subject }) => subject)).toEqual([
    expect.stringContaining('Personne n’a encore regardé'),
  ]);
});

test('a repeat that somebody merged has been looked at', async () => {
  await world.plan({ steps: [stepOf([anna]), stepOf([boris], 5)] });
  const [first, repeat] = [await world.raise(), await world.raise()];
  await world.work();
  await world.services.desk.merge(first, [repeat], { ...decider, cameraIds: 'all' });
  await decide(first, 'acknowledged');
  world.pass(6);
  await world.work();
  expect(world.sent.mails.map(({ to }) => to)).toEqual(['anna@example.org', 'anna@example.org']);
});

test('a step a day later is told as well', async () => {
  await world.plan({ steps: [stepOf([anna]), stepOf([boris], 1440)] });
  await world.raise();
  await world.work();
  world.pass(1441);
  await world.work();
  expect(await world.fates()).toEqual(['raised Anna sent', 'unseen Boris sent']);
});

test('an alert that somebody looked at before the message left is not told', async () => {
  await world.plan({ steps: [stepOf([anna])] });
  const alert = await world.raise();
  while (await world.notifications.planning.plan());
  await decide(alert, 'acknowledged');
  await world.work();
  expect(await world.fates()).toEqual(['raised Anna dropped looked-at']);
});

test('in quiet hours messages wait until they end', async () => {
  const wall = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Paris',
  });
  const at = (minutes: number): string => wall.format(world.now() + minutes * 60_000);
  await world.choose(anna, { quiet: { from: at(-60), until: at(60) } });
  await world.plan({ steps: [stepOf([anna])] });
  await world.raise();
  await world.work();
  expect(world.sent.mails).toEqual([]);
  world.pass(61);
  await world.work();
  expect(world.sent.mails).toHaveLength(1);
});

test('who follows a rule is told without a plan; a plan of other rules or of graver alerts tells nobody', async () => {
  await world.plan({ steps: [stepOf([anna])], leastSeverity: 'critical' });
  await world.choose(boris, { follows: 'chosen', ruleIds: [world.camera.ruleId], language: 'en' });
  await world.raise();
  await world.work();
  expect(world.sent.mails.map(({ to, subject }) => [to, subject.split(':')[0]])).toEqual([
    ['boris@example.org', 'Alert to look at'],
  ]);
});
