import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestTerritory, report, type TestTerritory } from '../../test/test-territory.ts';
import { makeWatchedCamera, start, type WatchedCamera } from '../../test/watched-camera.ts';

const ada = { id: null, name: 'Ada' };

let world: TestTerritory;
let camera: WatchedCamera;
beforeAll(async () => {
  world = await openTestTerritory();
});
afterAll(() => world.database.close());
beforeEach(async () => {
  camera = await makeWatchedCamera(world);
});

test('an alert goes from new to closed, each step in its turn', async () => {
  const { cameraId, seen } = camera;
  const { alerts } = world.services;
  const sequenceBefore = await alerts.lastSequence();
  await world.services.storeReport(report({ cameraId, sequence: 1, events: [seen(start)] }));
  const [alert] = (await alerts.list({ camera: cameraId })).items;
  const id = alert?.id ?? 0;
  await expect(alerts.transition(id, { to: 'closed' }, ada)).rejects.toMatchObject({ code: 'conflict' });
  const taken = await alerts.transition(id, { to: 'acknowledged' }, ada);
  expect(taken).toMatchObject({ state: 'acknowledged', decidedBy: 'Ada' });
  await expect(alerts.transition(id, { to: 'rejected' }, ada)).rejects.toMatchObject({
    faults: [{ field: 'reason' }],
  });
  expect(await alerts.transition(id, { to: 'rejected', reason: 'a cat' }, ada)).toMatchObject({
    reason: 'a cat',
  });
  await alerts.transition(id, { to: 'closed' }, ada);
  const changes = await alerts.changesAfter(sequenceBefore, 10);
  expect(changes.map((change) => [change.alert.id, change.alert.state])).toEqual([[id, 'closed']]);
  expect(world.happened.at(-1)).toMatchObject({
    name: 'alert',
    event: { id, change: 'decided', sequence: changes[0]?.sequence },
  });
});

test('alerts come page by page, the newest first, each once', async () => {
  const { cameraId, seen } = camera;
  const events = Array.from({ length: 5 }, (_, index) => seen(start + index * 120_000));
  await world.services.storeReport(report({ cameraId, sequence: 1, events }));
  const seenTimes: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await world.services.alerts.list({ camera: cameraId, after, limit: 2 });
    seenTimes.push(...page.items.map(({ occurredAt }) => occurredAt));
    after = page.next;
    if (after === undefined) break;
  }
  expect(seenTimes).toEqual(events.map(({ timeMs }) => new Date(timeMs).toISOString()).reverse());
});

test('alerts are narrowed by state, rule and time', async () => {
  const { cameraId, ruleId, seen } = camera;
  const other = await makeWatchedCamera(world);
  await world.services.storeReport(
    report({ cameraId, sequence: 1, events: [seen(start), seen(start + 3_600_000)] }),
  );
  await world.services.storeReport(
    report({ cameraId: other.cameraId, sequence: 1, events: [other.seen(start)] }),
  );
  const { alerts } = world.services;
  const times = async (filter: object): Promise<number[]> =>
    (await alerts.list({ camera: cameraId, ...filter })).items.map(
      ({ occurredAt }) => Date.parse(occurredAt) - start,
    );
  expect(await times({})).toEqual([3_600_000, 0]);
  expect(await times({ rule: other.ruleId })).toEqual([]);
  expect(await times({ rule: ruleId, to: new Date(start + 3_600_000).toISOString() })).toEqual([0]);
  expect(await times({ from: new Date(start + 1).toISOString() })).toEqual([3_600_000]);
  expect(await times({ states: ['closed'] })).toEqual([]);
  expect(await times({ states: ['closed', 'new'] })).toEqual([3_600_000, 0]);
  expect(await times({ words: ' YARD' })).toEqual([3_600_000, 0]);
  expect(await times({ words: '%' })).toEqual([]);
  expect(await times({ severity: 'critical' })).toEqual([]);
  expect(await times({ assignee: 'nobody' })).toEqual([3_600_000, 0]);
});

test('an alert says what happened in both languages, with the names of the moment', async () => {
  const { cameraId, zoneId, seen } = camera;
  await world.services.storeReport(report({ cameraId, sequence: 1, events: [seen(start, { value: 3 })] }));
  await world.services.zones.zones.update(zoneId, { name: 'court' });
  const [alert] = (await world.services.alerts.list({ camera: cameraId })).items;
  expect(alert).toMatchObject({
    value: 3,
    summary: {
      en: expect.stringMatching(/^A person .*“yard”/),
      fr: expect.stringMatching(/^Une personne .*« yard »/),
    },
  });
});

test('an alert outlives its rule with the name it had', async () => {
  const { cameraId, ruleId, seen } = camera;
  await world.services.storeReport(report({ cameraId, sequence: 1, events: [seen(start)] }));
  await world.services.rules.remove(ruleId);
  const [alert] = (await world.services.alerts.list({ camera: cameraId })).items;
  expect(alert).toMatchObject({ ruleId: null, ruleName: 'Intrusion' });
});
