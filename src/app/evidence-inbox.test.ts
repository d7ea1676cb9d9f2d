import { expect, test, vi } from 'vitest';
import type { Kept } from '#features/recording/recording-service.ts';
import { readTerritoryFile } from '#features/zones/territory-file-ingest.ts';
import { silentLog } from '../../test/silent-log.ts';
import { EvidenceInbox } from './evidence-inbox.ts';

const evidence = (timeMs: number) => ({ cameraId: 1, ruleId: 2, timeMs, pictures: [] });

/** An inbox whose keeper answers as told, one answer after the other. */
function inboxOf(answers: readonly (Kept | 'fault')[], retriesMs = [1, 1]) {
  const asked: number[] = [];
  const inbox = new EvidenceInbox({
    log: silentLog,
    retriesMs,
    keep: ({ timeMs }) => {
      const answer = answers[asked.push(timeMs) - 1] ?? 'kept';
      return answer === 'fault' ? Promise.reject(new Error('the disk is full')) : Promise.resolve(answer);
    },
  });
  return { inbox, asked };
}

test('an alert that is stored a little later is waited for, and so is a disk that has room again', async () => {
  const { inbox, asked } = inboxOf(['no-alert', 'fault', 'kept']);
  inbox.take(evidence(1));
  inbox.take(evidence(2));
  await vi.waitFor(() => expect(asked).toEqual([1, 1, 1, 2]));
  await inbox.stop();
});

test('N42: what cannot be kept is given up in the end, and so is what comes while too much waits', async () => {
  const { inbox, asked } = inboxOf(['fault', 'fault', 'fault', 'refused']);
  for (let timeMs = 1; timeMs <= 40; timeMs += 1) inbox.take(evidence(timeMs));
  await vi.waitFor(() => expect(asked.at(-1)).toBe(16));
  await inbox.stop();
  expect(asked.slice(0, 4)).toEqual([1, 1, 1, 2]);
  expect(asked.at(-1)).toBe(16);
});

test('F06: a file that is imported cannot switch recording on, nor say how long', () => {
  for (const line of ['recording: { secondsBefore: 5, secondsAfter: 5, keptDays: 400 }', 'keptDays: 400']) {
    const text = `cameras:\n  - name: Gate\n    source: { url: a.mp4 }\n    place: closed-site\n    purposes: [site-protection]\n    ${line}\n`;
    expect(() => readTerritoryFile(text, { name: 'territory.yml' })).toThrow(/recording|keptDays/);
  }
});
