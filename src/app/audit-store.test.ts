import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queries } from '#database/queries.ts';
import type { Actor } from '#foundation/audit.ts';
import { openTestTerritory, type TestTerritory } from '../../test/test-territory.ts';
import { actAs } from './acting.ts';

let world: TestTerritory;
const ada: Actor = { kind: 'person', id: 'p1', name: 'Ada', role: 'administrator' };

beforeAll(async () => {
  world = await openTestTerritory();
});
afterAll(() => world.database.close());

const lines = () =>
  queries(world.database.reader).selectFrom('audit_line').selectAll().orderBy('sequence').execute();
const add = (id: number, details = {}) =>
  world.database.unitOfWork((tx) =>
    world.services.audit(tx, {
      action: 'camera.update',
      subject: { kind: 'camera', id },
      cameraId: id,
      details,
    }),
  );

test('F11: a line names who did what, when, to what, and carries no password', async () => {
  await actAs(ada, () =>
    add(7, { url: 'rtsp://u:hunter2@10.0.0.9/live', password: 'x', note: 'a\r\nb\u0000' }),
  );
  const [line] = await lines();
  expect(line).toMatchObject({
    sequence: 1,
    action: 'camera.update',
    actor_kind: 'person',
    actor_id: 'p1',
    camera_id: 7,
  });
  expect(JSON.parse(line?.content ?? '')).toMatchObject({
    actor: ada,
    details: { url: 'rtsp://u:***@10.0.0.9/live', password: '***', note: 'a\r\nb\ufffd' },
  });
});

test('F12: each line is bound to the one before, whoever writes at the same time', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, index) => add(index + 1)));
  let previous = '0'.repeat(64);
  for (const [index, line] of (await lines()).entries()) {
    expect(line.sequence).toBe(index + 1);
    expect(line.previous_hash).toBe(previous);
    previous = createHash('sha256').update(`${previous}\n${line.sequence}\n${line.content}`).digest('hex');
    expect(line.hash).toBe(previous);
  }
});

test('F11: what is undone leaves no line, and a line that is undone undoes its change', async () => {
  const before = (await lines()).length;
  await expect(
    world.database.unitOfWork(async (tx) => {
      await world.services.audit(tx, { action: 'camera.update', subject: { kind: 'camera', id: 1 } });
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  expect(await lines()).toHaveLength(before);
});
