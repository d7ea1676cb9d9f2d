import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type NoticeWorld, openNoticeWorld, stepOf } from '../../test/notice-world.ts';

let world: NoticeWorld;
let anna: string;
beforeAll(async () => {
  world = await openNoticeWorld();
});
afterAll(() => world.database.close());
beforeEach(async () => {
  await world.reset();
  anna = await world.join('Anna', 'operator', true);
});

/** So many minutes from now, as the clock on the wall of the territory shows it. */
const at = (minutes: number): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Paris' }).format(
    world.now() + minutes * 60_000,
  );
const subjects = (): readonly string[] => world.sent.mails.map(({ subject }) => subject);

test('what waited for the end of its group waits on when that falls into quiet hours', async () => {
  await world.choose(anna, { quiet: { from: at(5), until: at(120) } });
  await world.plan({ steps: [stepOf([anna])], groupMinutes: 10 });
  for (let number = 0; number < 2; number++) {
    await world.raise();
    await world.work();
  }
  expect(subjects()).toHaveLength(1);
  world.pass(15);
  await world.raise();
  await world.work();
  expect(subjects()).toHaveLength(1);
  world.pass(110);
  await world.work();
  expect(subjects().slice(1)).toEqual([expect.stringContaining('2 alertes à vérifier')]);
});

test('what a mail server that was away holds back is not sent at night, and is not too late in the morning', async () => {
  await world.choose(anna, { quiet: { from: at(5), until: at(600) } });
  await world.plan({ steps: [stepOf([anna])] });
  world.faults.mail = { code: 'refused', detail: 'ECONNREFUSED', scope: 'channel' };
  await world.raise();
  await world.work();
  delete world.faults.mail;
  world.pass(10);
  await world.work();
  expect(subjects()).toEqual([]);
  world.pass(595);
  await world.notifications.planning.sweep();
  await world.work();
  expect(subjects()).toHaveLength(1);
});

test('whoever asks for quiet while a message waits has it, but for what is critical', async () => {
  await world.plan({ steps: [stepOf([anna])] });
  await world.raise();
  while (await world.notifications.planning.plan());
  await world.choose(anna, { quiet: { from: at(-60), until: at(60) } });
  await world.work();
  expect(subjects()).toEqual([]);
  await world.services.rules.update(world.camera.ruleId, { severity: 'critical' });
  await world.raise();
  await world.work();
  expect(subjects()).toHaveLength(1);
  await world.services.rules.update(world.camera.ruleId, { severity: 'warning' });
});
