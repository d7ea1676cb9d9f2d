import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Alert } from '#features/alerts/alert-schema.ts';
import { openTestTerritory, report, type TestTerritory } from '../../test/test-territory.ts';
import { makeWatchedCamera, start, type WatchedCamera } from '../../test/watched-camera.ts';
import { createAccounts } from './accounts.ts';

let world: TestTerritory;
let camera: WatchedCamera;
let anna: { readonly id: string; readonly name: string; readonly cameraIds: 'all' };
let marc: typeof anna;

beforeAll(async () => {
  world = await openTestTerritory();
  const { people } = createAccounts(world.database, {
    audit: world.services.audit,
    secondFactor: { roles: [], graceDays: 0 },
  });
  const invite = async (name: string, role: 'operator' | 'technical' | 'analyst') => {
    const { id } = await people.invite({ name, email: `${name}@example.org`, role });
    return { id, name, cameraIds: 'all' as const };
  };
  anna = await invite('Anna', 'operator');
  marc = await invite('Marc', 'technical');
  await invite('Zoe', 'analyst');
});
afterAll(() => world.database.close());
beforeEach(async () => {
  camera = await makeWatchedCamera(world);
});

const minute = 60_000;

/** Alerts of the camera so many minutes after the start, the oldest first. */
async function raised(...minutes: readonly number[]): Promise<Alert[]> {
  const { cameraId, seen } = camera;
  const events = minutes.map((at) => seen(start + at * minute));
  await world.services.storeReport(report({ cameraId, sequence: 1, events }));
  const { items } = await world.services.alerts.list({ camera: cameraId, limit: 500 });
  return [...items].reverse();
}
const one = async (): Promise<Alert> => (await raised(0))[0] as Alert;
const listed = async (): Promise<number[]> =>
  (await world.services.alerts.list({ camera: camera.cameraId })).items.map(({ id }) => id);
const historyOf = async (id: number) => (await world.services.desk.file(id, anna)).history;

describe('two people decide on the same alert', () => {
  test('the second is told with what is stored, and nothing is overwritten', async () => {
    const { alerts } = world.services;
    const { id, version } = await one();
    await alerts.transition(id, { to: 'confirmed', version }, anna);
    await expect(
      alerts.transition(id, { to: 'rejected', reasonCode: 'animal', version }, marc),
    ).rejects.toMatchObject({
      code: 'conflict',
      faults: [{ field: 'version' }],
      present: { id, state: 'confirmed', decidedBy: 'Anna' },
    });
    expect(await alerts.find(id)).toMatchObject({ state: 'confirmed', decidedBy: 'Anna', reasonCode: null });
  });

  test('at the same moment, one of them decides', async () => {
    const { alerts } = world.services;
    const { id, version } = await one();
    const answers = await Promise.allSettled([
      alerts.transition(id, { to: 'confirmed', version }, anna),
      alerts.transition(id, { to: 'rejected', reasonCode: 'light', version }, marc),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await historyOf(id)).length).toBe(1);
  });

  test('a comment or a new occurrence meanwhile is no conflict', async () => {
    const { alerts, desk } = world.services;
    const { id, version } = await one();
    await desk.comment(id, 'I go and look', marc);
    expect(await alerts.transition(id, { to: 'confirmed', version }, anna)).toMatchObject({
      state: 'confirmed',
    });
  });
});

test('a rejection keeps its reason of the list and the words, until it is closed and after', async () => {
  const { alerts } = world.services;
  const { id } = await one();
  await expect(alerts.transition(id, { to: 'rejected', reasonCode: 'other' }, anna)).rejects.toMatchObject({
    faults: [{ field: 'reason' }],
  });
  await alerts.transition(id, { to: 'rejected', reasonCode: 'animal', reason: ' a fox ' }, anna);
  expect(await alerts.transition(id, { to: 'closed' }, marc)).toMatchObject({
    state: 'closed',
    verdict: 'rejected',
    reasonCode: 'animal',
    reason: 'a fox',
  });
  expect((await historyOf(id)).map(({ kind, by, from, to }) => [kind, by, from, to])).toEqual([
    ['step', 'Anna', 'new', 'rejected'],
    ['step', 'Marc', 'rejected', 'closed'],
  ]);
});

