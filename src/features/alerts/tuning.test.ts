import { describe, expect, test } from 'vitest';
import type { ReasonCode, Verdict } from './alert-lifecycle.ts';
import { fewest, type JudgedAlert, suggestTuning } from './tuning.ts';

const rule = { confidence: 0.3, cooldownSeconds: 60 };
const day = 86_400_000;

function alert(
  verdict: Verdict,
  reasonCode: ReasonCode | null,
  index: number,
  change: Partial<JudgedAlert> = {},
): JudgedAlert {
  return {
    verdict,
    reasonCode,
    confidence: 0.9,
    // Far from one another, at different hours of different days.
    point: [((index * 37) % 100) / 100, ((index * 61) % 100) / 100],
    occurredMs: index * day + index * 5 * 3_600_000,
    hour: (index * 5) % 24,
    day: String(index),
    ...change,
  };
}
const rejected = (code: ReasonCode, many: number, change: (index: number) => Partial<JudgedAlert>) =>
  Array.from({ length: many }, (_, index) => alert('rejected', code, index, change(index)));
const confirmed = (many: number, change: (index: number) => Partial<JudgedAlert> = () => ({})) =>
  Array.from({ length: many }, (_, index) => alert('confirmed', null, index + 50, change(index)));
const kinds = (judged: readonly JudgedAlert[]) => suggestTuning(rule, judged).map(({ kind }) => kind);

test('a few rejections suggest nothing yet', () => {
  expect(
    kinds(rejected('light', fewest - 1, () => ({ confidence: 0.32, point: [0.5, 0.5], hour: 7 }))),
  ).toEqual([]);
  expect(kinds([])).toEqual([]);
});

describe('the threshold', () => {
  const shadows = rejected('light', 4, () => ({ confidence: 0.41 }));
  test('rises just above what was nothing, and keeps what was something', () => {
    expect(suggestTuning(rule, [...shadows, ...confirmed(10)])).toEqual([
      { kind: 'threshold', from: 0.3, to: 0.45, rejected: 4, confirmed: 0 },
    ]);
  });
  test('stays where real things are as uncertain', () => {
    expect(kinds([...shadows, ...confirmed(10, () => ({ confidence: 0.38 }))])).toEqual([]);
  });
  test('is no remedy for people who may be there', () => {
    expect(kinds(rejected('allowed', 4, () => ({ confidence: 0.41 })))).toEqual([]);
  });
});

describe('the zone', () => {
  const flag = rejected('wrong-place', 5, (index) => ({ point: [0.2 + index / 100, 0.3] }));
  test('loses the corner where the false ones stand', () => {
    expect(suggestTuning(rule, [...flag, ...confirmed(5)])).toEqual([
      { kind: 'zone', point: [0.22, 0.3], radius: 0.08, rejected: 5, confirmed: 0 },
    ]);
  });
  test('keeps a corner where real things happen too', () => {
    expect(kinds([...flag, ...confirmed(5, () => ({ point: [0.22, 0.31] }))])).toEqual([]);
  });
});

describe('the period', () => {
  const cleaners = rejected('allowed', 6, (index) => ({ hour: index % 2 === 0 ? 23 : 0 }));
  test('leaves out the hours of people who may be there, over midnight too', () => {
    expect(suggestTuning(rule, [...cleaners, ...confirmed(5, () => ({ hour: 3 }))])).toEqual([
      { kind: 'period', fromHour: 23, toHour: 1, rejected: 6, confirmed: 0 },
    ]);
  });
  test('one bad evening is no habit', () => {
    expect(kinds(rejected('wrong-time', 6, () => ({ hour: 21, day: 'monday' })))).toEqual([]);
  });
});

test('repeats ask for a longer quiet time', () => {
  const burst = rejected('repeat', 5, (index) => ({ occurredMs: index * 90_000 }));
  expect(suggestTuning(rule, burst)).toEqual([
    { kind: 'cooldown', from: 60, to: 300, rejected: 3, confirmed: 0 },
  ]);
});

test('the remedy for the last reason comes first', () => {
  const low = rejected('animal', 4, (index) => ({ confidence: 0.4, point: [0.5, 0.5 + index / 100] }));
  const last = alert('rejected', 'wrong-place', 20, { point: [0.5, 0.5], confidence: 0.4 });
  expect(kinds(low)).toEqual(['threshold', 'zone']);
  expect(kinds([...low, last])).toEqual(['zone', 'threshold']);
});
