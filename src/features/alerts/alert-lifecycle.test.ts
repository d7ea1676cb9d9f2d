import { describe, expect, test } from 'vitest';
import { isOpen, nextStates, type State, undoFault, undoMinutes, verdictAfter } from './alert-lifecycle.ts';

const states: readonly State[] = ['new', 'acknowledged', 'confirmed', 'rejected', 'closed'];

test('an alert goes forward only, and closed is the end', () => {
  for (const state of states)
    for (const next of nextStates(state)) expect(states.indexOf(next)).toBeGreaterThan(states.indexOf(state));
  expect(nextStates('closed')).toEqual([]);
});

test('nobody skips the verdict', () => {
  expect(states.filter((state) => nextStates(state).includes('closed'))).toEqual(['confirmed', 'rejected']);
  expect(states.filter(isOpen)).toEqual(['new', 'acknowledged']);
});

test.each([
  ['acknowledged', null, null],
  ['confirmed', null, 'confirmed'],
  ['rejected', null, 'rejected'],
  ['closed', 'rejected', 'rejected'],
  ['closed', 'confirmed', 'confirmed'],
  ['acknowledged', 'confirmed', null],
] as const)('after %s, found %s before, the verdict is %s', (to, before, after) => {
  expect(verdictAfter(to, before)).toBe(after);
});

describe('a decision is taken back', () => {
  const step = { kind: 'step', from: 'new', atMs: 1000, byId: 'anna' } as const;
  const limit = 1000 + undoMinutes * 60_000;
  test.each([
    ['by whoever took it', step, { id: 'anna', atMs: 2000 }, undefined],
    ['to the last minute', step, { id: 'anna', atMs: limit }, undefined],
    ['not later', step, { id: 'anna', atMs: limit + 1 }, 'too-late'],
    ['not by somebody else', step, { id: 'marc', atMs: 2000 }, 'somebody-else'],
    ['not twice', { ...step, kind: 'undo' }, { id: 'anna', atMs: 2000 }, 'undone-already'],
    ['not before there is one', undefined, { id: 'anna', atMs: 2000 }, 'nothing-decided'],
    [
      'not where nobody knows what was before',
      { ...step, from: null },
      { id: 'anna', atMs: 2000 },
      'nothing-decided',
    ],
  ] as const)('%s', (_, last, asker, fault) => {
    expect(undoFault(last, asker)).toBe(fault);
  });
});
