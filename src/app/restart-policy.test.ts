import { expect, it } from 'vitest';
import { RestartPolicy, restartReason } from './restart-policy.ts';

it('starts anew at once after a good life, then waits longer and longer, and never gives up', () => {
  const policy = new RestartPolicy();
  const pauses = Array.from({ length: 10 }, () => policy.pauseAfter(1000, 'crashed'));
  expect(pauses).toEqual([0, 250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  expect(policy.pauseAfter(60_000, 'crashed')).toBe(0);
  expect(policy.pauseAfter(1000, 'crashed')).toBe(250);
});

it('bears two seconds of silence, more at the start, and more once a life of less than ten minutes ended in silence', () => {
  const policy = new RestartPolicy();
  expect(policy.patienceMs(60_000, true)).toBe(2000);
  expect(policy.patienceMs(5000, true)).toBe(20_000);
  expect(policy.patienceMs(60_000, false)).toBe(20_000);
  policy.pauseAfter(12_000, 'hung');
  policy.pauseAfter(45_000, 'hung');
  expect(policy.patienceMs(60_000, true)).toBe(8000);
  policy.pauseAfter(3_600_000, 'hung');
  expect(policy.patienceMs(60_000, true)).toBe(2000);
});

it.each([
  ['killed', { signal: 'SIGKILL' }],
  ['crashed', { signal: 'SIGSEGV' }],
  ['hung', { signal: 'SIGKILL', wasSilent: true }],
  ['memory', { signal: 'SIGKILL', wasSilent: true, wasOverMemory: true }],
  ['memory', { signal: 'SIGKILL', wasSilent: true, lastWords: 'The analysis process holds too much memory' }],
  ['fault', { signal: 'SIGKILL', wasSilent: true, told: 'fault' as const }],
  ['memory', { signal: 'SIGABRT', lastWords: 'FATAL ERROR: … JavaScript heap out of memory' }],
  ['detector', { signal: null, told: 'detector' as const }],
  ['fault', { signal: null }],
] as const)('says %s of %o', (reason, end) => {
  expect(restartReason({ wasSilent: false, told: undefined, lastWords: '', ...end })).toBe(reason);
});
