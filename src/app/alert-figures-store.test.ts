import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestTerritory, report, type TestTerritory } from '../../test/test-territory.ts';
import { makeWatchedCamera, type WatchedCamera } from '../../test/watched-camera.ts';
import { createAccounts } from './accounts.ts';

let world: TestTerritory;
let camera: WatchedCamera;
let sequence = 0;
const anna = { id: null, name: 'Anna' };
const minute = 60_000;

beforeAll(async () => {
  world = await openTestTerritory();
});
afterAll(() => world.database.close());
beforeEach(async () => {
  camera = await makeWatchedCamera(world);
});

/** Sightings so many minutes from now; answers the alerts of the camera, the newest first. */
async function seen(...minutes: readonly number[]) {
  const { cameraId } = camera;
  const events = minutes.map((at) => camera.seen(Date.now() + at * minute));
  sequence += 1;
  await world.services.storeReport(report({ cameraId, sequence, events }));
  return (await world.services.alerts.list({ camera: cameraId, limit: 500 })).items;
}
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * minute).toISOString();

describe('a rule that sleeps', () => {
  const mine = async () =>
    (await world.services.snoozes.list({ cameraIds: [camera.cameraId] })).map(({ heldBack, isAsleep }) => ({
      heldBack,
      isAsleep,
    }));

  test('raises nothing, counts what it would have raised, and wakes by itself', async () => {
    const { snoozes } = world.services;
    const { ruleId } = camera;
    expect(await snoozes.snooze(ruleId, { until: inMinutes(60), motive: ' works ' }, 'Anna')).toMatchObject({
      motive: 'works',
      by: 'Anna',
      isAsleep: true,
      heldBack: 0,
    });
    // Two within the cool-down are one.
    expect(await seen(1, 1.5, 10, 59)).toEqual([]);
    expect(await mine()).toEqual([{ heldBack: 3, isAsleep: true }]);
    expect((await seen(61)).length).toBe(1);
    expect(await mine()).toEqual([{ heldBack: 3, isAsleep: true }]);
  });

  test('is woken before its time, and what it held back is still told', async () => {
    const { snoozes } = world.services;
    const { ruleId } = camera;
    await snoozes.snooze(ruleId, { until: inMinutes(60), motive: 'works' }, 'Anna');
    await seen(0.01);
    await snoozes.wake(ruleId);
    expect(await mine()).toEqual([{ heldBack: 1, isAsleep: false }]);
    expect((await seen(5)).length).toBe(1);
    await expect(snoozes.wake(ruleId)).rejects.toMatchObject({ code: 'conflict' });
  });

  test.each([
    ['a time that is over', -1],
    ['more than a week', 8 * 24 * 60],
  ])('is not put to sleep for %s', async (_, minutes) => {
    await expect(
      world.services.snoozes.snooze(camera.ruleId, { until: inMinutes(minutes), motive: 'x' }, 'Anna'),
    ).rejects.toMatchObject({ faults: [{ field: 'until' }] });
  });
});

describe('F13: times are of rules', () => {
  const week = () => ({ from: inMinutes(-7 * 24 * 60), to: inMinutes(60), cameraIds: [camera.cameraId] });
  const times = async () => (await world.services.alertFigures.times(week()))[0];

  test('F13: they want a week and five alerts, and name nobody', async () => {
    const { alerts, alertFigures } = world.services;
    const raised = await seen(0, -5, -10, -15, -20);
    for (const { id } of raised.slice(1)) await alerts.transition(id, { to: 'confirmed' }, anna);
    await alerts.noteSight(raised[0]?.id ?? 0);
    expect(await times()).toMatchObject({
      alerts: 5,
      confirmed: 4,
      open: 1,
      secondsToSight: { median: expect.any(Number) },
      secondsToDecision: null,
    });
    expect(JSON.stringify(await times())).not.toContain('Anna');
    await expect(alertFigures.times({ ...week(), from: inMinutes(-6 * 24 * 60) })).rejects.toMatchObject({
      faults: [{ field: 'to' }],
    });
  });

  test('the first sight counts, and a decision is a sight', async () => {
    const { alerts } = world.services;
    const [alert] = await seen(0);
    const id = alert?.id ?? 0;
    await alerts.noteSight(id);
    const { firstSeenAt } = await alerts.find(id);
    expect(firstSeenAt).not.toBeNull();
    await alerts.noteSight(id);
    await alerts.transition(id, { to: 'confirmed' }, anna);
    expect(await alerts.find(id)).toMatchObject({ firstSeenAt });
    const [other] = await seen(10);
    expect(await alerts.transition(other?.id ?? 0, { to: 'acknowledged' }, anna)).toMatchObject({
      firstSeenAt: expect.any(String),
    });
  });
});

test('alerts that wait are counted, in all and for each camera', async () => {
  const { alerts, alertFigures, desk } = world.services;
  const [newest, middle, oldest] = await seen(0, -5, -10);
  const { cameraId } = camera;
  expect(await alertFigures.counts([cameraId])).toEqual({
    new: 3,
    acknowledged: 0,
    newByCamera: [{ cameraId, count: 3 }],
  });
  await alerts.transition(newest?.id ?? 0, { to: 'acknowledged' }, anna);
  await desk.merge(middle?.id ?? 0, [oldest?.id ?? 0], { ...anna, cameraIds: 'all' });
  expect(await alertFigures.counts([cameraId])).toMatchObject({ new: 1, acknowledged: 1 });
  expect(await alertFigures.counts([])).toEqual({ new: 0, acknowledged: 0, newByCamera: [] });
});

test('rejections suggest what to tune', async () => {
  const { alerts, alertFigures } = world.services;
  for (const { id } of await seen(0, -100, -2000, -4000))
    await alerts.transition(id, { to: 'rejected', reasonCode: 'wrong-place' }, anna);
  expect(await alertFigures.tuning(camera.ruleId)).toMatchObject({
    cameraId: camera.cameraId,
    rejected: 4,
    confirmed: 0,
    suggestions: [{ kind: 'zone', point: [0.5, 0.9], rejected: 4 }],
  });
});

test('a person keeps filters of their own, one of them the usual one', async () => {
  const { people } = createAccounts(world.database, {
    audit: world.services.audit,
    secondFactor: { roles: [], graceDays: 0 },
  });
  const { id } = await people.invite({ name: 'Anna', email: 'anna@example.org', role: 'operator' });
  const other = await people.invite({ name: 'Marc', email: 'marc@example.org', role: 'operator' });
  const { alertFilters } = world.services;
  await alertFilters.save(id, { name: 'night', content: { states: ['new'] }, isDefault: true });
  const mine = await alertFilters.save(id, { name: 'mine', content: { assignee: 'me' }, isDefault: true });
  await alertFilters.save(id, { name: 'night', content: { states: ['new', 'acknowledged'] } });
  expect((await alertFilters.list(id)).map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['mine', true],
    ['night', false],
  ]);
  expect(await alertFilters.list(other.id)).toEqual([]);
  await expect(alertFilters.remove(other.id, mine.id)).rejects.toMatchObject({ code: 'not-found' });
  await alertFilters.remove(id, mine.id);
  await people.remove(id);
  expect(await alertFilters.list(id)).toEqual([]);
});
