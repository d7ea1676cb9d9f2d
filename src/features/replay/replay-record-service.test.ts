import { expect, test } from 'vitest';
import type { AuditEntry } from '#foundation/audit.ts';
import { recordReplays } from './replay-record-service.ts';
import type { ReplayService } from './replay-service.ts';

const replay = { id: 3, cameraId: 7, source: { kind: 'clip' } };

function world(isLogFull = false) {
  const done: string[] = [];
  const lines: AuditEntry[] = [];
  const note = (word: string): Promise<typeof replay> => {
    done.push(word);
    return Promise.resolve(replay);
  };
  const inner = {
    begin: () => note('begun'),
    receiveClip: () => note('clip'),
    find: () => replay,
    remove: () => note('removed'),
  } as unknown as ReplayService<object>;
  const record = (entry: AuditEntry): Promise<void> => {
    if (isLogFull) return Promise.reject(new Error('full'));
    lines.push(entry);
    return Promise.resolve();
  };
  return { replays: recordReplays(inner, record), lines, done };
}

const film = (async function* () {})();

test('F11: a trial, its clip and its end each write one line', async () => {
  const { replays, lines } = world();
  await replays.begin({}, { kind: 'clip' });
  await replays.receiveClip(3, film);
  await replays.remove(3);
  expect(lines.map(({ action, subject, cameraId }) => [action, subject.id, cameraId])).toEqual([
    ['replay.begin', 3, 7],
    ['replay.clip', 3, 7],
    ['replay.remove', 3, 7],
  ]);
});

test('N42: no trial goes on that cannot be logged, and no clip is taken in', async () => {
  const { replays, done } = world(true);
  await expect(replays.begin({}, { kind: 'clip' })).rejects.toThrow('full');
  await expect(replays.receiveClip(3, film)).rejects.toThrow('full');
  expect(done).toEqual(['begun', 'removed']);
});
