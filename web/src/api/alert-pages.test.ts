import { describe, expect, test } from 'vitest';
import type { Alert } from '#features/alerts/alert-schema.ts';
import { type AlertFilter, isListed, withChanges } from './alert-pages.ts';

const alert = (id: number, change: Partial<Alert> = {}): Alert => ({
  id,
  cameraId: 1,
  cameraName: 'Depot',
  ruleId: 1,
  ruleName: 'Yard',
  kind: 'intrusion',
  severity: 'warning',
  class: 'person',
  summary: { en: 'A person in the yard', fr: 'Une personne dans la cour' },
  value: null,
  where: 'yard',
  direction: null,
  point: null,
  confidence: 0.8,
  occurredAt: new Date(id * 60_000).toISOString(),
  raisedAt: new Date(id * 60_000).toISOString(),
  state: 'new',
  decidedAt: null,
  decidedBy: null,
  reason: null,
  reasonCode: null,
  verdict: null,
  firstSeenAt: null,
  assignee: null,
  mergedInto: null,
  regime: 'rgpd',
  occurrences: 1,
  version: 1,
  sequence: id,
  ...change,
});

const loaded = {
  pages: [
    { items: [alert(9), alert(7)], next: 'x' },
    { items: [alert(5), alert(3)], next: 'y' },
  ],
};
const listed = (changed: readonly Alert[], data = loaded, filter: AlertFilter = {}) =>
  withChanges(data, changed, (one) => isListed(one, filter, 'me')).pages.map(({ items }) =>
    items.map(({ id, state }) => (state === 'new' ? id : `${id} ${state}`)),
  );

describe('a list follows the news', () => {
  test.each([
    [
      'the newest comes first',
      [alert(10)],
      [
        [10, 9, 7],
        [5, 3],
      ],
    ],
    [
      'one that came late stands at its time',
      [alert(6)],
      [
        [9, 7],
        [6, 5, 3],
      ],
    ],
    [
      'one older than all that is loaded waits for its page',
      [alert(2)],
      [
        [9, 7],
        [5, 3],
      ],
    ],
    [
      'a change stays at its place',
      [alert(7, { state: 'confirmed', sequence: 20 })],
      [[9], ['7 confirmed', 5, 3]],
    ],
    [
      'the same news twice count once',
      [alert(10), alert(10)],
      [
        [10, 9, 7],
        [5, 3],
      ],
    ],
    [
      'older news change nothing',
      [alert(9, { state: 'acknowledged', sequence: 8 })],
      [
        [9, 7],
        [5, 3],
      ],
    ],
    ['a repeat that was merged leaves', [alert(7, { mergedInto: 9, sequence: 20 })], [[9], [5, 3]]],
  ])('%s', (_, changed, expected) => {
    expect(listed(changed)).toEqual(expected);
  });

  test('a decision leaves the list of new ones', () => {
    const confirmed = alert(9, { state: 'confirmed', sequence: 20 });
    expect(listed([confirmed], loaded, { states: ['new'] })).toEqual([[7], [5, 3]]);
  });

  test('an empty list takes its first alert', () => {
    expect(listed([alert(1)], { pages: [{ items: [] }] as never })).toEqual([[1]]);
  });

  test('a whole list takes an older one at its end', () => {
    expect(listed([alert(1)], { pages: [{ items: [alert(4)] }] as never })).toEqual([[4, 1]]);
  });

  test('nothing that belongs nowhere changes anything', () => {
    expect(withChanges(loaded, [], () => true)).toBe(loaded);
  });
});

describe('an alert belongs into a list', () => {
  const mine = alert(1, { assignee: { id: 'me', name: 'Me' } });
  test.each([
    ['without a filter', alert(1), {}, true],
    ['by its state', alert(1), { states: ['confirmed', 'new'] }, true],
    ['not by another state', alert(1), { states: ['confirmed'] }, false],
    ['by its camera', alert(1), { camera: 2 }, false],
    ['by its rule', alert(1), { rule: 1 }, true],
    ['by its severity', alert(1), { severity: 'critical' }, false],
    ['when it is mine', mine, { assignee: 'me' }, true],
    ['when somebody looks after it', mine, { assignee: 'somebody' }, true],
    ['when nobody does', mine, { assignee: 'nobody' }, false],
    ['by words of its summary, in any case and either language', alert(1), { words: ' DANS la Cour ' }, true],
    ['not by other words', alert(1), { words: 'lorry' }, false],
  ] as const)('%s', (_, one, filter, expected) => {
    expect(isListed(one, filter as AlertFilter, 'me')).toBe(expected);
  });
});
