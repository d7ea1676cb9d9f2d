import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PlanInput } from '#features/notifications/plan-schema.ts';
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

const decide = (id: number, to: 'acknowledged' | 'confirmed' | 'rejected') =>
  world.services.alerts.transition(id, to === 'rejected' ? { to, reason: 'a cat' } : { to }, {
    id: anna,
    name: 'Anna',
  });
const undo = (id: number) => world.services.alerts.undo(id, undefined, { id: anna, name: 'Anna' });
const planned = async (): Promise<void> => {
  while (await world.notifications.planning.plan());
};
const outside = (): PlanInput['outside'] => ({
  channelIds: [world.channelIds.webhook, world.channelIds.mqtt],
  addresses: ['police@town.example'],
});
const told = (): readonly number[] => [
  world.sent.calls.length,
  world.sent.published.length,
  world.sent.mails.length,
];

describe('F14: a confirmation that is taken back and given again', () => {
  test('is told outside once when it had been told', async () => {
    await world.plan({ outside: outside() });
    const alert = await world.raise();
    await decide(alert, 'confirmed');
    await world.work();
    await undo(alert);
    await world.work();
    await decide(alert, 'confirmed');
    await world.work();
    expect(told()).toEqual([1, 1, 1]);
  });

  test('is told when the message of the first had been dropped', async () => {
    await world.plan({ outside: outside() });
    const alert = await world.raise();
    await decide(alert, 'confirmed');
    await planned();
    await undo(alert);
    await world.work();
    expect(told()).toEqual([0, 0, 0]);
    await decide(alert, 'confirmed');
    await world.work();
    expect(told()).toEqual([1, 1, 1]);
    expect((await world.fates()).every((fate) => fate.endsWith(' sent'))).toBe(true);
  });

  test('and becomes a rejection is told to nobody', async () => {
    await world.plan({ outside: outside() });
    const alert = await world.raise();
    await decide(alert, 'confirmed');
    await planned();
    await undo(alert);
    await decide(alert, 'rejected');
    await world.work();
    expect(told()).toEqual([0, 0, 0]);
  });
});

describe('a plan that changes while messages wait', () => {
  const down = { code: 'refused', detail: 'ECONNREFUSED', scope: 'channel' } as const;
  const upAgain = async (): Promise<void> => {
    for (const kind of ['mail', 'webhook', 'mqtt'] as const) delete world.faults[kind];
    world.pass(1);
    await world.work();
  };
  beforeEach(() => {
    world.faults.mail = down;
    world.faults.webhook = down;
    world.faults.mqtt = down;
  });

  test.each<[string, (id: number, plan: PlanInput) => Promise<unknown>]>([
    ['deleted', (id) => world.notifications.plans.remove(id)],
    ['switched off', (id, plan) => world.notifications.plans.replace(id, { ...plan, enabled: false })],
    [
      'given to somebody else',
      (id, plan) =>
        world.notifications.plans.replace(id, {
          ...plan,
          steps: [stepOf([boris])],
          outside: { channelIds: [], addresses: ['elsewhere@town.example'] },
        }),
    ],
  ])('when it is %s, nobody is told whom no plan names any more', async (_, change) => {
    const { id, ...plan } = await world.plan({ steps: [stepOf([anna])], outside: outside() });
    await world.raise();
    const confirmed = await world.raise();
    await decide(confirmed, 'confirmed');
    await world.work();
    await change(id, plan);
    await upAgain();
    expect(told()).toEqual([0, 0, 0]);
    expect((await world.fates()).filter((fate) => fate.endsWith('no-plan'))).toHaveLength(4);
  });

  test('another plan, or the wish to follow the rule, still tells', async () => {
    const { id } = await world.plan({ steps: [stepOf([anna, boris])] });
    await world.raise();
    await world.work();
    await world.notifications.plans.remove(id);
    await world.plan({ name: 'Other', steps: [stepOf([anna])] });
    await world.choose(boris, { follows: 'all' });
    await upAgain();
    expect(world.sent.mails.map(({ to }) => to).toSorted()).toEqual([
      'anna@example.org',
      'boris@example.org',
    ]);
  });
});

describe('of alerts that wait to be told together', () => {
  test('one that was rejected meanwhile is left out, be it the first', async () => {
    await world.plan({ steps: [stepOf([anna])], groupMinutes: 10 });
    await decide(await world.raise(), 'rejected');
    await world.work();
    const first = await world.raise();
    const [second, third] = [await world.raise(), await world.raise()];
    await world.work();
    await decide(first, 'rejected');
    world.pass(11);
    await world.work();
    expect(world.sent.mails.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('2 alertes à vérifier'),
    ]);
    expect([second, third]).not.toContain(first);
  });

  test('when all were decided on, nothing comes, and the next alert goes at once', async () => {
    await world.plan({ steps: [stepOf([anna])], groupMinutes: 10 });
    await world.raise();
    await world.work();
    const waiting = await world.raise();
    await world.work();
    await decide(waiting, 'rejected');
    world.pass(11);
    await world.work();
    expect(world.sent.mails).toHaveLength(1);
    world.pass(30);
    await world.raise();
    await world.work();
    expect(world.sent.mails).toHaveLength(2);
  });
});
