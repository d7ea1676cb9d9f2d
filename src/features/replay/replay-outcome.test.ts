import { describe, expect, it } from 'vitest';
import type { Place } from '#foundation/legal-gate.ts';
import { decide, lawful } from '../../../test/lawful.ts';
import type { Trial, TrialEvent, TrialFindings } from './ports.ts';
import { ReplayOutcome } from './replay-outcome.ts';

function trial(place: Place = 'closed-site', kind = 'crossing'): Trial {
  return {
    camera: {
      id: 1,
      name: 'Gate',
      legal: lawful(place),
      zones: [{ id: 4, name: 'yard' }],
      lines: [{ id: 3, name: 'lane', forward: 'in', backward: 'out' }],
    },
    rule: { kind, name: 'Try', parameters: { lineId: 3, zoneId: 4 }, cooldownSeconds: 60 },
    isWatched: true,
  };
}

const nothing: TrialFindings = { events: [], counts: [], measures: [], coverage: [] };

function crossing(timeMs: number): TrialEvent {
  return { timeMs, class: 'car', confidence: 0.8123, point: [0.5, 0.25], lineId: 3, direction: 'forward' };
}

function outcome(of: Trial, ...findings: readonly Partial<TrialFindings>[]): ReplayOutcome {
  const found = new ReplayOutcome(of, decide, { nowMs: 0, isLive: false });
  for (const one of findings) found.add({ ...nothing, ...one });
  return found;
}

describe('what a rule on trial would have raised', () => {
  it('is told in both languages with the names of line and direction', () => {
    const [alert] = outcome(trial(), { events: [crossing(1000)] }).alerts;
    expect(alert).toMatchObject({ timeMs: 1000, where: 'lane', direction: 'in', confidence: 0.812 });
    expect(alert?.summary.en).toContain('lane');
    expect(alert?.summary.fr).toContain('« lane »');
  });

  it('comes in the order of its time, one alert a cool-down', () => {
    const found = outcome(
      trial(),
      { events: [crossing(70_000), crossing(1000)] },
      { events: [crossing(60_000)] },
    );
    expect(found.alerts.map(({ timeMs }) => timeMs)).toEqual([1000, 70_000]);
    expect(found.heldBack).toBe(1);
  });

  it('is bounded', () => {
    const events = Array.from({ length: 1200 }, (_, index) => crossing(index * 60_000));
    const found = outcome(trial(), { events });
    expect([found.alerts.length, found.leftOut]).toEqual([1000, 200]);
  });
});

it('counts of a line add up by direction and class', () => {
  const one = { lineId: 3, class: 'car', direction: 'forward', count: 2 } as const;
  const found = outcome(trial(), { counts: [one, { ...one, direction: 'backward' }] }, { counts: [one] });
  expect(found.counts).toEqual([
    { line: 'lane', direction: 'in', class: 'car', count: 4 },
    { line: 'lane', direction: 'out', class: 'car', count: 2 },
  ]);
});

describe('what a rule on trial measured', () => {
  const stay = { measure: 'dwell', class: 'car', part: '', weight: 2, sum: 60, minimum: 20, maximum: 40 };
  const whole = { bucketStartMs: 0, analysedMs: 900_000 };
  const part = { bucketStartMs: 900_000, analysedMs: 300_000 };

  it('is summed up over the replay', () => {
    const measures = [
      { ...stay, bucketStartMs: 0 },
      { ...stay, bucketStartMs: 900_000, minimum: 10, sum: 30, weight: 1 },
    ];
    expect(
      outcome(trial('closed-site', 'dwell'), { measures, coverage: [whole, part] }).measures,
    ).toMatchObject([{ measure: 'dwell', class: 'car', weight: 3, mean: 30, minimum: 10, maximum: 40 }]);
  });

  it('is that of whole quarter hours on a public road, where no alert and no count is shown', () => {
    const found = outcome(trial('public-road', 'dwell'), {
      events: [crossing(1000)],
      counts: [{ lineId: 3, class: 'car', direction: 'forward', count: 2 }],
      measures: [
        { ...stay, bucketStartMs: 0 },
        { ...stay, bucketStartMs: 900_000, weight: 5 },
      ],
      coverage: [whole, part],
    });
    expect(found.alerts).toEqual([]);
    expect(found.counts).toEqual([]);
    expect(found.measures).toMatchObject([{ weight: 2 }]);
    expect(found.refused.map(({ output }) => output)).toEqual(['alerts', 'counts', 'measures']);
    expect(found.watchedSeconds).toBe(1200);
  });
});