describe('an undo', () => {
  test('goes back to what was, as a step of its own', async () => {
    const { alerts } = world.services;
    const { id } = await one();
    await alerts.transition(id, { to: 'acknowledged' }, marc);
    await alerts.transition(id, { to: 'rejected', reasonCode: 'light' }, anna);
    expect(await alerts.undoUntil(id, anna)).toBeDefined();
    expect(await alerts.undo(id, undefined, anna)).toMatchObject({
      state: 'acknowledged',
      verdict: null,
      reasonCode: null,
      decidedBy: 'Marc',
    });
    expect((await historyOf(id)).map(({ kind, to }) => [kind, to])).toEqual([
      ['step', 'acknowledged'],
      ['step', 'rejected'],
      ['undo', 'acknowledged'],
    ]);
    expect(world.happened.at(-1)).toMatchObject({ name: 'alert', event: { id, change: 'undone' } });
    await expect(alerts.undo(id, undefined, anna)).rejects.toMatchObject({ code: 'conflict' });
    await alerts.transition(id, { to: 'confirmed' }, anna);
  });

  test('is for whoever decided, and keeps the verdict of what was closed', async () => {
    const { alerts } = world.services;
    const { id } = await one();
    await alerts.transition(id, { to: 'confirmed' }, marc);
    await alerts.transition(id, { to: 'closed' }, anna);
    await expect(alerts.undo(id, undefined, marc)).rejects.toMatchObject({ code: 'conflict' });
    expect(await alerts.undoUntil(id, marc)).toBeUndefined();
    expect(await alerts.undo(id, undefined, anna)).toMatchObject({
      state: 'confirmed',
      verdict: 'confirmed',
    });
  });
});

describe('repeats', () => {
  test('become occurrences of one alert, leave the list, and come back when separated', async () => {
    const { alerts, desk } = world.services;
    const [first, second, third, far] = (await raised(0, 5, 12, 200)) as [Alert, Alert, Alert, Alert];
    expect((await desk.file(first.id, anna)).repeats.map(({ id }) => id)).toEqual([third.id, second.id]);
    const head = await desk.merge(first.id, [second.id, third.id], anna);
    expect(head).toMatchObject({ occurrences: 3, version: first.version });
    expect(await listed()).toEqual([far.id, first.id]);
    expect((await desk.file(first.id, anna)).occurrences.map(({ id }) => id)).toEqual([third.id, second.id]);
    await expect(alerts.transition(second.id, { to: 'confirmed' }, anna)).rejects.toMatchObject({
      faults: [{ field: 'mergedInto' }],
    });
    await desk.separate(second.id, anna);
    expect(await alerts.find(first.id)).toMatchObject({ occurrences: 2 });
    expect(await listed()).toEqual([far.id, second.id, first.id]);
  });

  test('of a repeat go with it', async () => {
    const { desk } = world.services;
    const [first, second, third] = (await raised(0, 5, 12)) as [Alert, Alert, Alert];
    await desk.merge(second.id, [third.id], anna);
    expect(await desk.merge(first.id, [second.id], anna)).toMatchObject({ occurrences: 3 });
  });

  test('are of one rule, and open', async () => {
    const { alerts, desk } = world.services;
    const [first, second] = (await raised(0, 5)) as [Alert, Alert];
    camera = await makeWatchedCamera(world);
    const other = await one();
    await expect(desk.merge(first.id, [other.id], anna)).rejects.toMatchObject({ code: 'invalid' });
    await expect(desk.merge(first.id, [first.id], anna)).rejects.toMatchObject({ code: 'invalid' });
    await alerts.transition(second.id, { to: 'confirmed' }, anna);
    await expect(desk.merge(first.id, [second.id], anna)).rejects.toMatchObject({ code: 'invalid' });
  });
});

test('alerts are linked from both sides, once; out of the scope there is no such alert', async () => {
  const { desk } = world.services;
  const [first, second] = (await raised(0, 5)) as [Alert, Alert];
  await desk.link(second.id, first.id, anna);
  expect((await desk.link(first.id, second.id, anna)).map(({ id }) => id)).toEqual([second.id]);
  expect((await historyOf(second.id)).map(({ kind, otherId }) => [kind, otherId])).toEqual([
    ['link', first.id],
  ]);
  const elsewhere = { ...anna, cameraIds: [] };
  await expect(desk.link(first.id, second.id, elsewhere)).rejects.toMatchObject({ code: 'not-found' });
  expect((await desk.file(first.id, elsewhere)).links).toEqual([]);
  expect(await desk.unlink(second.id, first.id, anna)).toEqual([]);
});

test('an alert is given to somebody who may decide on it, and to nobody else', async () => {
  const { alerts, desk } = world.services;
  const { id } = await one();
  expect((await desk.deciders(id)).map(({ name }) => name)).toEqual(['Anna', 'Marc']);
  expect(await desk.assign(id, { personId: marc.id }, anna)).toMatchObject({
    assignee: { id: marc.id, name: 'Marc' },
  });
  expect(
    (await alerts.list({ camera: camera.cameraId, assignee: { id: marc.id } })).items.map(
      (alert) => alert.id,
    ),
  ).toEqual([id]);
  await expect(desk.assign(id, { personId: 'nobody' }, anna)).rejects.toMatchObject({
    faults: [{ field: 'personId' }],
  });
  await expect(desk.assign(id, { personId: null, version: 1 }, anna)).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await desk.assign(id, { personId: null }, anna)).toMatchObject({ assignee: null });
});
