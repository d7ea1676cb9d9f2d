import { expect, test } from 'vitest';
import type { Finding } from './finding.ts';
import { dueReminders } from './reminders.ts';

const dayMs = 86_400_000;
const nowMs = Date.parse('2026-11-23T12:00:00Z');
const authorisation = (days: number, cameraIds = [1]) => ({
  id: 4,
  number: '2026-77',
  cameraIds,
  untilMs: nowMs + days * dayMs,
});
const subjects = (days: number, cameraIds?: number[]) =>
  dueReminders([authorisation(days, cameraIds)], [], nowMs).map(({ subject }) => subject);

test.each([
  [181, undefined],
  [180, '180'],
  [31, '180'],
  [30, '30'],
  [1, '30'],
  [0, '0'],
  [-3, '0'],
])('F09: an authorisation that ends in %i days is told of at step %s', (days, step) => {
  expect(subjects(days).map((subject) => subject.split(' ').at(-1))).toEqual(
    step === undefined ? [] : [step],
  );
});

test('F09: one without cameras is nobody’s work; a new end is a new reminder', () => {
  expect(subjects(10, [])).toEqual([]);
  expect(subjects(10)).not.toEqual(subjects(11));
});

test('F09: the words name the number and the day, in both languages', () => {
  const [reminder] = dueReminders([authorisation(28)], [], nowMs);
  for (const words of Object.values(reminder?.words ?? {})) expect(words).toContain('2026-77');
  expect(reminder?.words.en).toContain('21 December 2026');
  expect(reminder?.words.fr).toContain('21 décembre 2026');
});

test('F37: every rule that wants an action is told of, but for the authorisations told of already', () => {
  const words = { en: '', fr: '' };
  const findings: Finding[] = [
    { row: 'F09', status: 'action', words },
    { row: 'F12', status: 'action', words },
    { row: 'F19', status: 'held', words },
    { row: 'F21', status: 'idle', words },
  ];
  expect(dueReminders([], findings, nowMs).map(({ row }) => row)).toEqual(['F12']);
});
