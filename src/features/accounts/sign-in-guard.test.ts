import { expect, test } from 'vitest';
import { createSignInGuard } from './sign-in-guard.ts';

const second = 1000;

function waitAfter(failures: number, everyMs: number): number {
  const guard = createSignInGuard();
  let nowMs = 0;
  for (let index = 0; index < failures; index++) {
    guard.failed(['account:a'], nowMs);
    nowMs += everyMs;
  }
  for (let waitedMs = 0; waitedMs <= 3_600_000; waitedMs += second) {
    try {
      guard.check(['account:a'], nowMs + waitedMs);
      return waitedMs / second;
    } catch {}
  }
  return Infinity;
}

test.each([
  ['four failures', 4, 0, 0],
  ['five', 5, 0, 60],
  ['six', 6, 0, 120],
  ['seven', 7, 0, 240],
  ['twenty', 20, 0, 900],
  ['five, more than a minute apart', 5, 61 * second, 0],
])('after %s one waits so many seconds', (_name, failures, everyMs, seconds) => {
  expect(waitAfter(failures, everyMs)).toBe(seconds);
});

test('a success forgets the failures, and one name does not slow another', () => {
  const guard = createSignInGuard();
  for (let index = 0; index < 5; index++) guard.failed(['account:a', 'address:1'], 0);
  guard.check(['account:b', 'address:2'], 0);
  expect(() => guard.check(['account:b', 'address:1'], 0)).toThrow('wait');
  guard.succeeded(['account:a', 'address:1']);
  guard.check(['account:a', 'address:1'], 0);
});
